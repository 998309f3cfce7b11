import { describe, expect, it } from 'vitest';
import { busyP95, growth, idleGuarantee, lowerP95, slope } from '../../../agent/admission/check/demand-figures.ts';
import { memoisedDaySamples } from '../../../agent/admission/check/day-samples.ts';
import type { Adjustment, Evidence } from '../../../agent/admission/check/evidence.ts';
import { windowSamples } from '../../../agent/admission/check/figure-samples.ts';
import { bandsOf, onGrid, workingHours } from '../../../agent/admission/check/hours.ts';
import { needOf } from '../../../agent/admission/reclaim/need.ts';
import { percentile } from '../../../agent/admission/check/percentile.ts';
import { DEFAULT_POLICY } from '../../../agent/domain/policy.ts';
import { mbps, perMille } from '../../../agent/domain/rate.ts';
import { CALENDAR, daysFrom, past, span, when } from '../../office/evidence-kit.ts';

const TODAY = '2026-05-04';
const steady = past(TODAY, () => 100);
const working = workingHours(CALENDAR);
const permanent = (evidence: Evidence, adjustments: readonly Adjustment[]) =>
  busyP95(evidence, 'permanent', adjustments);
const chosenDays = (evidence: Evidence, adjustments: readonly Adjustment[]) =>
  windowSamples(evidence, memoisedDaySamples(evidence, working, adjustments));

describe('p95', () => {
  const rank = (valid: number, expected: number) =>
    percentile(
      Float64Array.from({ length: valid }, (_, n) => n + 1),
      expected,
      perMille(950),
    ).value;

  it('is the nearest rank over what is expected, missing samples above all', () => {
    expect([rank(20, 20), rank(19, 20), rank(18, 20), rank(0, 0)]).toEqual([19, 19, undefined, undefined]);
  });
});

describe('B', () => {
  it('is the largest of its three figures', () => {
    const night = past(TODAY, () => (minute) => (minute < 360 ? 500 : 100));
    expect(permanent(steady, [])).toMatchObject({ kind: 'known', bits: 100 });
    expect(permanent(night, [])).toMatchObject({ kind: 'known', bits: 500 });
  });

  it('is unknown without a bound', () => {
    const holes = past(TODAY, () => (minute) => (minute % 50 === 0 ? undefined : 100));
    expect(permanent(holes, [])).toMatchObject({ kind: 'unknown', why: 'coverage' });
  });

  it('is unknown under five days with a valid working sample, for weekends too', () => {
    const days = (count: number) => past(TODAY, (day) => (daysFrom('2026-04-20', count).has(day) ? 100 : undefined));
    const weekend = bandsOf(CALENDAR, span('2026-05-09T06:00+07:00', '2026-05-09T18:00+07:00'));
    expect(
      permanent(
        past(TODAY, () => undefined),
        [],
      ),
    ).toMatchObject({ kind: 'unknown', why: 'no-samples', days: 0 });
    expect(permanent(days(4), [])).toMatchObject({ kind: 'unknown', why: 'few-days', days: 4 });
    expect(busyP95(days(4), weekend, [])).toMatchObject({ kind: 'unknown', why: 'few-days' });
  });

  it('does not begin before the first sample', () => {
    const young = past(TODAY, (day) =>
      day < '2026-04-20' ? undefined : (minute) => (day === '2026-04-20' && minute < 600 ? undefined : 100),
    );
    expect(permanent(young, [])).toMatchObject({ kind: 'known', bits: 100 });
  });

  it('is not flattered by Ramadan: the last 20 normal working days count', () => {
    const ramadan = past('2026-03-18', (_, kind) => (kind === 'normal' ? 300 : 100));
    expect(permanent(ramadan, [])).toMatchObject({ kind: 'known', bits: 300 });
    const began = past('2026-03-18', (day) => (day < '2026-02-19' ? undefined : 100));
    expect(permanent(began, [])).toMatchObject({ kind: 'known', bits: 100 });
  });

  it('raises each sample that began before a grant was verified', () => {
    expect(permanent(steady, [{ bits: 7, until: null }])).toMatchObject({ bits: 107 });
    expect(permanent(steady, [{ bits: 7, until: when('2026-04-01T00:00+07:00') }])).toMatchObject({ bits: 100 });
    const { days } = chosenDays(steady, [{ bits: 7, until: when('2026-04-30T07:35+07:00') }]);
    expect(days.find((d) => d.day === '2026-04-30')?.values.slice(0, 2)).toEqual([107, 100]);
  });
});

