import type { Moment } from '../../domain/moment.ts';
import type { WorkCalendar } from '../../domain/work-calendar.ts';
import type { Day } from '../../domain/zone.ts';

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
