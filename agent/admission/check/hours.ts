import { DAY, type Moment, type Window } from '../../domain/moment.ts';
import { type DayKind, kindOfDay, type WorkCalendar, workSpans } from '../../domain/work-calendar.ts';
import { at, type Day, dayOf, minuteOf, nextDay } from '../../domain/zone.ts';
import { INTERVAL_MS } from './evidence.ts';

const MINUTES_PER_DAY = 1440;

/** A choice of hours on a choice of days, for which a percentile is computed, for example working hours. */
export interface Hours {
  readonly name: 'working' | 'all' | 'band-working' | 'band-weekend' | 'band-holiday';
  /** The hours as text: two choices with the same key have the same spans on every day. */
  readonly key: string;
  /** Spans of that local day that belong to the choice; empty when the day does not. */
  spans(day: Day): readonly Window[];
}

/** The office's working hours on working days. */
export function workingHours(calendar: WorkCalendar): Hours {
  return { name: 'working', key: 'working', spans: (day) => workSpans(calendar, day) };
}

/** Every hour of every day. */
export function allHours(calendar: WorkCalendar): Hours {
  return {
    name: 'all',
    key: 'all',
    spans: oncePerDay((day) => [{ from: at(day, 0, calendar.zone), until: at(nextDay(day), 0, calendar.zone) }]),
  };
}

type BandKind = 'working' | 'weekend' | 'holiday';

/** Part of every day of one kind, in minutes since midnight: from `from` up to but not including `until`. */
interface Band {
  readonly kind: BandKind;
  readonly from: number;
  readonly until: number;
}

/**
 * Returns the hours by which a temporary window is judged; the largest percentile of them counts.
 *
 * - Within one day: its clock times, on days of the same kind (working day, weekend, holiday).
 * - At most 24 hours over midnight: the part before midnight on days of the first day's kind, the part after it on days
 *   of the second day's kind.
 * - Longer: its clock times, and whole days, for each kind of day in the window.
 *
 * Holidays are few, so a window on a holiday is judged by weekends too.
 *
 *   Saturday 08:00–12:00 → 08:00–12:00 of every Saturday and Sunday
 *   Friday 20:00 – Saturday 02:00 → 20:00–24:00 of working days, 00:00–02:00 of weekends
 */
export function bandsOf(calendar: WorkCalendar, window: Window): readonly Hours[] {
  const bands = clockBands(calendar, window).flatMap((band): readonly Band[] =>
    band.kind === 'holiday' ? [band, { ...band, kind: 'weekend' }] : [band],
  );
  const unique = new Map(bands.map((band) => [keyOf(band), band]));
  return [...unique.values()].map((band) => bandHours(calendar, band));
}

function clockBands(calendar: WorkCalendar, window: Window): readonly Band[] {
  const { zone } = calendar;
  const start = minuteOf(window.from, zone);
  const end = minuteOf(window.until, zone);
  const days = daysIn(calendar, window);
  const kinds = days.map((day) => bandKind(kindOfDay(calendar, day)));
  const [first, second] = kinds;
  if (first === undefined) return [];
  if (second === undefined) return [{ kind: first, from: start, until: end === 0 ? MINUTES_PER_DAY : end }];
  if (window.until - window.from <= DAY)
    return [
      { kind: first, from: start, until: MINUTES_PER_DAY },
      { kind: second, from: 0, until: end === 0 ? MINUTES_PER_DAY : end },
    ];
  const parts =
    start < end
      ? [{ from: start, until: end }]
      : [
          { from: start, until: MINUTES_PER_DAY },
          { from: 0, until: end },
        ];
  const whole = { from: 0, until: MINUTES_PER_DAY };
  return [...new Set(kinds)].flatMap((kind) =>
    [...parts, whole].filter(({ from, until }) => from < until).map((part) => ({ kind, ...part })),
  );
}

function daysIn(calendar: WorkCalendar, window: Window): readonly Day[] {
  const days: Day[] = [];
  const last = dayOf((window.until - 1) as Moment, calendar.zone);
  for (let day = dayOf(window.from, calendar.zone); day <= last; day = nextDay(day)) days.push(day);
  return days;
}

function bandHours(calendar: WorkCalendar, band: Band): Hours {
  const spans = (day: Day): readonly Window[] => {
    if (bandKind(kindOfDay(calendar, day)) !== band.kind) return [];
    return [{ from: at(day, band.from, calendar.zone), until: at(day, band.until, calendar.zone) }];
  };
  return { name: `band-${band.kind}`, key: keyOf(band), spans: oncePerDay(spans) };
}

function keyOf({ kind, from, until }: Band): string {
  return `${kind} ${from}-${until}`;
}

function bandKind(kind: DayKind): BandKind {
  return kind === 'weekend' || kind === 'holiday' ? kind : 'working';
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

/**
 * Returns the span from the first to after the last 5-minute interval that begins inside `span`. A span shorter than
 * one interval is widened to the one interval that holds its start.
 *
 *   08:01–09:00 → 08:05–09:00
 *   08:03–08:07 → 08:00–08:05
 */
export function onGrid({ from, until }: Window): Window {
  const holds = Math.floor(from / INTERVAL_MS) * INTERVAL_MS;
  if (until - from < INTERVAL_MS) return { from: holds as Moment, until: (holds + INTERVAL_MS) as Moment };
  const first = Math.ceil(from / INTERVAL_MS) * INTERVAL_MS;
  const after = Math.ceil(until / INTERVAL_MS) * INTERVAL_MS;
  return { from: first as Moment, until: after as Moment };
}
