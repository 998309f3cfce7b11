import { bandsOf, type Hours, workingHours } from '../admission/check/hours.ts';
import type { Window } from '../domain/moment.ts';
import type { WorkCalendar } from '../domain/work-calendar.ts';
import { minuteOf } from '../domain/zone.ts';

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
