import { bandsOf, type Hours } from '../admission/check/hours.ts';
import type { ReadContext } from './read-context.ts';
import { permanentRate } from '../domain/allocation.ts';
import type { Line } from '../domain/line.ts';
import type { Moment, Window } from '../domain/moment.ts';
import type { Rate } from '../domain/rate.ts';
import type { WorkCalendar } from '../domain/work-calendar.ts';

/** A question to the availability check: may this line have this new total rate, permanently or in a window? */
export interface CheckQuery {
  readonly line: Line;
  /** New total rate of the line, not the addition. */
  readonly wanted: Rate;
  /** null: permanent. */
  readonly window: Window | null;
  /** Id of the request whose own hold is not counted; null when the question belongs to no request. */
  readonly request: number | null;
  /** From when the rate is wanted: now, or a later instant when the earliest possible date is searched. */
  readonly from: Moment;
}

/**
 * Returns when the wanted rate would begin: the start of the window, or `from` when the window has begun or there is
 * none. Contracts and shares are looked up at that instant.
 */
export function startOf({ window, from }: CheckQuery): Moment {
  return window === null || window.from < from ? from : window.from;
}

/** Asks for a line's present rate (Δ = 0), to learn the state of its path. */
export function unchangedQuery({ ledger, now }: ReadContext, line: Line): CheckQuery {
  return { line, wanted: permanentRate(ledger.allocations(), line.id), window: null, request: null, from: now };
}

/** The hours from which percentiles are computed for a query. */
export interface QueryHours {
  /** Bands of the window (see `bandsOf`). null: permanent query, working hours and all hours. */
  readonly bands: readonly Hours[] | null;
  /**
   * Cache key of the hours. Windows with the same clock times on the same kinds of days have the same key. Empty for a
   * permanent query.
   */
  readonly name: readonly string[];
}

/** Returns the hours for a permanent (`window` null) or a temporary query. */
export function hoursOf(calendar: WorkCalendar, window: Window | null): QueryHours {
  if (window === null) return { bands: null, name: [] };
  const bands = bandsOf(calendar, window);
  return { bands, name: bands.map((band) => band.key) };
}
