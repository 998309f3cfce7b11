import { kindOfDay } from '../../domain/work-calendar.ts';
import { type Day, nextDay, weekday } from '../../domain/zone.ts';
import { P95 } from '../check/demand-figures.ts';
import type { BusyDay } from './censored-slope.ts';
import { daySamples } from '../check/day-samples.ts';
import { type Adjustment, type Evidence, workingHours } from '../check/evidence.ts';
import { percentile } from '../check/percentile.ts';

const MS_PER_DAY = 86_400_000;

/** Days since 1970-01-01. */
export function dayNumber(day: Day): number {
  return Math.round(Date.parse(day) / MS_PER_DAY);
}

/**
 * Busy p95 of the working days of the last `reach` days before today, oldest first, raised as `growth` raises them;
 * days whose p95 missing samples leave without a bound are left out. `isFull` says whether a day shows only the least
 * that was wanted.
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

/** p95 of the working hours of one day, raised; undefined where missing samples leave it without a bound. */
export function busyOn(past: Evidence, day: Day, adjustments: readonly Adjustment[] = []): number | undefined {
  // As seen on its own evening: nothing is missing before the first sample within reach of that day.
  const { values, expected } = daySamples(
    { ...past, today: nextDay(day) },
    workingHours(past.calendar),
    adjustments,
    day,
  );
  return expected === 0 ? undefined : percentile(new Float64Array(values), expected, P95).value;
}
