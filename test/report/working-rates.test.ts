import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqliteSamples } from '../../adapters/samples/sqlite/sqlite-samples.ts';
import type { Moment, Window } from '../../agent/domain/moment.ts';
import { at, dayOf, nextDay } from '../../agent/domain/zone.ts';
import type { Samples } from '../../agent/ports/samples.ts';
import { workingRates } from '../../agent/report/working-rates.ts';
import type { ReadContext } from '../../agent/assessment/read-context.ts';
import { CALENDAR, when } from '../office/evidence-kit.ts';
import { flat } from '../office/read-context-kit.ts';
import { realDay } from '../office/office-calendar.ts';

/** Each of its five working days has 90 intervals of work. */
const WEEK = { kind: 'weekly', from: realDay('2026-05-18'), until: realDay('2026-05-25') } as const;
const OVER = '2026-05-25T06:00+07:00';

const dayWindow = (instant: Moment): Window => {
  const day = dayOf(instant, CALENDAR.zone);
  return { from: at(day, 0, CALENDAR.zone), until: at(nextDay(day), 0, CALENDAR.zone) };
};

let folder: string;
let samples: Samples;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'working-rates-'));
  samples = openSqliteSamples({ file: join(folder, 'samples.db'), day: dayWindow });
});
afterEach(() => {
  samples.close();
  rmSync(folder, { recursive: true });
});

const measured = (from: string, until: string): void => samples.import('line:x', flat(when(from), when(until), 6e6));

/** How many were measured, and how many there should be. */
function counts(now: string): readonly [number, number] {
  const context = { samples, office: { calendar: CALENDAR }, now: when(now) } as unknown as ReadContext;
  const { down, up, expected } = workingRates(context, WEEK, 'line:x');
  expect(up).toHaveLength(down.length);
  return [down.length, expected];
}

describe('agent/report/working-rates', () => {
  it('expects of a period that runs what has had time to come in', () => {
    measured('2026-05-18T00:00+07:00', '2026-05-24T00:00+07:00');
    expect(counts('2026-05-18T07:40+07:00')).toEqual([0, 0]);
    expect(counts('2026-05-18T07:45+07:00')).toEqual([1, 1]);
    expect(counts('2026-05-18T07:49+07:00')).toEqual([1, 1]);
    expect(counts('2026-05-18T12:30+07:00')).toEqual([54, 54]);
    expect(counts('2026-05-19T07:45+07:00')).toEqual([91, 91]);
  });

  it.each([true, false])('expects nothing before a new line was seen, rolled: %s', (rolled) => {
    measured('2026-05-20T10:00+07:00', '2026-05-22T00:00+07:00');
    if (rolled) samples.roll(when(OVER));
    // Wednesday from ten o'clock, Thursday, and a Friday that is missing.
    expect(counts(OVER)).toEqual([60 + 90, 60 + 90 + 90]);
  });

  it('expects from the hour in which it was first seen while its day is not over', () => {
    measured('2026-05-18T09:00+07:00', '2026-05-18T11:00+07:00');
    samples.roll(when('2026-05-18T13:30+07:00'));
    expect(counts('2026-05-18T13:40+07:00')).toEqual([24, 36 + 6]);
  });

  it('expects all of the period where it was seen before, be it on a weekend', () => {
    measured('2026-05-16T20:00+07:00', '2026-05-16T21:00+07:00');
    measured('2026-05-20T00:00+07:00', '2026-05-23T00:00+07:00');
    samples.roll(when(OVER));
    expect(counts(OVER)).toEqual([270, 450]);
  });

  it('expects nothing of what was never seen, or not within reach', () => {
    expect(counts(OVER)).toEqual([0, 0]);
    measured('2026-01-02T20:00+07:00', '2026-01-02T21:00+07:00');
    samples.roll(when(OVER));
    expect(counts(OVER)).toEqual([0, 0]);
  });

  it('never expects less than was measured, when older rates came in after their hours were rolled', () => {
    measured('2026-05-20T10:00+07:00', '2026-05-21T00:00+07:00');
    samples.roll(when('2026-05-21T06:00+07:00'));
    measured('2026-05-19T00:00+07:00', '2026-05-20T00:00+07:00');
    const [valid, expected] = counts('2026-05-21T06:00+07:00');
    expect([valid, expected]).toEqual([90 + 60, 90 + 90]);
  });
});
