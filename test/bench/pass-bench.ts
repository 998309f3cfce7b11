import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { withPair } from './bench-pair.ts';
import { line, median, ms, target } from './figures.ts';
import { lineWords } from './replay-table.ts';

const PEER = fileURLToPath(new URL('./pass.py', import.meta.url));
const ROUNDS = 7;
const run = promisify(execFile);

/** What is timed each round, ours and the peer's by turns. */
type Timed = 'pass' | 'peerPass' | 'read' | 'all' | 'fresh' | 'some' | 'peerSome';

/** A pass that changes nothing, beside librouteros at the same server: alternating rounds, medians. */
export async function benchPass(lines: number): Promise<void> {
  await withPair(lines, async ({ folder, port, server, agent }) => {
    const rows = join(folder, 'rows.json');
    writeFileSync(rows, JSON.stringify(expectedRows(lines)));
    const peer = async (what: string): Promise<number> => await peerRun(port, what, rows, lines + 1);
    const first = await agent.call('pass');
    const rounds: Record<Timed, number>[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      rounds.push({
        pass: await agent.call('pass'),
        peerPass: await peer('pass'),
        read: await agent.call('read', { port, fresh: false }),
        all: await peer('all'),
        fresh: Number.NaN,
        some: await peer('some'),
        peerSome: await peer('pass-some'),
      });
    }
    // Memory is that of the passes alone; what follows opens adapters that a daemon does not.
    const peak = await agent.call('peak');
    for (const round of rounds) round.fresh = await agent.call('read', { port, fresh: true });
    const of = (name: Timed): number => median(rounds.map((round) => round[name]));
    const [writes, findings] = [await server.call('writes'), await agent.call('findings')];
    console.log(`\npass: ${lines} owned queues, nothing changed (medians of ${ROUNDS} alternating rounds)`);
    line('first pass after a start', ms(first));
    line('pass', ms(of('pass')));
    line('read: a table that says what it said / a first read', `${ms(of('read'))} / ${ms(of('fresh'))}`);
    line('librouteros, read: every field / our fields', `${ms(of('all'))} / ${ms(of('some'))}`);
    line('librouteros, pass: every field / our fields', `${ms(of('peerPass'))} / ${ms(of('peerSome'))}`);
    line('written to the router, findings', `${writes.length}, ${findings.length}`);
    target('read / librouteros with every field', of('read') / of('all'), 0.03, 'x');
    target('first read / librouteros with every field', of('fresh') / of('all'), 0.03, 'x');
    line(
      'read, first read / librouteros with our fields',
      `${ratio(of('read'), of('some'))}, ${ratio(of('fresh'), of('some'))}`,
    );
    target('pass / pass with librouteros, every field', of('pass') / of('peerPass'), 0.06, 'x');
    line('pass / pass with librouteros, our fields', ratio(of('pass'), of('peerSome')));
    target('peak resident memory of the passes', peak, 100, 'MB');
  });
}

function ratio(ours: number, theirs: number): string {
  return `${(ours / theirs).toFixed(4)} x`;
}

function expectedRows(lines: number): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Array.from({ length: lines }, (_, i) => {
      const { name, target: prefix, limit, mark } = lineWords(i);
      return [mark, { name, target: prefix, parent: 'POOL-OPD', 'max-limit': limit, 'limit-at': '0/0' }];
    }),
  );
}

/** ms of the peer's own clock; its start and its imports are not counted. */
async function peerRun(port: number, what: string, rows: string, expected: number): Promise<number> {
  const { stdout } = await run('/usr/bin/python3', [PEER, '127.0.0.1', String(port), what, rows]);
  const { ms: spent, rows: found, differ } = JSON.parse(stdout) as { ms: number; rows: number; differ: number };
  if (found !== expected || differ !== 0) throw new Error(`the peer saw ${found} rows, ${differ} differing`);
  return spent;
}
