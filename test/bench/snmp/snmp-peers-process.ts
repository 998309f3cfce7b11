import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { follow } from '../led-child.ts';

/** The device that the peers read, and the columns. */
export interface PeerTask {
  readonly host: string;
  readonly community: string;
  readonly columns: readonly string[];
}

const EXPORTER = '/usr/bin/prometheus-snmp-exporter';
const LISTEN = '127.0.0.1:9116';
/** Ticks of /proc/<pid>/stat on Linux, ms. */
const TICK_MS = 10;

let exporter: ChildProcess | undefined;

function words({ host, community }: PeerTask, column: string): string[] {
  return ['-v2c', '-c', community, '-m', '', '-On', '-Cr25', host, column];
}

async function walked(task: PeerTask, column: string): Promise<void> {
  const child = spawn('snmpbulkwalk', words(task, column), { stdio: 'ignore' });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`snmpbulkwalk ended with ${code}`);
}

function exporterCpu(): number {
  const stat = readFileSync(`/proc/${exporter?.pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

async function page(host: string): Promise<string> {
  const answer = await fetch(`http://${LISTEN}/snmp?target=${host}&module=bench`);
  if (!answer.ok) throw new Error(`the exporter said ${answer.status}`);
  return await answer.text();
}

const calls = {
  /** One snmpbulkwalk process per column, one after the other or all at once; ms. */
  walk: async ({ task, together }: { task: PeerTask; together: boolean }): Promise<number> => {
    const started = performance.now();
    if (together) await Promise.all(task.columns.map(async (column) => await walked(task, column)));
    else for (const column of task.columns) await walked(task, column);
    return performance.now() - started;
  },
  /** Values that one snmpbulkwalk of the column prints. */
  count: async ({ task, column }: { task: PeerTask; column: string }): Promise<number> => {
    const { stdout } = await promisify(execFile)('snmpbulkwalk', words(task, column), { maxBuffer: 2 ** 24 });
    return stdout.trim().split('\n').length;
  },
  export: async (config: string): Promise<void> => {
    exporter = spawn(EXPORTER, [`--config.file=${config}`, `--web.listen-address=${LISTEN}`], { stdio: 'ignore' });
    for (let tries = 0; ; tries += 1) {
      const up = await fetch(`http://${LISTEN}/`).then(
        (answer) => answer.ok,
        () => false,
      );
      if (up) return;
      if (tries > 50) throw new Error('the exporter does not start');
      await wait(100);
    }
  },
  /** As many scrapes; wall and processor time of one, in ms, and the samples on the last page. */
  scrape: async ({
    host,
    times,
  }: {
    host: string;
    times: number;
  }): Promise<{ ms: number; cpu: number; samples: number }> => {
    const [started, used] = [performance.now(), exporterCpu()];
    let text = '';
    for (let i = 0; i < times; i += 1) text = await page(host);
    const samples = text.split('\n').filter((each) => each.startsWith('bench_')).length;
    return { ms: (performance.now() - started) / times, cpu: (exporterCpu() - used) / times, samples };
  },
};
export type PeerCalls = typeof calls;

follow(calls, () => void exporter?.kill());
