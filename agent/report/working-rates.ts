import { INTERVAL_MS, REACH_DAYS } from '../admission/check/evidence.ts';
import { after, before, DAY, type Moment, moment, type Window } from '../domain/moment.ts';
import { type Period, windowOf } from '../domain/period.ts';
import type { Subject } from '../domain/counters/reading.ts';
import { startOfFiveMinutes } from '../domain/counters/rollup.ts';
import { workSpans } from '../domain/work-calendar.ts';
import { at, type Day, nextDay } from '../domain/zone.ts';
import { SETTLED } from '../assessment/day-cache.ts';
import type { ReadContext } from '../assessment/read-context.ts';

/** Measured 5-minute rates in the working hours of a period, bit/s, and how many should have been measured by now. */
interface WorkingRates {
  readonly down: readonly number[];
  readonly up: readonly number[];
  readonly expected: number;
}

/**
 * Reads the 5-minute rates of a subject in the working hours of a period. `expected` leaves out intervals that may
 * still be coming in, and, as in the availability check, the time before the subject was first measured.
 */
export function workingRates(context: ReadContext, period: Period, subject: Subject): WorkingRates {
  const settled = startOfFiveMinutes(before(context.now, SETTLED));
  const seen = firstSeen(context, period, subject);
  const [down, up]: [number[], number[]] = [[], []];
  let expected = 0;
  for (let day: Day = period.from; day < period.until; day = nextDay(day)) {
    for (const { from, until } of workSpans(context.office.calendar, day)) {
      const end = moment(Math.min(until, settled));
      if (from >= end) continue;
      const rates = context.samples.rates(subject, { from, until: end });
      down.push(...rates.down);
      up.push(...rates.up);
      const isSeenBefore = down.length > rates.down.length;
      const since = isSeenBefore
        ? from
        : (seen ?? context.samples.series(subject, { from, until: end })[0]?.start ?? end);
      // Late samples may not be in the hourly sums yet, so that more can be measured than `seen` predicts.
      expected += Math.max(rates.down.length, Math.round((end - Math.max(from, since)) / INTERVAL_MS));
    }
  }
  return { down, up, expected };
}

/** When the subject was first measured, to the hour. undefined: no hourly sum has a valid rate. */
function firstSeen({ samples, office }: ReadContext, period: Period, subject: Subject): Moment | undefined {
  const { zone } = office.calendar;
  const { from, until } = windowOf(period, zone);
  const reach: Window = { from: at(nextDay(period.from, -REACH_DAYS), 0, zone), until };
  const day = samples.daily(subject, reach).find(hasRates);
  if (day !== undefined && day.start < from) return day.start;
  const hours: Window = day === undefined ? reach : { from: day.start, until: after(day.start, DAY) };
  return samples.hourly(subject, hours).find(hasRates)?.start ?? day?.start;
}

function hasRates({ valid }: { readonly valid: number }): boolean {
  return valid > 0;
}
