import { describe, expect, it } from 'vitest';
import {
  growth,
  idleGuarantee,
  lowerP95,
  permanentP95,
  slope,
  temporaryP95,
  upperP95,
} from '../../../agent/admission/check/demand-figures.ts';
import { chosenDays } from '../../../agent/admission/check/day-samples.ts';
import { bandsOf, workingHours } from '../../../agent/admission/check/evidence.ts';
import { needOf } from '../../../agent/admission/reclaim/need.ts';
import { percentile } from '../../../agent/admission/check/percentile.ts';
import { DEFAULT_POLICY } from '../../../agent/domain/policy.ts';
import { mbps, perMille } from '../../../agent/domain/rate.ts';
import { CALENDAR, daysFrom, past, span, when } from '../../office/evidence-kit.ts';

const TODAY = '2026-05-04';
const steady = past(TODAY, () => 100);
const working = workingHours(CALENDAR);

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
    expect(permanentP95(steady, [])).toMatchObject({ kind: 'known', bits: 100 });
    expect(permanentP95(night, [])).toMatchObject({ kind: 'known', bits: 500 });
  });

  it('is unknown without a bound', () => {
    const holes = past(TODAY, () => (minute) => (minute % 50 === 0 ? undefined : 100));
    expect(permanentP95(holes, [])).toMatchObject({ kind: 'unknown', why: 'coverage' });
  });

  it('is unknown under five days with a valid working sample, for weekends too', () => {
    const days = (count: number) => past(TODAY, (day) => (daysFrom('2026-04-20', count).has(day) ? 100 : undefined));
    const weekend = bandsOf(CALENDAR, span('2026-05-09T06:00+07:00', '2026-05-09T18:00+07:00'));
    expect(
      permanentP95(
        past(TODAY, () => undefined),
        [],
      ),
    ).toMatchObject({ kind: 'unknown', why: 'no-samples', days: 0 });
    expect(permanentP95(days(4), [])).toMatchObject({ kind: 'unknown', why: 'few-days', days: 4 });
    expect(temporaryP95(days(4), weekend, [])).toMatchObject({ kind: 'unknown', why: 'few-days' });
  });

  it('does not begin before the first sample', () => {
    const young = past(TODAY, (day) =>
      day < '2026-04-20' ? undefined : (minute) => (day === '2026-04-20' && minute < 600 ? undefined : 100),
    );
    expect(permanentP95(young, [])).toMatchObject({ kind: 'known', bits: 100 });
  });

  it('is not flattered by Ramadan: the last 20 normal working days count', () => {
    const ramadan = past('2026-03-18', (_, kind) => (kind === 'normal' ? 300 : 100));
    expect(permanentP95(ramadan, [])).toMatchObject({ kind: 'known', bits: 300 });
    const began = past('2026-03-18', (day) => (day < '2026-02-19' ? undefined : 100));
    expect(permanentP95(began, [])).toMatchObject({ kind: 'known', bits: 100 });
  });

  it('raises each sample that began before a grant was verified', () => {
    expect(permanentP95(steady, [{ bits: 7, until: null }])).toMatchObject({ bits: 107 });
    expect(permanentP95(steady, [{ bits: 7, until: when('2026-04-01T00:00+07:00') }])).toMatchObject({ bits: 100 });
    const { days } = chosenDays(steady, working, [{ bits: 7, until: when('2026-04-30T07:35+07:00') }]);
    expect(days.find((d) => d.day === '2026-04-30')?.values.slice(0, 2)).toEqual([107, 100]);
  });
});

describe('a lost day', () => {
  it('is replaced by the nearest earlier like day, used once', () => {
    const lost = past(TODAY, (day) => (day >= '2026-04-29' && day <= '2026-04-30' ? undefined : 100));
    const { days, lost: count } = chosenDays(lost, working, []);
    expect(count).toBe(2);
    // Good Friday (3 April) is a holiday: the like days before the window are the 2nd and the 1st.
    expect(days.map((d) => d.day).filter((day) => day < '2026-04-06')).toEqual(['2026-04-02', '2026-04-01']);
  });

  it('stays missing without a stand-in', () => {
    const lost = past(TODAY, (day) => (day < '2026-04-06' || day === '2026-04-29' ? undefined : 100));
    expect(chosenDays(lost, working, []).days.find((d) => d.day === '2026-04-29')).toMatchObject({
      values: [],
      expected: 90,
    });
  });
});

describe('hours of a temporary window', () => {
  const names = (from: string, until: string) => bandsOf(CALENDAR, span(from, until)).map((b) => b.name);
  const evidence = past(TODAY, (_, kind) => ({ weekend: 200, holiday: 300, normal: 100, ramadan: 100 })[kind]);

  it('are those of days of the same kind', () => {
    expect(names('2026-05-08T06:00+07:00', '2026-05-09T18:00+07:00')).toEqual(['band-working', 'band-weekend']);
    expect(names('2026-05-14T06:00+07:00', '2026-05-14T18:00+07:00')).toEqual(['band-holiday', 'band-weekend']);
    // Vesak on a Sunday: the weekend wins.
    expect(names('2026-05-31T06:00+07:00', '2026-05-31T18:00+07:00')).toEqual(['band-weekend']);
  });

  it('are the daily band, or whole days when the end is not later', () => {
    const spans = (from: string, until: string) => {
      const [s] = bandsOf(CALENDAR, span(from, until))[0]!.spans('2026-04-30' as never);
      return (s!.until - s!.from) / 3_600_000;
    };
    expect(spans('2026-05-05T06:00+07:00', '2026-05-06T18:00+07:00')).toBe(12);
    expect(spans('2026-05-05T18:00+07:00', '2026-05-06T06:00+07:00')).toBe(24);
  });

  it('give the largest figure of several kinds', () => {
    const busy = (from: string, until: string) => temporaryP95(evidence, bandsOf(CALENDAR, span(from, until)), []);
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
    expect([lowerP95(steady, [working], []), lowerP95(half, [working], []), lowerP95(sparse, [working], [])]).toEqual([
      100, 100, 0,
    ]);
    const none = past(TODAY, () => undefined);
    expect(idleGuarantee(80, lowerP95(none, [working], []))).toBe(80);
    expect(idleGuarantee(80, 90)).toBe(0);
  });

  it('is bounded high where the line has no limit', () => {
    const few = past(TODAY, () => (minute) => (minute === 600 ? 500 : minute % 100 === 0 ? undefined : 100));
    expect([lowerP95(few, [working], []), upperP95(few, [working], [])]).toEqual([100, 500]);
    expect(upperP95(half, [working], [])).toBe(100);
    expect(
      upperP95(
        past(TODAY, () => undefined),
        [working],
        [],
      ),
    ).toBe(0);
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
