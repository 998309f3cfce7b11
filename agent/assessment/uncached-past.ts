import type { Evidence } from '../admission/check/evidence.ts';
import type { Direction } from '../domain/rate.ts';
import type { Subject } from '../domain/counters/reading.ts';
import { at, type Day, dayOf, nextDay } from '../domain/zone.ts';
import { type DayRates, ratesOf } from './day-cache.ts';
import type { ReadContext } from './read-context.ts';

/**
 * Returns the measured history of one subject by direction, without the day cache. Each day is read once for both
 * directions and kept as long as the returned function. Use it for a history longer than the 28 days of the check, or
 * for a line that the check does not read: the day cache would lose days that the next check needs.
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
