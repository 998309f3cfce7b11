import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSqliteLedger } from '../../../adapters/ledger/sqlite/sqlite-ledger.ts';
import { brokenAt } from '../../../agent/domain/audit-entry.ts';
import type { Ledger } from '../../../agent/ports/ledger.ts';

const CHILD = fileURLToPath(new URL('ledger-child.ts', import.meta.url));
const ARGS = ['--import', 'tsx', CHILD];
const SEED = 7;

let folder = '';
let file = '';
let children: ChildProcess[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ledger-'));
  file = join(folder, 'ledger.db');
});
afterEach(async () => {
  for (const child of children) if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
  children = [];
  await rm(folder, { recursive: true });
});

function start(act: string, stderr: 'inherit' | 'ignore' = 'inherit') {
  const child = spawn(process.execPath, [...ARGS, act, file], { stdio: ['pipe', 'pipe', stderr] });
  children.push(child);
  return child;
}

/** Kills it as soon as it said `count` lines; gives the last number it said before it died. */
async function killAfter(count: number): Promise<number> {
  const child = start('run');
  let [lines, last] = [0, 0];
  for await (const line of createInterface({ input: child.stdout })) {
    last = Number(line);
    lines += 1;
    if (lines === count) child.kill('SIGKILL');
  }
  return last;
}

/** Each transaction is there as a whole or not at all, and the chain holds. */
function expectWhole(ledger: Ledger): number {
  const cases = ledger.requests('all');
  expect(cases.map((c) => c.request.number)).toEqual(cases.map((_, i) => `BW-2026-${String(i + 1).padStart(4, '0')}`));
  for (const { request, stage } of cases) {
    expect(stage).toEqual({ at: 'closed' });
    expect([ledger.history(request.id).length, ledger.outboxOf(request.id).length]).toEqual([2, 1]);
  }
  expect(ledger.auditHead().seq).toBe(cases.length * 2);
  expect(brokenAt(ledger.audit(1, cases.length * 2))).toBeUndefined();
  return cases.length;
}

describe('sqlite ledger: processes', () => {
  test('one daemon at a time: the second is refused, and let in when the first is gone, however it went', async () => {
    const first = start('hold');
    const started = await Promise.race([once(first.stdout, 'data'), once(first, 'exit')]);
    expect(String(started[0]), 'the first process ended').toMatch(/\D/);
    expect(() => openSqliteLedger({ file })).toThrow('ledger/locked');
    const second = start('hold', 'ignore');
    const [code] = (await once(second, 'exit')) as [number | null];
    expect(code).not.toBe(0);
    first.kill('SIGKILL');
    await once(first, 'exit');
    const ledger = openSqliteLedger({ file });
    expect(() => openSqliteLedger({ file })).toThrow('ledger/locked');
    ledger.close();
    ledger.close();
    openSqliteLedger({ file }).close();
  }, 300_000);

  test(`SIGKILL in the middle of recording loses nothing that was acknowledged (seed ${SEED})`, async () => {
    let random = SEED;
    const kills: string[] = [];
    for (let round = 0; round < 8; round += 1) {
      random = (random * 1_103_515_245 + 12_345) % 2_147_483_648;
      const acked = await killAfter(1 + (random % 40));
      const ledger = openSqliteLedger({ file });
      const rows = expectWhole(ledger);
      ledger.close();
      expect(rows - acked).toBeGreaterThanOrEqual(0);
      expect(rows - acked).toBeLessThanOrEqual(1);
      kills.push(`${acked}/${rows}`);
    }
    console.log(`SIGKILL, acknowledged/kept: ${kills.join(' ')}; lost 0`);
  }, 300_000);

  test('a disk that refuses a write: nothing is acknowledged after it in that process, all that was is kept', () => {
    // RLIMIT_FSIZE in KiB makes a real write(2) fail with EFBIG; Node ignores SIGXFSZ.
    const run = spawnSync(
      'bash',
      ['-c', 'ulimit -f "$1"; shift; exec "$@"', 'bash', '2000', process.execPath, ...ARGS, 'fill', file],
      {
        encoding: 'utf8',
        timeout: 60_000,
      },
    );
    const lines = run.stdout.trim().split('\n');
    const acked = lines.filter((line) => line.startsWith('acked'));
    const faults = lines.slice(acked.length);
    console.log(`after ${acked.length} acknowledged: ${faults.join(', ')}`);
    expect(acked.length).toBeGreaterThan(20);
    expect(faults).toHaveLength(5);
    expect(new Set(faults.slice(0, 4)).size).toBe(1);
    expect(faults[0]).toMatch(/^fault ledger\/disk SQLITE_/);
    expect(faults[4]).toBe(`cases ${acked.length}`);
    const ledger = openSqliteLedger({ file });
    expect(expectWhole(ledger)).toBe(acked.length);
    ledger.close();
  }, 300_000);
});
