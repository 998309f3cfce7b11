import { MINUTE, type Moment, moment, type Span, span, type Window, within } from './moment.ts';
import { never } from './never.ts';
import { at, type Day, dayOf, nextDay, type Weekday, weekday, type Zone } from './zone.ts';

/** Part of a local day, in minutes since midnight: from `from` up to but not including `until`. */
export interface MinuteSpan {
  readonly from: number;
  readonly until: number;
}

/**
 * Working hours of each weekday, in order and without overlap. A day off has none. The gaps are breaks (Perpres
 * 21/2023).
 */
export type WeekHours = Readonly<Record<Weekday, readonly MinuteSpan[]>>;

/** When the office works, as an official fixes it each year. */
export interface WorkCalendar {
  readonly zone: Zone;
  /** Working hours outside Ramadan. */
  readonly normal: WeekHours;
  readonly ramadan: WeekHours;
  /** First and last day of each Ramadan, both included. */
  readonly ramadanPeriods: readonly { readonly from: Day; readonly until: Day }[];
  /** National holidays and collective leave: day and name. */
  readonly holidays: ReadonlyMap<Day, string>;
  /**
   * Last year whose holidays are known. In later years only weekends count as days off, and computed deadlines are
   * provisional.
   */
  readonly lastYear: number;
}

/** Kind of a day; decides which working hours apply. */
export type DayKind = 'normal' | 'ramadan' | 'weekend' | 'holiday';

/** Length of "one working day" in service targets: 7.5 h of working time, in Ramadan too. */
export const WORKING_DAY: Span = span(450 * MINUTE);

/** Returns the kind of a day. A holiday on a weekend is `weekend`; a holiday in Ramadan is `holiday`. */
export function kindOfDay(calendar: WorkCalendar, day: Day): DayKind {
  let known = kindsByDay.get(calendar);
  if (known === undefined) kindsByDay.set(calendar, (known = new Map<Day, DayKind>()));
  let kind = known.get(day);
  if (kind === undefined) known.set(day, (kind = findKind(calendar, day)));
  return kind;
}

function findKind(calendar: WorkCalendar, day: Day): DayKind {
  if (calendar.normal[weekday(day)].length === 0) return 'weekend';
  if (isBeyond(calendar, day)) return 'normal';
  if (calendar.holidays.has(day)) return 'holiday';
  return calendar.ramadanPeriods.some((period) => day >= period.from && day <= period.until) ? 'ramadan' : 'normal';
}

/** Returns the working hours of a day as instants, earliest first. Empty on a weekend or holiday. */
export function workSpans(calendar: WorkCalendar, day: Day): readonly Window[] {
  let known = spansByDay.get(calendar);
  if (known === undefined) spansByDay.set(calendar, (known = new Map<Day, readonly Window[]>()));
  let spans = known.get(day);
  if (spans === undefined) known.set(day, (spans = computeSpans(calendar, day)));
  return spans;
}

/** Returns whether the instant is in working hours. */
export function isWorking(calendar: WorkCalendar, instant: Moment): boolean {
  return workSpans(calendar, dayOf(instant, calendar.zone)).some((open) => within(instant, open));
}

/**
 * Returns the instant at which `work` ms of working time have passed since `start`. If that is the end of a working
 * span, it is not moved to the next span. 0 ms of work ends at the first working instant. `provisional`: the instant is
 * after the last year with known holidays. Throws RangeError for negative work, or if the calendar has no working
 * hours.
 */
export function addWork(
  calendar: WorkCalendar,
  start: Moment,
  work: Span,
): { readonly at: Moment; readonly provisional: boolean } {
  if (!(work >= 0)) throw new RangeError(`not a length of work: ${work}`);
  if (ALL_DAYS.every((day) => calendar.normal[day].length === 0))
    throw new RangeError('a calendar without working hours');
  let left: number = work;
  for (let day = dayOf(start, calendar.zone); ; day = nextDay(day)) {
    for (const open of workSpans(calendar, day)) {
      const from = Math.max(open.from, start);
      const room = open.until - from;
      if (room <= 0) continue;
      if (room >= left) return { at: moment(from + left), provisional: isBeyond(calendar, day) };
      left -= room;
    }
  }
}

/** Returns the working time from `from` to `until` in ms. 0 if `until` is not later. */
export function workBetween(calendar: WorkCalendar, from: Moment, until: Moment): Span {
  let total = 0;
  if (until <= from) return span(0);
  const last = dayOf(until, calendar.zone);
  for (let day = dayOf(from, calendar.zone); day <= last; day = nextDay(day)) {
    for (const open of workSpans(calendar, day))
      total += Math.max(0, Math.min(open.until, until) - Math.max(open.from, from));
  }
  return span(total);
}

/**
 * Returns the instant after `n` working days of 7.5 h working time each. In Ramadan this takes more than `n` days,
 * because days are shorter.
 */
export function workingDaysAfter(calendar: WorkCalendar, from: Moment, n: number): Moment {
  return addWork(calendar, from, span(n * WORKING_DAY)).at;
}

const ALL_DAYS: readonly Weekday[] = [0, 1, 2, 3, 4, 5, 6];
const NO_HOURS: readonly MinuteSpan[] = [];

/** Caches by calendar. Calendars are never changed, so that an entry stays correct. */
const kindsByDay = new WeakMap<WorkCalendar, Map<Day, DayKind>>();
const spansByDay = new WeakMap<WorkCalendar, Map<Day, readonly Window[]>>();

function computeSpans(calendar: WorkCalendar, day: Day): readonly Window[] {
  return hoursOf(calendar, day).map((open) => ({
    from: at(day, open.from, calendar.zone),
    until: at(day, open.until, calendar.zone),
  }));
}

function hoursOf(calendar: WorkCalendar, day: Day): readonly MinuteSpan[] {
  const kind = kindOfDay(calendar, day);
  switch (kind) {
    case 'normal':
      return calendar.normal[weekday(day)];
    case 'ramadan':
      return calendar.ramadan[weekday(day)];
    case 'weekend':
    case 'holiday':
      return NO_HOURS;
    default:
      return never(kind);
  }
}

/** Whether the holidays of the day's year are not known. */
function isBeyond(calendar: WorkCalendar, day: Day): boolean {
  return Number(day.slice(0, 4)) > calendar.lastYear;
}
