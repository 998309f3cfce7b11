import { bandsOf, type Hours, workingHours } from '../admission/check/evidence.ts';
import type { ReadContext } from './read-context.ts';
import { permanentRate } from '../domain/allocation.ts';
import type { Line } from '../domain/line.ts';
import type { Moment, Window } from '../domain/moment.ts';
import type { Rate } from '../domain/rate.ts';
import type { WorkCalendar } from '../domain/work-calendar.ts';
import { minuteOf } from '../domain/zone.ts';

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

/** The hours that a wish is judged by: working hours, or the bands of its window. */
export interface QueryHours {
  readonly bands: readonly Hours[];
  /**
   * Windows over the same clock times of the same kinds of days have one name, and share their figures; working hours
   * have none.
   */
  readonly name: readonly (string | number)[];
}

export function hoursOf(calendar: WorkCalendar, window: Window | null): QueryHours {
  if (window === null) return { bands: [workingHours(calendar)], name: [] };
  const bands = bandsOf(calendar, window);
  const { zone } = calendar;
  return {
    bands,
    name: [minuteOf(window.from, zone), minuteOf(window.until, zone), ...bands.map((band) => band.name)],
  };
}
