import { rmSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SAMPLES_SCHEMA } from '../../../adapters/samples/sqlite/samples-schema.ts';
import { openSqliteSamples } from '../../../adapters/samples/sqlite/sqlite-samples.ts';
import { migrate } from '../../../adapters/sqlite/migrate.ts';
import { openDatabase } from '../../../adapters/sqlite/open-database.ts';
import type { Moment, Window } from '../../../agent/domain/moment.ts';
import { after, DAY, HOUR, MINUTE, moment, momentOf, span } from '../../../agent/domain/moment.ts';
import type { Reading, Subject } from '../../../agent/domain/counters/reading.ts';
import { FIVE_MINUTES } from '../../../agent/domain/counters/rollup.ts';
import type { FiveMinute, Octets, Samples } from '../../../agent/ports/samples.ts';

const LINE: Subject = 'line:DINKES-01';
const START = momentOf('2026-03-02T00:00:00Z');
const ALWAYS: Window = { from: moment(0), until: momentOf('2100-01-01T00:00:00Z') };
const THIRTY = Array.from({ length: 30 }, (_, i): Subject => `line:OPD-${i}`);

let folder = '';
let file = '';
let samples: Samples;

const octets = (subject: Subject, from: Moment, until: Moment): Octets => {
  return { subject, from, until, down: 75_000_000n, up: 7_500_000n, dropsDown: 1, dropsUp: 0 };
};
const reading = (subject: Subject, at: Moment): Reading => {
  return {
    subject,
    at,
    monotonic: at - START,
    agentTicks: 1,
    down: 2n ** 60n,
    up: 2n ** 50n,
    index: 1,
    operational: true,
  };
};
const history = (count: number): FiveMinute[] =>
  Array.from({ length: count }, (_, i) => {
    return {
      start: after(START, span(i * FIVE_MINUTES)),
      down: 100_000_000 + i,
      up: 10_000_000 + i,
      dropsDown: 0,
      dropsUp: 0,
    };
  });
const rows = (table: string) => {
  const db = openDatabase(file, { synchronous: 'NORMAL', readonly: true });
  try {
    return db.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
  } finally {
    db.close();
  }
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sqlite-samples-'));
  file = join(folder, 'samples.db');
  samples = openSqliteSamples({ file });
});
afterEach(async () => {
  samples.close();
  await rm(folder, { recursive: true });
});

test('a restart costs nothing: base, open interval and rates are there', () => {
  const base: Reading = {
    ...reading(LINE, after(START, span(2 * MINUTE))),
    drops: { down: 3, up: 0 },
    discontinuity: 4,
    speedMbps: 1000,
  };
  const bare: Reading = {
    ...reading('line:bare', after(START, span(2 * MINUTE))),
    down: 2n ** 64n - 1n,
    operational: false,
  };
  samples.put([base, bare], [octets(LINE, START, after(START, span(2 * MINUTE)))]);
  samples.close();
  samples = openSqliteSamples({ file });
  expect([samples.last(LINE), samples.last('line:bare')]).toEqual([base, bare]);
  samples.put([], [octets(LINE, after(START, span(2 * MINUTE)), after(START, FIVE_MINUTES))]);
  expect(samples.series(LINE, ALWAYS)).toEqual([
    { start: START, down: 4_000_000, up: 400_000, dropsDown: 2, dropsUp: 0 },
  ]);
});

test('days are those of the zone that is handed in, also where midnight is inside the UTC hour', () => {
  samples.close();
  const shift = 6.5 * HOUR;
  const day = (at: Moment): Window => {
    const from = moment(Math.floor((at + shift) / DAY) * DAY - shift);
    return { from, until: moment(from + DAY) };
  };
  samples = openSqliteSamples({ file, day });
  const midnight = momentOf('2026-03-02T17:30:00Z');
  const hourBefore = moment(midnight - HOUR);
  samples.put(
    [],
    [
      octets(LINE, hourBefore, after(hourBefore, FIVE_MINUTES)),
      octets(LINE, moment(midnight - FIVE_MINUTES), midnight),
    ],
  );
  samples.roll(midnight);
  expect(samples.daily(LINE, ALWAYS).map((d) => [d.start, d.valid])).toEqual([[midnight - DAY, 2]]);
  samples.put([], [octets(LINE, midnight, after(midnight, FIVE_MINUTES))]);
  samples.roll(after(midnight, DAY));
  expect(samples.daily(LINE, ALWAYS).map((d) => [d.start, d.valid])).toEqual([
    [midnight - DAY, 2],
    [midnight, 1],
  ]);
});

test('spans are kept for 35 days and then dropped, rates stay', () => {
  samples.put([], [octets(LINE, START, after(START, FIVE_MINUTES))]);
  samples.roll(after(START, span(35 * DAY)));
  expect(rows('one_minute')).toBe(1);
  samples.roll(after(START, span(36 * DAY)));
  expect(rows('one_minute')).toBe(0);
  expect(samples.series(LINE, ALWAYS)).toHaveLength(1);
});

