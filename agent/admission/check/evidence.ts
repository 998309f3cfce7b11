import { type Allocation, chargedTime, chargesIn, counts, permanentRate } from '../../domain/allocation.ts';
import type { Moment, Window } from '../../domain/moment.ts';
import { demandOf, type Direction, type PerMille } from '../../domain/rate.ts';
import { type DayKind, kindOfDay, type WorkCalendar, workSpans } from '../../domain/work-calendar.ts';
import { at, type Day, dayOf, minuteOf, nextDay } from '../../domain/zone.ts';

/** Length of one sample interval in milliseconds: 5 minutes. */
export const INTERVAL_MS = 300_000;
/** The check looks at this many complete local days before today. */
export const WINDOW_DAYS = 28;
/**
 * A day without samples is replaced by an earlier day, at most this many days back. The last normal working days are
 * also searched this far.
 */
export const REACH_DAYS = 90;

/**
 * Valid 5-minute rates of one direction on one local day, in time order. `rates[i]` (bit/s) is the mean of the interval
 * that begins at `starts[i]`.
 */
export interface DaySeries {
  readonly starts: readonly Moment[];
  readonly rates: readonly number[];
  /**
   * Starts of the intervals in which the path was out of service, in time order. These intervals count neither as
   * measured nor as missing.
   */
  readonly out?: readonly Moment[];
}

/** The measured history of one direction of a path or line. Days are read when asked for. */
export interface Evidence {
  readonly calendar: WorkCalendar;
  /** The local day of the check. It is not part of the history, since it is not complete. */
  readonly today: Day;
  /** Samples of one local day; an empty series when nothing was measured. */
  readonly of: (day: Day) => DaySeries;
}

/**
 * An addition to samples that were measured before a grant was on the router. Those samples do not contain the traffic
 * that the grant will cause.
 */
export interface Adjustment {
  /** Bit/s to add to each such sample. */
  readonly bits: number;
  /**
   * When the grant was seen on the router: only intervals that began before are adjusted. null: not yet on the router,
   * so every interval is adjusted.
   */
  readonly until: Moment | null;
}

const MINUTES_PER_DAY = 1440;

/** A choice of hours on a choice of days, for which a percentile is computed, for example working hours. */
export interface Hours {
  readonly name: 'working' | 'all' | 'band-working' | 'band-weekend' | 'band-holiday';
  /** Spans of that local day that belong to the choice; empty when the day does not. */
  spans(day: Day): readonly Window[];
}

/** The office's working hours on working days. */
export function workingHours(calendar: WorkCalendar): Hours {
  return { name: 'working', spans: (day) => workSpans(calendar, day) };
}

/** Every hour of every day. */
export function allHours(calendar: WorkCalendar): Hours {
  return {
    name: 'all',
    spans: oncePerDay((day) => [{ from: at(day, 0, calendar.zone), until: at(nextDay(day), 0, calendar.zone) }]),
  };
}

type BandKind = 'working' | 'weekend' | 'holiday';

/**
 * Returns the hours by which a temporary window is judged. A band runs every day from the window's start clock time to
 * its end clock time, or over the whole day when the end clock time is not later. There is one band for each kind of
 * day in the window: working day, weekend, holiday. Holidays are few, so a window on a holiday is judged by weekends
 * too.
 *
 *   Saturday 08:00–12:00 → one band, 08:00–12:00 of every Saturday and Sunday
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

/** Returns `spans` with its results kept by day, since many lines ask for the same days. */
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

/** Input of the adjustments for grants that are not yet in the measured history of a path. */
export interface AdjustmentBook {
  /** Allocations of all lines, ended ones too, without the hold of the request being checked. */
  readonly allocations: readonly Allocation[];
  /** Part of a line's traffic that runs on the path, in thousandths; 0 when none does. */
  shareOf(line: string): PerMille;
  /** a: part of a permanent addition that is expected to be used at the busy hour, in thousandths. */
  readonly activity: PerMille;
  /** Minutes after the end of a temporary grant in which it still counts. */
  readonly graceMinutes: number;
  readonly now: Moment;
}

/**
 * Returns the adjustments for permanent grants and live holds: a × (new rate − rate before) × share of the path, for
 * all samples older than the grant on the router. A grant that is not on the router yet adjusts all samples. A
 * reduction adjusts nothing. The first allocation of a line is its starting rate and adjusts nothing, unless a request
 * asked for it.
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
 * Returns the adjustments of a temporary request for the temporary grants and holds that overlap its window: their
 * whole addition over the line's permanent rate. Where several overlap on one line, only the largest counts.
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
