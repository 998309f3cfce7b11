import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { openSqliteSamples } from '../../adapters/samples/sqlite/sqlite-samples.ts';
import { percentile } from '../../agent/admission/check/percentile.ts';
import { moment, type Window } from '../../agent/domain/moment.ts';
import { lastPeriod } from '../../agent/domain/period.ts';
import { perMille } from '../../agent/domain/rate.ts';
import type { Subject } from '../../agent/domain/counters/reading.ts';
import type { Samples } from '../../agent/ports/samples.ts';
import { reportFigures } from '../../agent/report/report-figures.ts';
import { type CheckOffice, foundBooks, NOW, openCheckOffice } from './check-office.ts';
import { follow } from './led-child.ts';

const DAY = 86_400_000;
const SLOT = 300_000;
/** The year that is over at this midnight of western Indonesia, days before the office's now. */
const END = Date.parse('2026-05-01T00:00+07:00');
const START = END - 365 * DAY;

let office: CheckOffice | undefined;

function opened(): CheckOffice {
  if (office === undefined) throw new Error('no history is open');
  return office;
}

const samples = (): Samples => opened().samples;
const subjects = (): readonly Subject[] =>
  opened()
    .ledger.lines()
    .map(({ id }): Subject => `line:${id}`);
const last = (days: number): Window => ({ from: moment(END - days * DAY), until: moment(END) });

/**
 * One subject through the port and rolled, then copied to the others below the port, since only reading is measured.
 */
function fill(file: string, [first, ...others]: readonly Subject[]): void {
  if (first === undefined) return;
  const one = openSqliteSamples({ file });
  const rates = Array.from({ length: (END - START) / SLOT }, (_, n) => {
    const down = 5_000_000 + ((n * 7919) % 40_000_000);
    return { start: moment(START + n * SLOT), down, up: down >> 2, dropsDown: 0, dropsUp: 0 };
  });
  one.import(first, rates);
  one.roll(moment(END + DAY));
  for (const other of others) one.import(other, []);
  one.close();
  const db = new Database(file);
  db.pragma('synchronous = OFF');
  for (const [table, columns] of [
    ['five_minute', 'start, covered, down_octets, up_octets, drops_down, drops_up'],
    ['hourly', 'start, down_octets, up_octets, covered, max_down, max_up, valid, expected'],
    ['daily', 'start, down_octets, up_octets, covered, max_down, max_up, valid, expected'],
  ] as const) {
    db.prepare(
      `INSERT INTO ${table} (subject, ${columns}) SELECT s.id, ${columns} FROM subject s CROSS JOIN ${table} t
      ON t.subject = (SELECT id FROM subject WHERE name = @first) WHERE s.name <> @first ORDER BY s.id, t.start`,
    ).run({ first });
  }
  db.exec('UPDATE subject SET until = (SELECT max(until) FROM subject)');
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
}

function p95(window: Window, subject: Subject | undefined): number {
  if (subject === undefined) throw new Error('no such line');
  const { down } = samples().rates(subject, window);
  return percentile(Float64Array.from(down), down.length, perMille(950)).value ?? Number.NaN;
}

const queries = {
  /**
   * Every figure of the monthly report: p95 and maximum of each line and uplink in its working hours, its hours, its
   * requests.
   */
  report: () => {
    const { desk } = opened();
    return reportFigures({ ...desk, now: NOW }, lastPeriod('monthly', NOW, desk.office.calendar.zone)).lines.length;
  },
  /** One line's p95 over a month. */
  lineMonth: () => p95(last(30), subjects()[7]),
  /** The same over the whole year. */
  lineYear: () => p95(last(365), subjects()[8]),
  /** The 5-minute rates of one line over the year, row by row. */
  lineRows: () => samples().series(subjects()[8] ?? 'line:none', last(365)).length,
  /** Hours of one line over the year. */
  lineHours: () => samples().hourly(subjects()[9] ?? 'line:none', last(365)).length,
  /** Days of every line over the year. */
  allDays: () => subjects().map((subject) => samples().daily(subject, last(365)).length).length,
  /** A month's p95 of every line, all hours of the day. */
  allMonth: () => subjects().map((subject) => p95(last(30), subject)).length,
} as const;
export type HistoryQuery = keyof typeof queries;

const calls = {
  /** Makes a year of so many lines and their uplinks in this folder; MB on disk. */
  fill: ({ folder, count }: { folder: string; count: number }): number => {
    mkdirSync(folder, { recursive: true });
    foundBooks(folder, count, 0);
    office = openCheckOffice(folder);
    const uplinks = office.desk.office.uplinks.map(({ id }): Subject => `uplink:${id}`);
    const file = join(folder, 'samples.db');
    fill(file, [...subjects(), ...uplinks]);
    const db = new Database(file, { readonly: true });
    const size = Number(db.pragma('page_count', { simple: true })) * Number(db.pragma('page_size', { simple: true }));
    db.close();
    return size / 1e6;
  },
  /** Milliseconds of one query. */
  query: (name: HistoryQuery): number => {
    const begun = performance.now();
    queries[name]();
    return performance.now() - begun;
  },
  peak: (): number => process.resourceUsage().maxRSS / 1024,
};
export type HistoryCalls = typeof calls;

follow(calls, () => {
  office?.samples.close();
  office?.ledger.close();
});
