import { type Allocation, chargedTime, chargesIn, counts, permanentRate } from '../../domain/allocation.ts';
import type { Moment, Window } from '../../domain/moment.ts';
import { demandOf, type Direction, type PerMille } from '../../domain/rate.ts';
import { type DayKind, kindOfDay, type WorkCalendar, workSpans } from '../../domain/work-calendar.ts';
import { at, type Day, dayOf, minuteOf, nextDay } from '../../domain/zone.ts';

/** Length of one interval of evidence. */
export const INTERVAL_MS = 300_000;
/** How many complete local days before today are looked at. */
export const WINDOW_DAYS = 28;
/** How far back a lost day may find its stand-in, and the last normal working days are sought. */
export const REACH_DAYS = 90;

/** One direction's valid 5-minute rates of one local day, in order; `start` is the interval's beginning. */
export interface DaySeries {
  readonly starts: readonly Moment[];
  readonly rates: readonly number[];
  /**
   * Beginnings of intervals, in order, in which the path was out of service: no demand could be seen, so they are
   * neither measured nor missing.
   */
  readonly out?: readonly Moment[];
}

/** What the check knows of the past: days on demand, so that only what is asked is read. */
export interface Evidence {
  readonly calendar: WorkCalendar;
  readonly today: Day;
  /** Empty series when nothing is known of the day. */
  readonly of: (day: Day) => DaySeries;
}

/** A permanent addition or temporary extra that samples older than its application have not seen yet. */
export interface Adjustment {
  /** Bits per second to add. */
  readonly bits: number;
  /** Samples that began before this are raised; null: all of them, since the router does not carry it yet. */
  readonly until: Moment | null;
}

const MINUTES_PER_DAY = 1440;

/** Which hours of which days a figure is asked of. */
export interface Hours {
  readonly name: 'working' | 'all' | 'band-working' | 'band-weekend' | 'band-holiday';
  /** The spans of that day that are asked; empty when the day is not. */
  spans(day: Day): readonly Window[];
}

export function workingHours(calendar: WorkCalendar): Hours {
  return { name: 'working', spans: (day) => workSpans(calendar, day) };
}

export function allHours(calendar: WorkCalendar): Hours {
  return {
    name: 'all',
    spans: oncePerDay((day) => [{ from: at(day, 0, calendar.zone), until: at(nextDay(day), 0, calendar.zone) }]),
  };
}

type BandKind = 'working' | 'weekend' | 'holiday';

/**
 * The daily bands of a temporary window: from its start clock time to its end clock time (the whole day when the end is
 * not later), on days of the same kind. A holiday is judged by holidays and by weekends, since there are few of the
 * former.
 */
export function bandsOf(calendar: WorkCalendar, window: Window): readonly Hours[] {
  const kinds = kindsIn(calendar, window);
  if (kinds.has('holiday')) kinds.add('weekend');
  return [...kinds].map((kind) => band(calendar, window, kind));
}

function kindsIn(calendar: WorkCalendar, window: Window): Set<BandKind> {
  const kinds = new Set<BandKind>();
  const last = dayOf((window.until - 1) as Moment, calendar.zone);
  for (let day = dayOf(window.from, calendar.zone); day <= last; day = nextDay(day))
    kinds.add(bandKind(kindOfDay(calendar, day)));
  return kinds;
}

function band(calendar: WorkCalendar, window: Window, kind: BandKind): Hours {
  const start = minuteOf(window.from, calendar.zone);
  const end = minuteOf(window.until, calendar.zone);
  const [from, until] = end <= start ? [0, MINUTES_PER_DAY] : [start, end];
  const spans = (day: Day): readonly Window[] => {
    if (bandKind(kindOfDay(calendar, day)) !== kind) return [];
    const midnight = at(day, 0, calendar.zone);
    return [{ from: (midnight + from * 60_000) as Moment, until: (midnight + until * 60_000) as Moment }];
  };
  return { name: `band-${kind}`, spans: oncePerDay(spans) };
}

/** Many lines are asked for the same hours of the same days. */
function oncePerDay(spans: Hours['spans']): Hours['spans'] {
  const known = new Map<Day, readonly Window[]>();
  return (day) => {
    let found = known.get(day);
    if (found === undefined) known.set(day, (found = spans(day)));
    return found;
  };
}

function bandKind(kind: DayKind): BandKind {
  return kind === 'weekend' || kind === 'holiday' ? kind : 'working';
}

/** What the samples of a path have not seen yet. */
export interface AdjustmentBook {
  /** All allocations of the lines on the path, ended ones too; the asking request's own hold left out. */
  readonly allocations: readonly Allocation[];
  /** Part of a line's traffic that runs on the path. */
  shareOf(line: string): PerMille;
  readonly activity: PerMille;
  readonly graceMinutes: number;
  readonly now: Moment;
}

/**
 * Every permanent grant, and live hold, raises the samples older than its application by a · Δ over what the line had
 * before. What is not applied yet raises all samples; reductions lower nothing. A line's first allocation is its base,
 * unless a request asked for it.
 */
export function permanentAdjustments(book: AdjustmentBook, direction: Direction): readonly Adjustment[] {
  const permanent = book.allocations.filter((a) => a.window === null).toSorted((a, b) => a.id - b.id);
  const before = new Map<string, number>();
  return permanent.flatMap((a) => {
    const known = before.get(a.line) ?? (a.request === null ? undefined : 0);
    const isReal = a.appliedAt !== null || counts(a, book.now);
    if (isReal && a.state.at !== 'held') before.set(a.line, a.rate[direction]);
    if (known === undefined || !isReal || a.rate[direction] <= known) return [];
    const delta = demandOf(book.activity, a.rate[direction] - known);
    return [{ bits: demandOf(book.shareOf(a.line), delta), until: a.appliedAt }];
  });
}

/**
 * Temporary grants and holds that are charged inside the window, with their whole extra over the permanent rate: no
 * sample has seen it. Several on one line count their maximum.
 */
export function temporaryAdjustments(
  book: AdjustmentBook,
  direction: Direction,
  window: Window,
): readonly Adjustment[] {
  const extras = new Map<string, number>();
  for (const a of book.allocations) {
    if (a.window === null || !counts(a, book.now) || a.returnedAt !== null) continue;
    if (!chargesIn(chargedTime(a, a.window, book.graceMinutes, book.now), window)) continue;
    const extra = a.rate[direction] - permanentRate(book.allocations, a.line)[direction];
    extras.set(a.line, Math.max(extras.get(a.line) ?? 0, extra));
  }
  return [...extras]
    .filter(([, extra]) => extra > 0)
    .map(([line, extra]) => ({ bits: demandOf(book.shareOf(line), extra), until: null }));
}