describe('hours that are not the own demand', () => {
  // Out of service on 29 April from 8 to 9 o'clock; 200 in that hour of every earlier day, 100 otherwise.
  const outAt = (day: string, evidence: Evidence, hours: readonly [number, number]): Evidence => {
    return {
      ...evidence,
      of: (asked) => {
        const series = evidence.of(asked);
        if (asked !== day) return series;
        const minute = (start: number): number => ((start + 7 * 3_600_000) % 86_400_000) / 60_000;
        const isAway = (start: number): boolean => minute(start) >= hours[0] && minute(start) < hours[1];
        const own = series.starts.map((start, i) => ({ start, rate: series.rates[i] ?? 0 }));
        return {
          starts: own.filter((s) => !isAway(s.start)).map((s) => s.start),
          rates: own.filter((s) => !isAway(s.start)).map((s) => s.rate),
          away: series.starts.filter(isAway),
        };
      },
    };
  };

  it('are replaced by the same hours of the nearest earlier like day before the window', () => {
    const usual = past(TODAY, (day) => (minute) => (day < '2026-04-06' && minute >= 480 && minute < 540 ? 500 : 100));
    const out = outAt('2026-04-29', usual, [480, 540]);
    const band = bandsOf(CALENDAR, span('2026-05-08T08:00+07:00', '2026-05-08T09:00+07:00'));
    const [figure] = busyP95(out, band, []).figures;
    // That day has no own sample in the hours asked: a lost day, replaced by 2 April (the 3rd is a holiday).
    expect(figure).toMatchObject({ lostDays: 1, valid: 228, expected: 228 });
    const [half] = busyP95(outAt('2026-04-29', usual, [480, 510]), band, []).figures;
    expect(half).toMatchObject({ lostDays: 0, replaced: 6, valid: 228, expected: 228 });
  });

  it('without a like day are left out under a tenth of the hours, otherwise missing', () => {
    const young = past(TODAY, (day) => (day < '2026-04-20' ? undefined : 100));
    const few = busyP95(outAt('2026-04-29', young, [480, 540]), 'permanent', []);
    expect(few).toMatchObject({ kind: 'known', bits: 100 });
    const many = busyP95(outAt('2026-04-29', young, [0, 1435]), 'permanent', []);
    expect(many.figures.map((f) => f.expected - f.valid)).toEqual([90, 0, 0]);
  });
});

describe('a lost day', () => {
  it('is replaced by the nearest earlier like day, used once', () => {
    const lost = past(TODAY, (day) => (day >= '2026-04-29' && day <= '2026-04-30' ? undefined : 100));
    const { days, lost: count } = chosenDays(lost, []);
    expect(count).toBe(2);
    // Good Friday (3 April) is a holiday: the like days before the window are the 2nd and the 1st.
    expect(days.map((d) => d.day).filter((day) => day < '2026-04-06')).toEqual(['2026-04-02', '2026-04-01']);
  });

  it('stays missing without a stand-in', () => {
    const lost = past(TODAY, (day) => (day < '2026-04-06' || day === '2026-04-29' ? undefined : 100));
    expect(chosenDays(lost, []).days.find((d) => d.day === '2026-04-29')).toMatchObject({
      values: [],
      expected: 90,
    });
  });
});

