import { after, DAY, type Moment, moment, span, type Window } from '../../domain/moment.ts';
import { startOfFiveMinutes } from '../../domain/counters/rollup.ts';
import { kindOfDay, type WorkCalendar, workSpans } from '../../domain/work-calendar.ts';
import { dayOf, nextDay } from '../../domain/zone.ts';
import { LEAST_DAYS } from '../check/demand-figures.ts';
import { REACH_DAYS } from '../check/evidence.ts';

/**
 * Returns the window in which the use of a permanent grant is measured: `days` days from `applied`, or longer until
 * five normal working days are over, so that not only Ramadan and holidays are measured. It ends at a 5-minute
 * boundary. Undefined when the calendar has no five normal working days within 90 days.
 * @param applied when the grant was seen on the router.
 */
export function reviewWindow(calendar: WorkCalendar, applied: Moment, days: number): Window | undefined {
  const normal = endOfNormalDays(calendar, applied);
  if (normal === undefined) return undefined;
  const end = Math.max(after(applied, span(days * DAY)), normal);
  return { from: applied, until: startOfFiveMinutes(moment(end)) };
}

function endOfNormalDays(calendar: WorkCalendar, applied: Moment): Moment | undefined {
  const first = nextDay(dayOf(applied, calendar.zone));
  const last = nextDay(first, REACH_DAYS);
  let count = 0;
  for (let day = first; day < last; day = nextDay(day)) {
    if (kindOfDay(calendar, day) === 'normal') count += 1;
    if (count === LEAST_DAYS) return workSpans(calendar, day).at(-1)?.until;
  }
  return undefined;
}
