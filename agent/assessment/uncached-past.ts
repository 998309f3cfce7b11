import type { Evidence } from '../admission/check/evidence.ts';
import type { Direction } from '../domain/rate.ts';
import type { Subject } from '../domain/counters/reading.ts';
import { at, type Day, dayOf, nextDay } from '../domain/zone.ts';
import { type DayRates, ratesOf } from './day-cache.ts';
import type { ReadContext } from './read-context.ts';

/**
 * The past of one subject, by direction: a day is read once for both, and let go with the answer instead of going on
 * the cache. For a past that is longer than the check's month, or of a line that the check does not ask: either would
 * push off the cache what the next check needs.
 */
export function uncachedPast(
  { samples, office, now }: ReadContext,
  subject: Subject,
): (direction: Direction) => Evidence {
  const { calendar } = office;
  const read = new Map<Day, DayRates>();
  const readDay = (day: Day): DayRates =>
    ratesOf(samples.series(subject, { from: at(day, 0, calendar.zone), until: at(nextDay(day), 0, calendar.zone) }));
  return (direction) => ({
    calendar,
    today: dayOf(now, calendar.zone),
    of(day) {
      let rates = read.get(day);
      if (rates === undefined) read.set(day, (rates = readDay(day)));
      return rates[direction];
    },
  });
}
