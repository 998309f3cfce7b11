import {
  type Adjustment,
  type DaySeries,
  type Evidence,
  type Hours,
  INTERVAL_MS,
  REACH_DAYS,
  WINDOW_DAYS,
} from './evidence.ts';
import type { Moment, Window } from '../../domain/moment.ts';
import { kindOfDay } from '../../domain/work-calendar.ts';
import { type Day, nextDay } from '../../domain/zone.ts';

/** Samples of the chosen hours of one local day: adjusted 5-minute rates in bit/s, and how many there should be. */
export interface DaySamples {
  readonly day: Day;
  readonly values: readonly number[];
  readonly expected: number;
}

/** Returns the `count` local days before `today`, newest first. Today is not among them. */
export function windowDays(today: Day, count = WINDOW_DAYS): readonly Day[] {
  return Array.from({ length: count }, (_, back) => nextDay(today, -1 - back));
}

/**
 * Returns the adjusted rates of the chosen hours of one day. Nothing is expected before the first sample ever measured,
 * nor in intervals out of service.
 */
export function daySamples(evidence: Evidence, hours: Hours, adjustments: readonly Adjustment[], day: Day): DaySamples {
  const asked = hours.spans(day);
  if (asked.length === 0) return { day, values: [], expected: 0 };
  const spans = sinceFirst(evidence, asked);
  const intervals = spans.reduce((sum, s) => sum + Math.round((s.until - s.from) / INTERVAL_MS), 0);
  if (intervals === 0) return { day, values: [], expected: 0 };
  const series = evidence.of(day);
  return { day, values: ratesIn(series, spans, adjustments), expected: intervals - outIn(series, spans) };
}

function outIn({ out = [] }: DaySeries, spans: readonly Window[]): number {
  return out.length === 0
    ? 0
    : spans.reduce((sum, { from, until }) => sum + placeOf(out, until) - placeOf(out, from), 0);
}

/**
 * Returns the rates of the intervals that begin inside the spans, in time order. Each rate is raised by the adjustments
 * that apply to its interval.
 */
export function ratesIn(
  { starts, rates }: DaySeries,
  spans: readonly Window[],
  adjustments: readonly Adjustment[],
): readonly number[] {
  const { always, dated } = adjustmentsOfDay(adjustments, starts);
  const parts = spans.map(({ from, until }) => {
    const first = placeOf(starts, from);
    const part = rates.slice(first, placeOf(starts, until));
    if (always === 0 && dated.length === 0) return part;
    return part.map((rate, i) => rate + always + adjustmentAt(starts[first + i] ?? from, dated));
  });
  return parts.length === 1 ? (parts[0] ?? []) : parts.flat();
}

/** Collects the rates of several days for a percentile. Shorter lists are filled with zeros up to `length`. */
export function ratesOfDays(days: readonly DaySamples[], length = 0): Float64Array {
  const valid = days.reduce((sum, d) => sum + d.values.length, 0);
  const values = new Float64Array(Math.max(valid, length));
  let place = 0;
  for (const day of days) {
    values.set(day.values, place);
    place += day.values.length;
  }
  return values;
}

/** Returns how many samples these days should have. */
export function expectedOn(days: readonly DaySamples[]): number {
  return days.reduce((sum, d) => sum + d.expected, 0);
}

/** Returns the samples of one day for hours and adjustments fixed before. */
export type DaySamplesOf = (day: Day) => DaySamples;

/** Returns `daySamples` as a function of the day that computes each day only once. */
export function memoisedDaySamples(evidence: Evidence, hours: Hours, adjustments: readonly Adjustment[]): DaySamplesOf {
  const known = new Map<Day, DaySamples>();
  return (day) => {
    let samples = known.get(day);
    if (samples === undefined) known.set(day, (samples = daySamples(evidence, hours, adjustments, day)));
    return samples;
  };
}

/** Returns the index of the first interval that begins at `from` or later. */
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

/**
 * Splits the adjustments for one day: bit/s that apply to every interval, and adjustments that end during the day.
 * Adjustments that ended before the day are dropped.
 */
