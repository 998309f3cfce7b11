import { permanentRate } from '../domain/allocation.ts';
import type { Line } from '../domain/line.ts';
import type { Moment, Window } from '../domain/moment.ts';
import type { Rate } from '../domain/rate.ts';
import type { ReadContext } from './read-context.ts';

/** What is asked of the availability check: a line's new total, for good or for a window, as seen at `from`. */
export interface CheckQuery {
  readonly line: Line;
  readonly wanted: Rate;
  readonly window: Window | null;
  /** The request whose own hold is left out; null for a question without one. */
  readonly request: number | null;
  /** The instant from which a permanent wish counts: now, or a later one when the earliest date is sought. */
  readonly from: Moment;
}

/** When the wish begins, or as seen from where its window has begun: dated facts are taken as of then. */
export function startOf({ window, from }: CheckQuery): Moment {
  return window === null || window.from < from ? from : window.from;
}

/** A line as it stands now: nothing more is asked, so that the terms tell of its path. */
export function unchangedQuery({ ledger, now }: ReadContext, line: Line): CheckQuery {
  return { line, wanted: permanentRate(ledger.allocations(), line.id), window: null, request: null, from: now };
}
