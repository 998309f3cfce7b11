import { after, DAY, type Moment, moment, span, type Window } from '../../domain/moment.ts';
import { startOfFiveMinutes } from '../../domain/counters/rollup.ts';
import { kindOfDay, type WorkCalendar, workSpans } from '../../domain/work-calendar.ts';
import { dayOf, nextDay } from '../../domain/zone.ts';
import { LEAST_DAYS } from '../check/demand-figures.ts';
import { REACH_DAYS } from '../check/evidence.ts';

/**
 * The time over which a permanent grant is looked at: so many days from when it was applied, and longer until five
 * normal working days after that day are over, so that Ramadan and holidays alone say nothing. It ends with a whole
 * interval: whoever looks later sees the same. Undefined where the calendar has no such five days in reach.
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
