import type { Moment, Window } from '../domain/moment.ts';
import { kindOfDay } from '../domain/work-calendar.ts';
import { type Day, nextDay } from '../domain/zone.ts';
import { type Evidence, INTERVAL_MS, type Raise, REACH_DAYS, WINDOW_DAYS } from './evidence.ts';
import type { Hours } from './hours.ts';

/** Raised rates of the hours asked of one day, and how many there should be. */
export interface DaySamples {
  readonly day: Day;
  readonly values: readonly number[];
  readonly expected: number;
}

/** The window of days before today, newest first. */
export function windowDays(today: Day, count = WINDOW_DAYS): readonly Day[] {
  return Array.from({ length: count }, (_, back) => nextDay(today, -1 - back));
}

/** Valid rates of the hours asked of one day, from the first sample on; each older than a raise's application is raised by it. */
export function daySamples(evidence: Evidence, hours: Hours, raises: readonly Raise[], day: Day): DaySamples {
  const spans = sinceFirst(evidence, hours.spans(day));
  const expected = spans.reduce((sum, s) => sum + Math.round((s.until - s.from) / INTERVAL_MS), 0);
  if (expected === 0) return { day, values: [], expected };
  const { starts, rates } = evidence.of(day);
  const { always, dated } = ofDay(raises, starts);
  const values: number[] = [];
  for (const { from, until } of spans) {
    for (let i = placeOf(starts, from); i < starts.length; i += 1) {
      const start = starts[i];
      const rate = rates[i];
      if (start === undefined || rate === undefined || start >= until) break;
      values.push(rate + always + raiseOf(start, dated));
    }
  }
  return { day, values, expected };
}

/** Place of the first interval that begins at `from` or later. */
function placeOf(starts: readonly Moment[], from: Moment): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? from) < from) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What raises every interval of the day alike, and the raises that end within it; those that ended before are none. */
function ofDay(raises: readonly Raise[], starts: readonly Moment[]): { readonly always: number; readonly dated: readonly Raise[] } {
  const first = starts[0] ?? 0;
  const last = starts.at(-1) ?? 0;
  let always = 0;
  const dated: Raise[] = [];
  for (const raise of raises) {
    if (raise.until === null || raise.until > last) always += raise.bits;
    else if (raise.until > first) dated.push(raise);
  }
  return { always, dated };
}

/**
 * The days asked, each lost one (no valid sample in the hours asked) replaced by the nearest earlier day of its kind, used once.
 * A lost day without a stand-in stays, and its samples count as missing.
 */
export function collectDays(evidence: Evidence, hours: Hours, raises: readonly Raise[]): { days: readonly DaySamples[]; lost: number } {
  const days = windowDays(evidence.today)
    .map((day) => daySamples(evidence, hours, raises, day))
    .filter((d) => d.expected > 0);
  const used = new Set(days.filter((d) => d.values.length > 0).map((d) => d.day));
  let lost = 0;
  const filled = days.map((d) => {
    if (d.values.length > 0) return d;
    lost += 1;
    const standIn = likeDay(evidence, hours, raises, d.day, used);
    if (standIn === undefined) return d;
    used.add(standIn.day);
    return standIn;
  });
  return { days: filled, lost };
}

function likeDay(evidence: Evidence, hours: Hours, raises: readonly Raise[], lost: Day, used: ReadonlySet<Day>): DaySamples | undefined {
  const kind = kindOfDay(evidence.calendar, lost);
  const oldest = nextDay(evidence.today, -REACH_DAYS);
  for (let day = nextDay(lost, -1); day >= oldest; day = nextDay(day, -1)) {
    if (used.has(day) || kindOfDay(evidence.calendar, day) !== kind) continue;
    const found = daySamples(evidence, hours, raises, day);
    if (found.values.length > 0) return found;
  }
  return undefined;
}

const firsts = new WeakMap<Evidence, { readonly start: Moment | undefined }>();

/** Spans without what lies before the first sample in reach: nobody measured then, so nothing is missing. As they are when there is none. */
function sinceFirst(evidence: Evidence, spans: readonly Window[]): readonly Window[] {
  let first = firsts.get(evidence);
  if (first === undefined) firsts.set(evidence, (first = { start: firstStart(evidence) }));
  const { start } = first;
  if (start === undefined) return spans;
  return spans.filter((s) => s.until > start).map((s) => (s.from >= start ? s : { from: start, until: s.until }));
}

function firstStart(evidence: Evidence): Moment | undefined {
  for (let day = nextDay(evidence.today, -REACH_DAYS); day < evidence.today; day = nextDay(day)) {
    const start = evidence.of(day).starts[0];
    if (start !== undefined) return start;
  }
  return undefined;
}

function raiseOf(start: number, raises: readonly Raise[]): number {
  let sum = 0;
  for (const raise of raises) if (raise.until === null || start < raise.until) sum += raise.bits;
  return sum;
}
