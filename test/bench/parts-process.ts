import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { openSqliteLedger } from '../../adapters/ledger/sqlite/sqlite-ledger.ts';
import { openSqliteSamples } from '../../adapters/samples/sqlite/sqlite-samples.ts';
import { openDatabase } from '../../adapters/sqlite/open-database.ts';
import { FIVE_MINUTES } from '../../agent/domain/counters/rollup.ts';
import { after, DAY, MINUTE, type Moment, moment, span } from '../../agent/domain/moment.ts';
import { dayOf, minuteOf, zone } from '../../agent/domain/zone.ts';
import type { Ledger } from '../../agent/ports/ledger.ts';
import {
  draft,
  EIGHT,
  entry,
  held,
  later,
  message,
  RECEIVED,
  table,
  wish,
  withLine,
} from '../adapters/ledger/ledger-pieces.ts';
import { median } from './figures.ts';
import { follow } from './led-child.ts';

/** Milliseconds of the product's part, and of the least that another does for the same; medians. */
export interface Beside {
  readonly ours: number;
  readonly peer: number;
}

const CLOSED = 10_000;
const OPEN = 50;
const LINES = 30;

/** Median of so many runs, in milliseconds. */
function timed(runs: number, work: (run: number) => unknown): number {
  const times = Array.from({ length: runs }, (_, run) => {
    const begun = performance.now();
    work(run);
    return performance.now() - begun;
  });
  return median(times);
}

