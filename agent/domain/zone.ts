import { Temporal } from 'temporal-polyfill';
import { DAY, MINUTE, type Moment, moment } from './moment.ts';

/** A calendar day of the office, written `2026-05-04`; days compare as texts do. */
export type Day = string & { readonly unit: 'day' };

/** An IANA time zone that is known to exist. */
export type Zone = string & { readonly unit: 'zone' };

/** 0 is Sunday. */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6;

/** Marks an IANA zone name, e.g. `Asia/Pontianak`. Throws RangeError on an unknown name and on a bare offset. */
export function zone(name: string): Zone {
  if (!/^[A-Za-z]/.test(name)) throw new RangeError(`not an IANA time zone: ${name}`);
  return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId as Zone;
}

/** The day a text of the form `2026-05-04` names, or undefined when there is no such day. */
export function parseDay(text: string): Day | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return undefined;
  const start = Date.parse(text);
  return Number.isNaN(start) || new Date(start).toISOString().slice(0, 10) !== text ? undefined : (text as Day);
}

/** The local day in which an instant falls. */
export function dayOf(instant: Moment, where: Zone): Day {
  return dayNumbered(Math.floor(localMs(instant, where) / DAY));
}

/** Whole minutes since local midnight, 0..1439, by the clock on the wall. */
export function minuteOf(instant: Moment, where: Zone): number {
  const local = localMs(instant, where);
  return Math.floor((local - Math.floor(local / DAY) * DAY) / MINUTE);
}

/**
 * The instant at which the clock on the wall shows `minute` of `day`; 1440 is the midnight that ends it. Where clocks
 * are changed, a time shown twice is the earlier one and a time skipped moves on by the length of the gap (Temporal's
 * `compatible`).
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

export function weekday(day: Day): Weekday {
  return new Date(day).getUTCDay() as Weekday;
}

/** The day `n` days later; earlier when negative. */
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

/** Zones change their offset only at quarter hours (true of tzdata since 1973), so one look-up serves each quarter. */
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
