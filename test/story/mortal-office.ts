import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SeenQueue } from '../lab/lab-commands.ts';
import { obey } from '../lab/lab-commands.ts';
import { writeOffice } from '../lab/office-files.ts';
import { type Lab, openLab } from '../lab/open-lab.ts';
import { loadScenario } from '../lab/scenario.ts';
import { runCommand } from '../office/command-line.ts';
import { startMortal } from './mortal.ts';

/** Monday of the scenario's first week, before the office opens. */
export const DAWN = Date.parse('2026-05-04T07:00+07:00');

/**
 * An office on its first morning: base data, contracts and adopted queues, in files that each life begins with a copy
 * of.
 */
export interface Dawn {
  readonly folder: string;
  readonly queues: readonly SeenQueue[];
  close(): void;
}

/** A lab and the files of one life. */
export interface Home {
  readonly lab: Lab;
  readonly folder: string;
  readonly config: string;
  close(): Promise<void>;
}

export async function makeDawn(): Promise<Dawn> {
  const folder = mkdtempSync(join(tmpdir(), 'bwagent-dawn-'));
  const lab = await openLab({ at: DAWN });
  const { config, csv } = writeOffice(folder, loadScenario(), {
    routerPort: lab.routeros.port,
    snmpPort: lab.snmp.port,
  });
  const daemon = await startMortal({ config, at: DAWN, blowAt: 0, history: true });
  await firstDay(daemon.socket, config, csv);
  await daemon.ask({ do: 'settle' });
  await daemon.stop();
  const queues = obey(lab, { do: 'queues' }) as readonly SeenQueue[];
  await lab.close();
  return { folder, queues, close: () => rmSync(folder, { recursive: true, force: true }) };
}

/** A lab as the first morning left it, and a copy of the files. */
export async function openHome(dawn: Dawn): Promise<Home> {
  const folder = mkdtempSync(join(tmpdir(), 'bwagent-life-'));
  cpSync(join(dawn.folder, 'state'), join(folder, 'state'), { recursive: true });
  const lab = await openLab({ at: DAWN });
  for (const { name, comment } of dawn.queues) {
    if (comment.includes('bwagent:'))
      obey(lab, { do: 'edit', edit: { kind: 'queue-set', queue: name, words: { comment } } });
  }
  const { config } = writeOffice(folder, loadScenario(), { routerPort: lab.routeros.port, snmpPort: lab.snmp.port });
  return {
    lab,
    folder,
    config,
    async close() {
      await lab.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Lays down what the independent checker reads beside ledger and helpdesk. */
export function layEvidence({ lab, folder }: Home, wanted: object): string {
  const state = join(folder, 'state');
  const router = { queues: obey(lab, { do: 'queues' }), sentences: obey(lab, { do: 'sentences' }) };
  writeFileSync(join(state, 'router.json'), JSON.stringify(router));
  writeFileSync(join(state, 'wanted.json'), JSON.stringify(wanted));
  return state;
}

async function firstDay(socket: string, config: string, csv: string): Promise<void> {
  const contract = ['--from', '2026-01-01 00:00', '--contract'];
  const first = [
    ['agencies', 'import', csv],
    ['capacity', 'set', 'isp-a', '--down', '300', ...contract, 'KONTRAK-A/2026', '--shares', 'isp-a=60%,isp-b=40%'],
    ['capacity', 'set', 'isp-b', '--down', '200', ...contract, 'KONTRAK-B/2026'],
    ['adopt', '--router', 'core-kasongan', '--all', '--yes'],
  ];
  for (const words of first) {
    const ran = await runCommand({ socket, config }, words);
    if (ran.code !== 0) throw new Error(`bwagent ${words.join(' ')}: ${ran.err}`);
  }
}
