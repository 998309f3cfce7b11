import type { Coverage } from './coverage.ts';
import { type QueueHours, shownHours, WEEK_DAYS } from './queue-extras.ts';

/** A part of the week, in seconds since Sunday 00:00 by the router's clock: from `from` to before `until`. */
type Span = readonly [from: number, until: number];

const DAY_SECONDS = 86_400;
const WEEK: readonly Span[] = [[0, WEEK_DAYS.length * DAY_SECONDS]];

/**
 * Returns how much of the time of a later queue an earlier one is in force. `later` undefined: always. Hours over
 * midnight can mean the night that follows a named day or the two ends of that day; the answer is `all` or `none` only
 * if it is so in both readings.
 */
export function hoursCoverage(earlier: QueueHours, later: QueueHours | undefined): Coverage {
  if (later !== undefined && shownHours(earlier) === shownHours(later)) return 'all';
  if (hoursTogether([earlier], later)) return 'all';
  return meets(most(earlier), later === undefined ? WEEK : most(later)) ? 'part' : 'none';
}

/** Returns whether at every moment of the later queue's time one of the earlier ones is in force. */
export function hoursTogether(earlier: readonly QueueHours[], later: QueueHours | undefined): boolean {
  const surely = joined(earlier.flatMap(least));
  return (later === undefined ? WEEK : most(later)).every(([from, until]) =>
    surely.some((span) => span[0] <= from && until <= span[1]),
  );
}

/** Returns the seconds of the week, from Sunday 00:00, at which one of these hours may begin or end. */
export function hoursEdges(all: readonly QueueHours[]): readonly number[] {
  const [, end] = WEEK[0] ?? [0, 0];
  return [...new Set([0, ...all.flatMap((hours) => most(hours).flat())])].filter((edge) => edge < end);
}

/** Returns whether a queue is in force at a second of the week: in both readings of its hours, in one, or in none. */
export function inForceAt(hours: QueueHours, second: number): 'yes' | 'maybe' | 'no' {
  const holds = (spans: readonly Span[]): boolean => spans.some(([from, until]) => from <= second && second < until);
  if (holds(joined(least(hours)))) return 'yes';
  return holds(most(hours)) ? 'maybe' : 'no';
}

/** When the queue is in force in both readings. */
function least(hours: QueueHours): readonly Span[] {
  if (hours.from === hours.until) return [];
  const sameDay = ofDay(hours);
  return ofNight(hours).flatMap((a) => sameDay.flatMap((b) => overlap(a, b)));
}

/** When the queue is in force in one of the readings. */
function most(hours: QueueHours): readonly Span[] {
  return joined([...ofDay(hours), ...ofNight(hours)]);
}

/** The reading in which the named day holds both ends: `17h-8h,mon` is Monday before 8 and after 17. */
function ofDay({ from, until, days }: QueueHours): readonly Span[] {
  return joined(
    days.flatMap((day) => {
      const start = WEEK_DAYS.indexOf(day) * DAY_SECONDS;
      if (from < until) return [[start + from, start + until] as const];
      return [[start, start + until] as const, [start + from, start + DAY_SECONDS] as const];
    }),
  );
}

/** The reading in which the named day is the one on which it begins: `17h-8h,mon` ends on Tuesday at 8. */
function ofNight({ from, until, days }: QueueHours): readonly Span[] {
  const [, end] = WEEK[0] ?? [0, 0];
  return joined(
    days.flatMap((day) => {
      const start = WEEK_DAYS.indexOf(day) * DAY_SECONDS + from;
      const stop = start + (from < until ? until - from : DAY_SECONDS + until - from);
      return stop <= end ? [[start, stop] as const] : [[start, end] as const, [0, stop - end] as const];
    }),
  );
}

function joined(spans: readonly Span[]): readonly Span[] {
  const whole: Span[] = [];
  for (const [from, until] of spans.filter((s) => s[0] < s[1]).toSorted((a, b) => a[0] - b[0])) {
    const last = whole.at(-1);
    if (last !== undefined && from <= last[1]) whole[whole.length - 1] = [last[0], Math.max(last[1], until)];
    else whole.push([from, until]);
  }
  return whole;
}

function overlap(a: Span, b: Span): readonly Span[] {
  const [from, until] = [Math.max(a[0], b[0]), Math.min(a[1], b[1])];
  return from < until ? [[from, until]] : [];
}

function meets(a: readonly Span[], b: readonly Span[]): boolean {
  return a.some((one) => b.some((other) => overlap(one, other).length > 0));
}
