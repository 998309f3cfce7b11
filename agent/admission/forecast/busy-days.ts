import { kindOfDay } from '../../domain/work-calendar.ts';
import { type Day, nextDay, weekday } from '../../domain/zone.ts';
import { P95 } from '../check/demand-figures.ts';
import type { BusyDay } from './censored-slope.ts';
import { daySamples } from '../check/day-samples.ts';
import type { Adjustment, Evidence } from '../check/evidence.ts';
import { workingHours } from '../check/hours.ts';
import { percentile } from '../check/percentile.ts';

const MS_PER_DAY = 86_400_000;

/** Returns the number of days since 1970-01-01. */
export function dayNumber(day: Day): number {
  return Math.round(Date.parse(day) / MS_PER_DAY);
}

/**
 * Returns the p95 of the working hours of each working day among the last `reach` days before today, oldest first. Days
 * whose p95 has no upper limit, because samples are missing, are left out.
 * @param adjustments added to the samples, for grants that are not yet in them.
 * @param isFull whether the link was full on that day, so that the p95 is only a lower bound of what was wanted.
 */
export function busyDays(
  past: Evidence,
  adjustments: readonly Adjustment[],
  reach: number,
  isFull: (day: Day) => boolean,
): readonly BusyDay[] {
  const found: BusyDay[] = [];
  for (let day = nextDay(past.today, -reach); day < past.today; day = nextDay(day)) {
    const kind = kindOfDay(past.calendar, day);
    if (kind === 'weekend' || kind === 'holiday') continue;
    const p95 = busyOn(past, day, adjustments);
    if (p95 === undefined) continue;
    found.push({ day: dayNumber(day), p95, isLowerBound: isFull(day), group: `${kind} ${weekday(day)}` });
  }
  return found;
}

/**
 * Returns the adjusted p95 of the working hours of one day, in bit/s. Undefined where missing samples leave it without
 * an upper limit.
 */
export function busyOn(past: Evidence, day: Day, adjustments: readonly Adjustment[] = []): number | undefined {
  // Judged as on the evening of that day: nothing is missing before the first sample known then.
  const { values, expected, away } = daySamples(
    { ...past, today: nextDay(day) },
    workingHours(past.calendar),
    adjustments,
    day,
  );
  const own = expected - away.length;
  return own === 0 ? undefined : percentile(new Float64Array(values), own, P95).value;
}
