import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { openLocalServer } from '../../agent/api/local-server.ts';
import { packageVersion } from '../../agent/package-root.ts';
import { ROW, STATUS } from '../commands/view-samples.ts';
import { fakeHost } from '../fakes/fake-host.ts';
import { quietLog } from '../fakes/quiet-log.ts';
import { line, median, ms, target } from './figures.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** The built program: one file. */
const BUILT = join(ROOT, 'dist/agent/main.js');
/** The same program, a file for each module. */
const MODULES = join(ROOT, 'dist/bench/agent/main.js');
const ANSWERS: Readonly<Record<string, unknown>> = { status: STATUS, requests: [ROW] };
const MOST = 1.5;
/** The least that a call costs which prints a number and a date for people: the first use of Intl loads its locales. */
const INTL = "new Intl.NumberFormat('id-ID').format(0.5); new Intl.DateTimeFormat('id-ID').format(0)";

/**
 * Processor time of whole calls of `bwagent`, user and system, beside that of a bare Node that does nothing. Each round
 * runs all of them, in an order that turns by one from round to round.
 */
export async function benchCli(rounds: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-cli-'));
  const socket = join(folder, 's');
  const server = openLocalServer({
    socket,
    mode: 0o660,
    version: packageVersion(),
    host: fakeHost({ users: { 5: userInfo().username }, caller: { uid: 5, pid: 1 } }),
    people: [{ id: 'kabid', user: userInfo().username, roles: ['division-head'] }],
    ask: async (name) => await Promise.resolve(ANSWERS[name]),
    order: async () => await Promise.reject(new Error('only questions')),
    log: quietLog(),
  });
  await server.start();
  try {
    console.log(`\ncli: ${rounds} rounds, medians of user + system time; load ${loadavg()[0]?.toFixed(1)}`);
    await benchCall('--help', ['--help'], rounds);
    await benchCall('status, no daemon', ['--socket', join(folder, 'none'), 'status'], rounds);
    await benchCall('status, answered', ['--socket', socket, 'status'], rounds);
    await benchCall('status --json, answered', ['--socket', socket, '--json', 'status'], rounds);
    await benchCall('requests, answered', ['--socket', socket, 'requests'], rounds);
    line('load at the end', loadavg()[0]?.toFixed(1) ?? '–');
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function benchCall(what: string, words: readonly string[], rounds: number): Promise<void> {
  const calls = [
    ['-e', '0'],
    [BUILT, ...words],
    [MODULES, ...words],
    ['-e', INTL],
  ] as const;
  const times = calls.map((): number[] => []);
  for (let round = 0; round < rounds; round += 1) {
    for (let step = 0; step < calls.length; step += 1) {
      const turn = (round + step) % calls.length;
      times[turn]?.push(await processorMs(calls[turn] ?? []));
    }
  }
  const [bare = Number.NaN, built = Number.NaN, modules = Number.NaN, intl = Number.NaN] = times.map(median);
  target(`${what}: beside bare node (${ms(bare)})`, built / bare, MOST, 'x');
  line('  the same as separate modules', `${(modules / bare).toFixed(4)} x`);
  line('  a bare node that formats one number and one date', `${(intl / bare).toFixed(4)} x`);
}

/** Milliseconds of processor time of one Node process from start to end, as bash counts its children. */
async function processorMs(words: readonly string[]): Promise<number> {
  const timed = 'TIMEFORMAT="%3U %3S"; time "$@" >/dev/null 2>&1 </dev/null || true';
  const { stderr } = await promisify(execFile)('bash', ['-c', timed, 'bash', process.execPath, ...words]);
  const [user = Number.NaN, system = Number.NaN] = stderr.trim().split(' ').map(Number);
  return (user + system) * 1000;
}
