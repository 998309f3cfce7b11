import { INTERVAL_MS, REACH_DAYS } from '../admission/check/evidence.ts';
import { after, before, DAY, type Moment, moment, type Window } from '../domain/moment.ts';
import { type Period, windowOf } from '../domain/period.ts';
import type { Subject } from '../domain/counters/reading.ts';
import { startOfFiveMinutes } from '../domain/counters/rollup.ts';
import { workSpans } from '../domain/work-calendar.ts';
import { at, type Day, nextDay } from '../domain/zone.ts';
import { SETTLED } from '../assessment/day-cache.ts';
import type { ReadContext } from '../assessment/read-context.ts';

/** 5-minute rates of the working hours of a period, bit/s, and how many there should be by now. */
interface WorkingRates {
  readonly down: readonly number[];
  readonly up: readonly number[];
  readonly expected: number;
}

/**
 * What was measured of a subject in a period's working hours. Nothing is expected yet of intervals that have had no
 * time to come in, nor, as in the check, of the time before the subject was first seen within reach.
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
      // What came in late may not be rolled yet: then more was measured than `seen` lets expect.
      expected += Math.max(rates.down.length, Math.round((end - Math.max(from, since)) / INTERVAL_MS));
    }
  }
  return { down, up, expected };
}

/** To the hour; undefined: in no hour that is rolled. */
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