test('what was rolled is not rolled again', () => {
  samples.put(
    [],
    [
      octets(LINE, START, after(START, FIVE_MINUTES)),
      octets(LINE, after(START, DAY), after(START, span(DAY + MINUTE))),
    ],
  );
  expect([rows('unfolded'), rows('stale_hour'), rows('stale_day')]).toEqual([2, 0, 0]);
  samples.roll(after(START, HOUR));
  expect([rows('unfolded'), rows('stale_hour'), rows('stale_day')]).toEqual([1, 0, 1]);
  samples.roll(after(START, DAY));
  expect([rows('unfolded'), rows('stale_hour'), rows('stale_day')]).toEqual([1, 0, 0]);
});

test('a roll that failed leaves everything where it was', () => {
  samples.close();
  const day = (at: Moment): Window => {
    if (at < after(START, HOUR)) throw new Error('no such day');
    return { from: after(START, HOUR), until: after(START, DAY) };
  };
  samples = openSqliteSamples({ file, day });
  samples.put([], [octets(LINE, START, after(START, span(4 * MINUTE)))]);
  expect(() => samples.roll(after(START, HOUR))).toThrow('no such day');
  samples.put([], [octets(LINE, after(START, span(4 * MINUTE)), after(START, FIVE_MINUTES))]);
  expect([rows('unfolded'), rows('five_minute'), rows('stale_hour')]).toEqual([1, 0, 0]);
  expect(samples.series(LINE, ALWAYS).map(({ down }) => down)).toEqual([4_000_000]);
});

test('visits leave the file to the roll: none of them waits for a checkpoint', () => {
  samples.roll(START);
  const before = statSync(file).size;
  for (let minute = 0; minute < 400; minute += 1) {
    const [from, until] = [after(START, span(minute * MINUTE)), after(START, span((minute + 1) * MINUTE))];
    samples.put(
      THIRTY.map((subject) => reading(subject, until)),
      THIRTY.map((subject) => octets(subject, from, until)),
    );
  }
  expect(statSync(`${file}-wal`).size).toBeGreaterThan(1000 * 4096);
  expect(statSync(file).size).toBe(before);
  samples.roll(START);
  expect(statSync(file).size).toBeGreaterThan(before);
});

test('a file of the first schema keeps its spans, rates and bases', () => {
  samples.close();
  rmSync(file);
  const old = openDatabase(file, { synchronous: 'NORMAL' });
  migrate(old, SAMPLES_SCHEMA.slice(0, 1));
  old.exec(`INSERT INTO subject VALUES (7, '${LINE}', ${START + 9 * MINUTE});
    INSERT INTO one_minute VALUES (7, ${START + FIVE_MINUTES}, ${START}, 75000000, 7500000, 1, 0);
    INSERT INTO one_minute VALUES (7, ${START + 9 * MINUTE}, ${START + FIVE_MINUTES}, 60000000, 6000000, 0, 0);
    INSERT INTO five_minute VALUES (7, ${START}, 300000, 75000000, 7500000, 1, 0),
      (7, ${START + FIVE_MINUTES}, 240000, 60000000, 6000000, 0, 0);
    INSERT INTO stale_hour VALUES (${START}, 7);
    INSERT INTO reading VALUES (7, ${START}, 0.5, 1, '18446744073709551615', '5', NULL, NULL, 3, NULL, NULL, 1)`);
  old.close();
  samples = openSqliteSamples({ file });
  expect(samples.last(LINE)?.down).toBe(2n ** 64n - 1n);
  const [counted, next] = [after(START, span(9 * MINUTE)), after(START, span(10 * MINUTE))];
  samples.put([], [octets(LINE, after(START, MINUTE), after(START, span(2 * MINUTE))), octets(LINE, counted, next)]);
  samples.put([], [octets(LINE, next, after(START, span(15 * MINUTE)))]);
  expect(samples.series(LINE, ALWAYS).map(({ down }) => down)).toEqual([2_000_000, 3_600_000, 2_000_000]);
  samples.roll(after(START, HOUR));
  expect(samples.hourly(LINE, ALWAYS).map((h) => [h.downOctets, h.valid])).toEqual([[285_000_000n, 3]]);
});

test('a file of a newer agent is refused', () => {
  samples.close();
  const db = openDatabase(file, { synchronous: 'NORMAL' });
  db.pragma('user_version = 99');
  db.close();
  expect(() => openSqliteSamples({ file })).toThrow('ledger/newer-schema');
});

test('28 days of history and a day of visits are read back whole, day by day', () => {
  const month = history(28 * 288);
  for (const subject of THIRTY.slice(0, 3)) samples.import(subject, month);
  const began = after(START, span(28 * DAY));
  for (let minute = 0; minute < 1440; minute += 1) {
    const from = after(began, span(minute * MINUTE));
    const until = after(from, MINUTE);
    samples.put(
      THIRTY.slice(0, 4).map((subject) => reading(subject, until)),
      THIRTY.slice(0, 4).map((subject) => octets(subject, from, until)),
    );
  }
  samples.roll(after(began, DAY));
  samples.roll(after(began, DAY));
  expect(samples.series(THIRTY[2]!, { from: START, until: began })).toEqual(month);
  expect(samples.daily(THIRTY[2]!, ALWAYS).map((d) => d.valid)).toEqual(Array(29).fill(288));
  expect(samples.daily(THIRTY[3]!, ALWAYS).map((d) => d.valid)).toEqual([288]);
});
