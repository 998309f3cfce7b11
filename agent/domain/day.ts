import { DAY } from './moment.ts';

/** A calendar day of the office, `2026-05-04`. Days compare like texts. */
export type Day = string & { readonly unit: 'day' };

/** 0 is Sunday. */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6;

/** Parses a day written `2026-05-04`. Returns undefined for another form or a day that does not exist. */
export function parseDay(text: string): Day | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return undefined;
  const start = Date.parse(text);
  return Number.isNaN(start) || new Date(start).toISOString().slice(0, 10) !== text ? undefined : (text as Day);
}

/** Returns the weekday of a day. */
export function weekday(day: Day): Weekday {
  return new Date(day).getUTCDay() as Weekday;
}

/** Returns the day `n` days later, or earlier if `n` is negative. */
export function nextDay(day: Day, n = 1): Day {
  return dayNumbered(numberOf(day) + n);
}

const CACHE_LIMIT = 200_000;
const dayTexts = new Map<number, Day>();
const dayNumbers = new Map<Day, number>();

/** Returns the days since 1970-01-01. */
export function numberOf(day: Day): number {
  let number = dayNumbers.get(day);
  if (number === undefined) {
    number = Date.parse(day) / DAY;
    if (dayNumbers.size > CACHE_LIMIT) dayNumbers.clear();
    dayNumbers.set(day, number);
  }
  return number;
}

/** Returns the day that is so many days after 1970-01-01. */
export function dayNumbered(number: number): Day {
  let text = dayTexts.get(number);
  if (text === undefined) {
    text = new Date(number * DAY).toISOString().slice(0, 10) as Day;
    if (dayTexts.size > CACHE_LIMIT) dayTexts.clear();
    dayTexts.set(number, text);
  }
  return text;
}
