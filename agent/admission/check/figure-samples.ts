import type { Moment } from '../../domain/moment.ts';
import { kindOfDay } from '../../domain/work-calendar.ts';
import { at, type Day, nextDay } from '../../domain/zone.ts';
import { type DaySamples, type DaySamplesOf, rateAt, windowDays } from './day-samples.ts';
import { type Adjustment, type Evidence, REACH_DAYS } from './evidence.ts';

/** The days of one percentile. */
export interface ChosenDays {
  readonly days: readonly DaySamples[];
  /** Days without a valid sample, replaced or not. */
  readonly lost: number;
  /** Earlier days that replace lost days. They lend no single intervals. */
  readonly replacing: ReadonlySet<Day>;
}

/**
 * Returns the samples of the WINDOW_DAYS days before today that have chosen hours. A lost day (no valid own sample in
 * those hours) is replaced by the nearest earlier like day (normal, Ramadan, weekend or holiday); each day replaces at
 * most once. A lost day without replacement stays and its samples are missing.
 */
export function windowSamples(evidence: Evidence, samplesOf: DaySamplesOf): ChosenDays {
  const days = windowDays(evidence.today)
    .map(samplesOf)
    .filter((d) => d.expected > 0);
  const used = new Set(days.filter((d) => d.values.length > 0).map((d) => d.day));
  const replacing = new Set<Day>();
  let lost = 0;
  const filled = days.map((d) => {
    if (d.values.length > 0) return d;
    lost += 1;
    const donor = likeDay(evidence, samplesOf, d.day, used);
    if (donor === undefined) return { ...d, away: [] };
    used.add(donor.day);
    replacing.add(donor.day);
    return donor;
  });
  return { days: filled, lost, replacing };
}

function likeDay(
  evidence: Evidence,
  samplesOf: DaySamplesOf,
  lost: Day,
  used: ReadonlySet<Day>,
): DaySamples | undefined {
  const kind = kindOfDay(evidence.calendar, lost);
  const oldest = nextDay(evidence.today, -REACH_DAYS);
  for (let day = nextDay(lost, -1); day >= oldest; day = nextDay(day, -1)) {
    if (used.has(day) || kindOfDay(evidence.calendar, day) !== kind) continue;
    const found = samplesOf(day);
    if (found.values.length > 0) return found;
  }
  return undefined;
}

/**
 * Returns the last `count` normal working days that have samples, newest first, at most REACH_DAYS back. Days of
 * Ramadan, weekends and holidays are left out, because less is used on them.
 */
export function lastNormalDays(evidence: Evidence, samplesOf: DaySamplesOf, count: number): ChosenDays {
  const days: DaySamples[] = [];
  const oldest = nextDay(evidence.today, -REACH_DAYS);
  for (let day = nextDay(evidence.today, -1); day >= oldest && days.length < count; day = nextDay(day, -1)) {
    if (kindOfDay(evidence.calendar, day) !== 'normal') continue;
    const samples = samplesOf(day);
    if (samples.values.length > 0) days.push(samples);
  }
  return { days, lost: 0, replacing: new Set() };
}

/** The samples of one percentile, in no order, and how many there should be. */
export interface FigureSamples {
  readonly values: Float64Array<ArrayBuffer>;
  readonly expected: number;
  readonly lostDays: number;
  /** Intervals that are not the own demand, and whose place an interval of an earlier day takes. */
  readonly replaced: number;
}

/**
 * Collects the samples of the chosen days. An interval that is not the own demand is replaced by the same clock
 * interval of the nearest earlier like day before these days, where it is own and valid; each interval replaces at most
 * once. Without one: the intervals are left out if they are less than a tenth of the hours asked, otherwise they are
 * missing.
 */
export function figureSamples(
  evidence: Evidence,
  adjustments: readonly Adjustment[],
  { days, lost, replacing }: ChosenDays,
): FigureSamples {
  const asked = days.reduce((sum, d) => sum + d.expected, 0);
  const away = days.flatMap((d) => d.away.map((start) => ({ day: d.day, start })));
  const lent = away.length === 0 ? [] : lentFor(evidence, adjustments, days, away, replacing);
  const without = away.length - lent.length;
  return {
    values: allValues(days, lent),
    expected: without * 10 < asked ? asked - without : asked,
    lostDays: lost,
    replaced: lent.length,
  };
}

interface Interval {
  readonly day: Day;
  readonly start: Moment;
}

function lentFor(
  evidence: Evidence,
  adjustments: readonly Adjustment[],
  days: readonly DaySamples[],
  away: readonly Interval[],
  replacing: ReadonlySet<Day>,
): readonly number[] {
  const { calendar, today } = evidence;
  const { zone } = calendar;
  const oldest = nextDay(today, -REACH_DAYS);
  const own = days.filter((d) => !replacing.has(d.day)).map((d) => d.day);
  const first = own.reduce((least, day) => (day < least ? day : least), today);
  const used = new Set<Moment>();
  const lend = ({ day, start }: Interval): readonly number[] => {
    const kind = kindOfDay(calendar, day);
    const clock = start - at(day, 0, zone);
    for (let donor = nextDay(first, -1); donor >= oldest; donor = nextDay(donor, -1)) {
      if (replacing.has(donor) || kindOfDay(calendar, donor) !== kind) continue;
      const same = (at(donor, 0, zone) + clock) as Moment;
      if (used.has(same)) continue;
      const rate = rateAt(evidence.of(donor), same, adjustments);
      if (rate === undefined) continue;
      used.add(same);
      return [rate];
    }
    return [];
  };
  return away.toSorted((a, b) => b.start - a.start).flatMap(lend);
}

function allValues(days: readonly DaySamples[], lent: readonly number[]): Float64Array<ArrayBuffer> {
  const values = new Float64Array(days.reduce((sum, d) => sum + d.values.length, lent.length));
  values.set(lent);
  let place = lent.length;
  for (const day of days) {
    values.set(day.values, place);
    place += day.values.length;
  }
  return values;
}
