import type { Moment, Window } from '../../domain/moment.ts';
import { type DayKind, kindOfDay, type WorkCalendar, workSpans } from '../../domain/work-calendar.ts';
import { at, type Day, dayOf, minuteOf, nextDay } from '../../domain/zone.ts';

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
