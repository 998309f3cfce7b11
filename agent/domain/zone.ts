import { Temporal } from 'temporal-polyfill';
import { type Day, dayNumbered, numberOf } from './day.ts';
import { DAY, MINUTE, type Moment, moment } from './moment.ts';

export { type Day, nextDay, parseDay, type Weekday, weekday } from './day.ts';

/** The name of an existing IANA time zone. */
export type Zone = string & { readonly unit: 'zone' };

/**
 * Checks the name of an IANA time zone, e.g. `Asia/Pontianak`. Throws RangeError for an unknown name and for an offset
 * like `+07:00`.
 */
export function zone(name: string): Zone {
  if (!/^[A-Za-z]/.test(name)) throw new RangeError(`not an IANA time zone: ${name}`);
  return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId as Zone;
}

/** Returns the local day that contains the instant. */
export function dayOf(instant: Moment, where: Zone): Day {
  return dayNumbered(Math.floor(localMs(instant, where) / DAY));
}

/** Returns the minutes since local midnight by the local clock, 0 to 1439. */
export function minuteOf(instant: Moment, where: Zone): number {
  const local = localMs(instant, where);
  return Math.floor((local - Math.floor(local / DAY) * DAY) / MINUTE);
}

/**
 * Returns the instant at which the local clock shows `minute` of `day`. 1440 is the midnight at the end of the day.
 * When clocks are set back, a time that occurs twice is the earlier one. When clocks are set forward, a skipped time is
 * later by the length of the gap (`compatible` in Temporal).
 */
export function at(day: Day, minute: number, where: Zone): Moment {
  const local = numberOf(day) * DAY + minute * MINUTE;
  const offsetBefore = offsetMs(local - DAY, where);
  const first = local - offsetBefore;
  if (offsetMs(first, where) === offsetBefore) return moment(first);
  const offsetAfter = offsetMs(local + DAY, where);
  const second = local - offsetAfter;
  return moment(offsetMs(second, where) === offsetAfter ? second : first);
}

const QUARTER = 15 * MINUTE;
const CACHE_LIMIT = 200_000;
const offsets = new Map<Zone, Map<number, number>>();

function localMs(instant: number, where: Zone): number {
  return instant + offsetMs(instant, where);
}

/**
 * Returns the offset of local time from UTC in ms. Offsets are cached for each quarter of an hour, because zones change
 * only at such times (tzdata since 1973).
 */
function offsetMs(instant: number, where: Zone): number {
  let known = offsets.get(where);
  if (known === undefined || known.size > CACHE_LIMIT) offsets.set(where, (known = new Map<number, number>()));
  const quarter = Math.floor(instant / QUARTER);
  let offset = known.get(quarter);
  if (offset === undefined) {
    const start = Temporal.Instant.fromEpochMilliseconds(quarter * QUARTER);
    offset = start.toZonedDateTimeISO(where).offsetNanoseconds / 1_000_000;
    known.set(quarter, offset);
  }
  return offset;
}