describe('hours of a temporary window', () => {
  const keys = (from: string, until: string) => bandsOf(CALENDAR, span(from, until)).map((b) => b.key);
  const evidence = past(TODAY, (_, kind) => ({ weekend: 200, holiday: 300, normal: 100, ramadan: 100 })[kind]);

  it('within one day are its clock times on days of the same kind', () => {
    expect(keys('2026-05-08T06:00+07:00', '2026-05-08T18:00+07:00')).toEqual(['working 360-1080']);
    expect(keys('2026-05-14T06:00+07:00', '2026-05-14T18:00+07:00')).toEqual(['holiday 360-1080', 'weekend 360-1080']);
    // Vesak on a Sunday: the weekend wins.
    expect(keys('2026-05-31T06:00+07:00', '2026-05-31T18:00+07:00')).toEqual(['weekend 360-1080']);
    expect(keys('2026-05-08T00:00+07:00', '2026-05-09T00:00+07:00')).toEqual(['working 0-1440']);
  });

  it('over midnight are two parts, each on days of its own kind', () => {
    // Friday evening to Saturday morning.
    expect(keys('2026-05-08T18:00+07:00', '2026-05-09T06:00+07:00')).toEqual(['working 1080-1440', 'weekend 0-360']);
    expect(keys('2026-05-08T08:00+07:00', '2026-05-09T08:00+07:00')).toEqual(['working 480-1440', 'weekend 0-480']);
  });

  it('over more than 24 hours are the clock times and whole days of each kind', () => {
    expect(keys('2026-05-08T06:00+07:00', '2026-05-09T18:00+07:00')).toEqual([
      'working 360-1080',
      'working 0-1440',
      'weekend 360-1080',
      'weekend 0-1440',
    ]);
    expect(keys('2026-05-04T20:00+07:00', '2026-05-06T06:00+07:00')).toEqual([
      'working 1200-1440',
      'working 0-360',
      'working 0-1440',
    ]);
  });

  it('ask the intervals that begin inside them, and at least the one that holds the start', () => {
    const grid = (from: string, until: string) => onGrid(span(from, until));
    expect(grid('2026-05-08T08:01+07:00', '2026-05-08T09:00+07:00')).toEqual(
      span('2026-05-08T08:05+07:00', '2026-05-08T09:00+07:00'),
    );
    expect(grid('2026-05-08T08:01+07:00', '2026-05-08T08:04+07:00')).toEqual(
      span('2026-05-08T08:00+07:00', '2026-05-08T08:05+07:00'),
    );
    for (const [from, until] of [
      ['08:01', '09:00'],
      ['10:42', '12:00'],
      ['08:01', '08:04'],
      ['08:00', '09:00'],
    ])
      expect(
        busyP95(steady, bandsOf(CALENDAR, span(`2026-05-08T${from}+07:00`, `2026-05-08T${until}+07:00`)), []),
      ).toMatchObject({ kind: 'known', bits: 100 });
  });

  it('of a working day are compared with the last 20 normal days too', () => {
    const ramadan = past('2026-03-18', (_, kind) => (kind === 'normal' ? 300 : 100));
    const bands = bandsOf(CALENDAR, span('2026-03-16T08:00+07:00', '2026-03-16T09:00+07:00'));
    const busy = busyP95(ramadan, bands, []);
    expect(busy).toMatchObject({ kind: 'known', bits: 300 });
    expect(busy.figures.map((f) => f.hours)).toEqual(['band-working', 'band-normal-days']);
  });

  it('give the largest figure of several kinds', () => {
    const busy = (from: string, until: string) => busyP95(evidence, bandsOf(CALENDAR, span(from, until)), []);
    expect(busy('2026-05-08T06:00+07:00', '2026-05-09T18:00+07:00')).toMatchObject({ bits: 200 });
    expect(busy('2026-05-14T06:00+07:00', '2026-05-14T18:00+07:00')).toMatchObject({ bits: 300 });
  });
});

describe('G', () => {
  it('is the Theil–Sen slope; an even count of slopes takes the mean of the two in the middle', () => {
    const at = (...p95: number[]) => slope(p95.map((value, day) => ({ day, p95: value })));
    expect([at(1), at(0, 10, 20), at(0, 10, 20, 90)]).toEqual([0, 10, 20]);
  });

  it('times the lead days, never negative, without days that have no bound', () => {
    const rising = past(TODAY, (day) =>
      day === '2026-04-29' ? (m) => (m < 600 ? 9e9 : undefined) : 100 + 10 * (Date.parse(day) / 864e5),
    );
    const falling = past(TODAY, (day) => 1e6 - Date.parse(day) / 864e5);
    expect([growth(rising, [], 0), growth(rising, [], 30), growth(falling, [], 30)]).toEqual([0, 300, 0]);
  });
});

describe("a line's own p95", () => {
  const half = past(TODAY, () => (minute) => (minute % 10 === 0 ? 100 : undefined));

  it('counts missing as 0, and no series as an idle guarantee', () => {
    const sparse = past(TODAY, () => (minute) => (minute === 600 ? 100 : undefined));
    expect([
      lowerP95(steady, 'permanent', []),
      lowerP95(half, 'permanent', []),
      lowerP95(sparse, 'permanent', []),
    ]).toEqual([100, 100, 0]);
    const none = past(TODAY, () => undefined);
    expect(idleGuarantee(80, lowerP95(none, 'permanent', []))).toBe(80);
    expect(idleGuarantee(80, 90)).toBe(0);
  });
});

describe('need', () => {
  it('is proven by p95 and by time near the limit, both', () => {
    const need = (rate: number, allocation: number) =>
      needOf(
        past(TODAY, () => rate),
        mbps(allocation),
        DEFAULT_POLICY,
      ).kind;
    expect([need(9e6, 10), need(8.9e6, 10), need(0, 0)]).toEqual(['proven', 'not-proven', 'no-data']);
    expect(
      needOf(
        past(TODAY, () => undefined),
        mbps(10),
        DEFAULT_POLICY,
      ),
    ).toEqual({ kind: 'no-data' });
  });
});
