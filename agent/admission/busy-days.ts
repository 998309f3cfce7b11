import { kindOfDay } from '../domain/work-calendar.ts';
import { type Day, nextDay, weekday } from '../domain/zone.ts';
import { P95 } from './busy.ts';
import type { BusyDay } from './censored-slope.ts';
import { daySamples } from './day-samples.ts';
import type { Evidence, Raise } from './evidence.ts';
import { workingHours } from './hours.ts';
import { percentile } from './percentile.ts';

const MS_PER_DAY = 86_400_000;

/** Days since 1970-01-01. */
export function dayNumber(day: Day): number {
  return Math.round(Date.parse(day) / MS_PER_DAY);
}

/**
 * Busy p95 of the working days of the last `reach` days before today, oldest first, raised as `growth` raises them; days whose p95
 * missing samples leave without a bound are left out. `isFull` says of a day's p95 as measured whether the link was full.
 */
export function busyDays(
  past: Evidence,
  raises: readonly Raise[],
  reach: number,
  isFull: (day: Day, measured: number) => boolean,
): readonly BusyDay[] {
  const hours = workingHours(past.calendar);
  const found: BusyDay[] = [];
  for (let day = nextDay(past.today, -reach); day < past.today; day = nextDay(day)) {
    const kind = kindOfDay(past.calendar, day);
    if (kind === 'weekend' || kind === 'holiday') continue;
    // As seen on its own evening: nothing is missing before the first sample within reach of that day.
    const seen = { ...past, today: nextDay(day) };
    const measured = p95Of(daySamples(seen, hours, [], day));
    if (measured === undefined) continue;
    const raised = raises.length === 0 ? measured : (p95Of(daySamples(seen, hours, raises, day)) ?? measured);
    found.push({ day: dayNumber(day), p95: raised, isLowerBound: isFull(day, measured), group: `${kind} ${weekday(day)}` });
  }
  return found;
}

function p95Of({ values, expected }: { readonly values: readonly number[]; readonly expected: number }): number | undefined {
  return expected === 0 ? undefined : percentile(new Float64Array(values), expected, P95).value;
}