/** A ledger with so many closed requests and fifty open ones, in a folder that goes with it. */
function withLedger(closed: number, work: (ledger: Ledger, folder: string) => Beside): Beside {
  const folder = mkdtempSync(join(tmpdir(), 'bench-parts-'));
  const ledger = openSqliteLedger({ file: join(folder, 'ledger.db') });
  ledger.record((books) => {
    withLine(books);
    for (let i = 1; i <= closed + OPEN; i += 1) {
      const id = books.open(wish(`BW-2026-${String(i).padStart(5, '0')}`), RECEIVED, entry(EIGHT));
      books.allocate(held({ request: id, state: { at: 'ended', since: later(i) } }));
      if (i <= closed) books.setStage(id, { at: 'closed' }, entry(later(i)));
    }
    books.enter(draft('bench/filled'));
  });
  try {
    return work(ledger, folder);
  } finally {
    ledger.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Milliseconds of one transaction of so many inserts of a few columns, by SQLite alone and as safe on the disk. */
function bareInserts(folder: string, synchronous: 'FULL' | 'NORMAL', rows: number, runs: number): number {
  const db = openDatabase(join(folder, 'bare.db'), { synchronous });
  db.exec('CREATE TABLE bare (id INTEGER PRIMARY KEY, a INTEGER, b INTEGER, c TEXT)');
  const insert = db.prepare('INSERT INTO bare (a, b, c) VALUES (?, ?, ?)');
  const all = db.transaction((run: number) => {
    for (let i = 0; i < rows; i += 1) insert.run(run, i, 'some words of a request, as an agency writes them');
  });
  const ms = timed(runs, (run) => all(run));
  db.close();
  return ms;
}

const calls = {
  /** A minute of the day and a day of an instant, beside Temporal; a thousand of each. */
  zone: (): Beside => {
    const where = zone('Asia/Pontianak');
    const at = (i: number): Moment => moment(EIGHT + (i % 40_320) * MINUTE);
    const many = Array.from({ length: 1000 }, (_, i) => i);
    return {
      ours: timed(200, () => many.reduce((sum, i) => sum + minuteOf(at(i), where) + dayOf(at(i), where).length, 0)),
      peer: timed(20, () =>
        many.reduce((sum, i) => {
          const local = Temporal.Instant.fromEpochMilliseconds(at(i)).toZonedDateTimeISO(where);
          return sum + local.hour * 60 + local.minute + local.toPlainDate().toString().length;
        }, 0),
      ),
    };
  },
  /** A record of six writes, beside SQLite's own transaction of six inserts. */
  record: (): Beside =>
    withLedger(CLOSED, (ledger, folder) => ({
      ours: timed(300, (run) =>
        ledger.record((books) => {
          const id = books.open(wish(`BW-2027-${String(run + 1).padStart(4, '0')}`), RECEIVED, entry(EIGHT));
          books.setStage(id, { at: 'closed' }, entry(later(run)));
          for (const key of [`n${run}`, `p${run}`, `q${run}`]) books.enqueue(message(key, { request: id }));
          books.enter(draft('request/closed', { run }, id));
        }),
      ),
      peer: bareInserts(folder, 'FULL', 6, 300),
    })),
  /** Fifty open requests beside 10,000 closed ones, and alone. */
  open: (): Beside => {
    const among = (closed: number): number =>
      withLedger(closed, (ledger) => ({ ours: timed(200, () => ledger.requests('open')), peer: 0 })).ours;
    return { ours: among(CLOSED), peer: among(0) };
  },
  /** 10,050 allocations asked again, and read anew after a change. */
  allocations: (): Beside =>
    withLedger(CLOSED, (ledger) => ({
      ours: timed(1000, () => ledger.allocations()),
      peer: timed(10, () => {
        ledger.record((books) => {
          books.reallocate({ ...held(), id: 1 });
          books.enter(draft('bench/changed'));
        });
        ledger.allocations();
      }),
    })),
  /** A table of 5,000 queues as it was, and changed in each queue. */
  observed: (): Beside =>
    withLedger(0, (ledger) => {
      const tables = Array.from({ length: 10 }, (_, i) => ({
        ...table('core', 5000, later(i)),
        queues: table('core', 5000).queues.map((queue) => ({ ...queue, comment: String(i) })),
      }));
      const peer = timed(10, (run) => ledger.observe((notes) => notes.observed(tables[run]!)));
      return { ours: timed(10, () => ledger.observe((notes) => notes.observed(tables[9]!))), peer };
    }),
  /** A minute's readings of thirty lines, beside SQLite's own transaction of sixty inserts. */
  put: (): Beside => {
    const folder = mkdtempSync(join(tmpdir(), 'bench-parts-'));
    const samples = openSqliteSamples({ file: join(folder, 'samples.db') });
    const lines = Array.from({ length: LINES }, (_, i) => `line:OPD-${i}` as const);
    const ours = timed(1440, (minute) => {
      const from = after(EIGHT, span(minute * MINUTE));
      const until = after(from, MINUTE);
      const counters = { agentTicks: 1, down: 2n ** 60n, up: 2n ** 50n, index: 1, operational: true };
      samples.put(
        lines.map((subject) => ({ subject, at: until, monotonic: until - EIGHT, ...counters })),
        lines.map((subject) => ({ subject, from, until, down: 75_000_000n, up: 7_500_000n, dropsDown: 1, dropsUp: 0 })),
      );
    });
    samples.close();
    const peer = bareInserts(folder, 'NORMAL', 2 * LINES, 1440);
    rmSync(folder, { recursive: true, force: true });
    return { ours, peer };
  },
  /** Four weeks of one line, row by row, beside the bare SELECT of as many rows. */
  series: (): Beside => {
    const folder = mkdtempSync(join(tmpdir(), 'bench-parts-'));
    const file = join(folder, 'samples.db');
    const samples = openSqliteSamples({ file });
    const count = (28 * DAY) / FIVE_MINUTES;
    const rows = Array.from({ length: count }, (_, i) => ({
      start: after(EIGHT, span(i * FIVE_MINUTES)),
      down: 100_000_000 + i,
      up: 10_000_000 + i,
      dropsDown: 0,
      dropsUp: 0,
    }));
    samples.import('line:OPD-1', rows);
    const window = { from: EIGHT, until: after(EIGHT, span(28 * DAY)) };
    const ours = timed(20, () => samples.series('line:OPD-1', window));
    samples.close();
    const db = openDatabase(file, { synchronous: 'NORMAL', readonly: true });
    const select = db.prepare('SELECT start, covered, down_octets, up_octets, drops_down, drops_up FROM five_minute');
    const peer = timed(20, () => select.all());
    db.close();
    rmSync(folder, { recursive: true, force: true });
    return { ours, peer };
  },
};
export type PartsCalls = typeof calls;

follow(calls, () => undefined);
