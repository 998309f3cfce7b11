import type { Moment } from '../../domain/moment.ts';
import type { WorkCalendar } from '../../domain/work-calendar.ts';
import type { Day } from '../../domain/zone.ts';

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
   * Starts of the intervals whose traffic is not the own demand of the link, queue or line, in time order: it was out
   * of service, another link carried its traffic, or it carried the traffic of another. They are replaced by intervals
   * of earlier days (see `figureSamples`).
   */
  readonly away?: readonly Moment[];
}

/** The measured history of one direction of a path, queue or line. Days are read when asked for. */
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
  /** Only intervals that begin at or after `from` are adjusted. Absent: from the beginning. */
  readonly from?: Moment;
  /** Only intervals that began before are adjusted. null: to the end, because the grant is not on the router yet. */
  readonly until: Moment | null;
}
