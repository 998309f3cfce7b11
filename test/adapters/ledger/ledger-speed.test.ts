import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqliteLedger } from '../../../adapters/ledger/sqlite/sqlite-ledger.ts';
import { brokenAt } from '../../../agent/domain/audit-entry.ts';
import type { Ledger } from '../../../agent/ports/ledger.ts';
import { draft, EIGHT, entry, held, later, LINE, message, RECEIVED, table, wish, withLine } from './ledger-pieces.ts';

const CLOSED = 10_000;
const OPEN = 50;

let folder = '';
let ledger: Ledger;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ledger-'));
  ledger = openSqliteLedger({ file: join(folder, 'ledger.db') });
  ledger.record((books) => {
    withLine(books);
    for (let i = 1; i <= CLOSED + OPEN; i += 1) {
      const id = books.open(wish(`BW-2026-${String(i).padStart(4, '0')}`), RECEIVED, entry(EIGHT));
      books.allocate(held({ request: id, state: { at: 'ended', since: later(i) } }));
      if (i <= CLOSED) books.setStage(id, { at: 'closed' }, entry(later(i)));
    }
    books.enter(draft('test/filled'));
  });
}, 60_000);
afterAll(async () => {
  ledger.close();
  await rm(folder, { recursive: true });
});

/** Milliseconds of each run. */
function timed(runs: number, work: (run: number) => unknown): readonly number[] {
  return Array.from({ length: runs }, (_, run) => {
    const start = performance.now();
    work(run);
    return performance.now() - start;
  }).toSorted((a, b) => a - b);
}

const at = (times: readonly number[], part: number): string =>
  times[Math.min(times.length - 1, Math.floor(times.length * part))]!.toFixed(2);
const shown = (name: string, times: readonly number[]): void =>
  console.log(`${name}: p50 ${at(times, 0.5)} ms, p99 ${at(times, 0.99)} ms, n ${times.length}`);

/** Bounds are ten times what two busy cores need: they find a lost index, not a slow day. */
describe('sqlite ledger: speed', () => {
  test('record with 6 writes, each on the disk', () => {
    const times = timed(300, (run) =>
      ledger.record((books) => {
        const id = books.open(wish(`BW-2027-${String(run + 1).padStart(4, '0')}`), RECEIVED, entry(EIGHT));
        books.setStage(id, { at: 'closed' }, entry(later(run)));
        books.planChange({ router: 'core', owner: LINE.id, purpose: 'grant', request: id, dueAt: EIGHT, seen: null });
        books.enqueue(message(`n${run}`, { request: id }));
        books.enqueue(message(`p${run}`, { request: id }));
        books.enter(draft('request/closed', { run }, id));
      }),
    );
    shown('record, 6 writes', times);
    expect(times[150]).toBeLessThan(100);
  });

  test(`open cases beside ${CLOSED} closed ones`, () => {
    const times = timed(200, () => ledger.requests('open'));
    expect(ledger.requests('open')).toHaveLength(OPEN);
    shown(`cases('open'), ${OPEN} of ${CLOSED + OPEN}`, times);
    shown(
      `cases('all')`,
      timed(5, () => ledger.requests('all')),
    );
    expect(times[100]).toBeLessThan(20);
  });

  test('allocations are read once, not at each question', () => {
    const forgotten = timed(10, () => {
      ledger.record((books) => {
        books.reallocate({ ...held(), id: 1 });
        books.enter(draft('test/changed'));
      });
      return ledger.allocations();
    });
    ledger.record((books) => books.enter(draft('test/other')));
    const times = timed(1000, () => ledger.allocations());
    shown(`allocations, ${CLOSED + OPEN}, after a change`, forgotten);
    shown('allocations, again', times);
    expect(times[500]).toBeLessThan(forgotten[0]! / 10);
  });

  test('10,000 audit entries in one record, and the chain verified', () => {
    const from = ledger.auditHead();
    shown(
      'audit, 10,000 entries',
      timed(1, () =>
        ledger.record((books) => Array.from({ length: 10_000 }, (_, i) => books.enter(draft('test/many', { i })))),
      ),
    );
    const entries = ledger.audit(from.seq + 1, 10_000);
    shown(
      'audit, 10,000 verified',
      timed(1, () => expect(brokenAt(entries, from)).toBeUndefined()),
    );
    expect(entries).toHaveLength(10_000);
  });

  test('a table of 5,000 queues', () => {
    const tables = Array.from({ length: 10 }, (_, i) => ({
      ...table('core', 5000, later(i)),
      queues: table('core', 5000).queues.map((q) => ({ ...q, comment: String(i) })),
    }));
    shown(
      'observed, 5,000 queues changed',
      timed(10, (run) => ledger.observe((notes) => notes.observed(tables[run]!))),
    );
    shown(
      'observed, 5,000 queues unchanged',
      timed(10, () => ledger.observe((notes) => notes.observed(tables[9]!))),
    );
    const read = timed(10, () => ledger.observed('core'));
    shown('observed, 5,000 queues read', read);
    expect(read[5]).toBeLessThan(500);
  });
});
