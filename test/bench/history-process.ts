import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { openSqliteSamples } from '../../adapters/samples/sqlite/sqlite-samples.ts';
import { percentile } from '../../agent/admission/percentile.ts';
import { moment, type Window } from '../../agent/domain/moment.ts';
import { perMille } from '../../agent/domain/rate.ts';
import type { Samples } from '../../agent/ports/samples.ts';
import { follow } from './led-child.ts';

const DAY = 86_400_000;
const SLOT = 300_000;
/** The year that is over at this midnight of western Indonesia. */
const END = Date.parse('2026-05-01T00:00+07:00');
const START = END - 365 * DAY;

let samples: Samples | undefined;
let lines = 0;

function opened(): Samples {
  if (samples === undefined) throw new Error('no history is open');
  return samples;
}

const last = (days: number): Window => ({ from: moment(END - days * DAY), until: moment(END) });

/** One line through the port and rolled, then copied to the others below the port, since only reading is measured. */
function fill(file: string, count: number): void {
  const one = openSqliteSamples({ file });
  const rates = Array.from({ length: (END - START) / SLOT }, (_, n) => {
    const down = 5_000_000 + ((n * 7919) % 40_000_000);
    return { start: moment(START + n * SLOT), down, up: down >> 2, dropsDown: 0, dropsUp: 0 };
  });
  one.import('line:0', rates);
  one.roll(moment(END + DAY));
  for (let n = 1; n < count; n += 1) one.import(`line:${n}`, []);
  one.close();
  const db = new Database(file);
  db.pragma('synchronous = OFF');
  for (const [table, columns] of [
    ['five_minute', 'start, covered, down_octets, up_octets, drops_down, drops_up'],
    ['hourly', 'start, down_octets, up_octets, covered, max_down, max_up, valid, expected'],
    ['daily', 'start, down_octets, up_octets, covered, max_down, max_up, valid, expected'],
  ] as const) {
    db.exec(`INSERT INTO ${table} (subject, ${columns}) SELECT s.id, ${columns} FROM subject s CROSS JOIN ${table} t
      ON t.subject = (SELECT id FROM subject WHERE name = 'line:0') WHERE s.name <> 'line:0' ORDER BY s.id, t.start`);
  }
  db.exec('UPDATE subject SET until = (SELECT max(until) FROM subject)');
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
}

const p95 = (window: Window, line: string): number => {
  const series = opened().series(`line:${line}`, window);
  return percentile(Float64Array.from(series.map(({ down }) => down)), series.length, perMille(950)).value ?? Number.NaN;
};

const queries = {
  /** The 5-minute rates of one line over a month, ranked. */
  lineMonth: () => p95(last(30), '7'),
  /** The same over the whole year. */
  lineYear: () => p95(last(365), '8'),
  /** Hours of one line over the year. */
  lineHours: () => opened().hourly('line:9', last(365)).length,
  /** Days of every line over the year. */
  allDays: () => Array.from({ length: lines }, (_, n) => opened().daily(`line:${n}`, last(365)).length).length,
  /** A month's p95 of every line. */
  allMonth: () => Array.from({ length: lines }, (_, n) => p95(last(30), String(n))).length,
} as const;
export type HistoryQuery = keyof typeof queries;

const calls = {
  /** Makes a year of so many lines in this folder; MB on disk. */
  fill: ({ folder, count }: { folder: string; count: number }): number => {
    mkdirSync(folder, { recursive: true });
    const file = join(folder, 'samples.db');
    fill(file, count);
    samples = openSqliteSamples({ file });
    lines = count;
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

follow(calls, () => samples?.close());