function adjustmentsOfDay(
  adjustments: readonly Adjustment[],
  starts: readonly Moment[],
): { readonly always: number; readonly dated: readonly Adjustment[] } {
  const first = starts[0] ?? 0;
  const last = starts.at(-1) ?? 0;
  let always = 0;
  const dated: Adjustment[] = [];
  for (const adjustment of adjustments) {
    if (adjustment.until === null || adjustment.until > last) always += adjustment.bits;
    else if (adjustment.until > first) dated.push(adjustment);
  }
  return { always, dated };
}

/** First sample by history and day of the check, since many figures share one history. */
const firsts = new WeakMap<Evidence['of'], Map<Day, { readonly start: Moment | undefined }>>();

/**
 * Cuts off what lies before the first sample of the last REACH_DAYS days: nothing is missing there, because nobody
 * measured. Without any sample the spans stay as they are.
 */
function sinceFirst(evidence: Evidence, spans: readonly Window[]): readonly Window[] {
  let known = firsts.get(evidence.of);
  if (known === undefined) firsts.set(evidence.of, (known = new Map<Day, { readonly start: Moment | undefined }>()));
  let first = known.get(evidence.today);
  if (first === undefined) known.set(evidence.today, (first = { start: firstStart(evidence) }));
  const { start } = first;
  if (start === undefined || spans.every((s) => s.from >= start)) return spans;
  return spans.filter((s) => s.until > start).map((s) => (s.from >= start ? s : { from: start, until: s.until }));
}

function firstStart(evidence: Evidence): Moment | undefined {
  for (let day = nextDay(evidence.today, -REACH_DAYS); day < evidence.today; day = nextDay(day)) {
    const start = evidence.of(day).starts[0];
    if (start !== undefined) return start;
  }
  return undefined;
}

function adjustmentAt(start: number, adjustments: readonly Adjustment[]): number {
  let sum = 0;
  for (const adjustment of adjustments)
    if (adjustment.until === null || start < adjustment.until) sum += adjustment.bits;
  return sum;
}

/**
 * Returns the samples of the WINDOW_DAYS days before today that have chosen hours. A lost day (no valid sample in those
 * hours) is replaced by the nearest earlier day of the same kind (normal, Ramadan, weekend or holiday); each day
 * replaces at most once. A lost day without replacement stays and its samples are missing. `lost` counts lost days,
 * replaced or not.
 */
export function chosenDays(
  evidence: Evidence,
  hours: Hours,
  adjustments: readonly Adjustment[],
  samplesOf: DaySamplesOf = memoisedDaySamples(evidence, hours, adjustments),
): { days: readonly DaySamples[]; lost: number } {
  const days = windowDays(evidence.today)
    .map(samplesOf)
    .filter((d) => d.expected > 0);
  const used = new Set(days.filter((d) => d.values.length > 0).map((d) => d.day));
  let lost = 0;
  const filled = days.map((d) => {
    if (d.values.length > 0) return d;
    lost += 1;
    const standIn = likeDay(evidence, samplesOf, d.day, used);
    if (standIn === undefined) return d;
    used.add(standIn.day);
    return standIn;
  });
  return { days: filled, lost };
}

function likeDay(
  evidence: Evidence,
  samplesOf: DaySamplesOf,
  lost: Day,
  used: ReadonlySet<Day>,
): DaySamples | undefined {
  const kind = kindOfDay(evidence.calendar, lost);
  const oldest = nextDay(evidence.today, -REACH_DAYS);
  for (let day = nextDay(lost, -1); day >= oldest; day = nextDay(day, -1)) {
    if (used.has(day) || kindOfDay(evidence.calendar, day) !== kind) continue;
    const found = samplesOf(day);
    if (found.values.length > 0) return found;
  }
  return undefined;
}

/**
 * Returns the last `count` normal working days that have samples, newest first, at most REACH_DAYS back. Days of
 * Ramadan, weekends and holidays are left out, because less is used on them.
 */
export function lastNormalDays(evidence: Evidence, working: DaySamplesOf, count: number): readonly DaySamples[] {
  const found: DaySamples[] = [];
  const oldest = nextDay(evidence.today, -REACH_DAYS);
  for (let day = nextDay(evidence.today, -1); day >= oldest && found.length < count; day = nextDay(day, -1)) {
    if (kindOfDay(evidence.calendar, day) !== 'normal') continue;
    const samples = working(day);
    if (samples.values.length > 0) found.push(samples);
  }
  return found;
}
