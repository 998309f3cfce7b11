import { Temporal } from 'temporal-polyfill';
import { DAY, MINUTE, type Moment, moment } from './moment.ts';

/** A calendar day of the office, `2026-05-04`. Days compare like texts. */
export type Day = string & { readonly unit: 'day' };

/** The name of an existing IANA time zone. */
export type Zone = string & { readonly unit: 'zone' };

/** 0 is Sunday. */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6;

/**
 * Checks the name of an IANA time zone, e.g. `Asia/Pontianak`. Throws RangeError for an unknown name and for an offset
 * like `+07:00`.
 */
export function zone(name: string): Zone {
  if (!/^[A-Za-z]/.test(name)) throw new RangeError(`not an IANA time zone: ${name}`);
  return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId as Zone;
}

/** Parses a day written `2026-05-04`. Returns undefined for another form or a day that does not exist. */
export function parseDay(text: string): Day | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return undefined;
  const start = Date.parse(text);
  return Number.isNaN(start) || new Date(start).toISOString().slice(0, 10) !== text ? undefined : (text as Day);
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

/** Returns the weekday of a day. */
export function weekday(day: Day): Weekday {
  return new Date(day).getUTCDay() as Weekday;
}

/** Returns the day `n` days later, or earlier if `n` is negative. */
export function nextDay(day: Day, n = 1): Day {
  return dayNumbered(numberOf(day) + n);
}

const QUARTER = 15 * MINUTE;
const CACHE_LIMIT = 200_000;
const offsets = new Map<Zone, Map<number, number>>();
const dayTexts = new Map<number, Day>();
const dayNumbers = new Map<Day, number>();

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

/** Days since 1970-01-01. */
function numberOf(day: Day): number {
  let number = dayNumbers.get(day);
  if (number === undefined) {
    number = Date.parse(day) / DAY;
    if (dayNumbers.size > CACHE_LIMIT) dayNumbers.clear();
    dayNumbers.set(day, number);
  }
  return number;
}

function dayNumbered(number: number): Day {
  let text = dayTexts.get(number);
  if (text === undefined) {
    text = new Date(number * DAY).toISOString().slice(0, 10) as Day;
    if (dayTexts.size > CACHE_LIMIT) dayTexts.clear();
    dayTexts.set(number, text);
  }
  return text;
}
