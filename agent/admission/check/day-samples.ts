import type { Moment, Window } from '../../domain/moment.ts';
import { type Day, nextDay } from '../../domain/zone.ts';
import { type Adjustment, type DaySeries, type Evidence, INTERVAL_MS, REACH_DAYS, WINDOW_DAYS } from './evidence.ts';
import { type Hours, onGrid } from './hours.ts';

/** Samples of the chosen hours of one local day. */
export interface DaySamples {
  readonly day: Day;
  /** Adjusted 5-minute rates in bit/s. */
  readonly values: readonly number[];
  /** Starts of the intervals that are not the own demand (see `DaySeries.away`). */
  readonly away: readonly Moment[];
  /** How many intervals the hours have, those away included. */
  readonly expected: number;
}

/** Returns the `count` local days before `today`, newest first. Today is not among them. */
export function windowDays(today: Day, count = WINDOW_DAYS): readonly Day[] {
  return Array.from({ length: count }, (_, back) => nextDay(today, -1 - back));
}

/**
 * Returns the adjusted rates of the chosen hours of one day: of the 5-minute intervals that begin inside them (see
 * `onGrid`). Nothing is expected before the first sample ever measured.
 */
export function daySamples(evidence: Evidence, hours: Hours, adjustments: readonly Adjustment[], day: Day): DaySamples {
  const asked = hours.spans(day);
  const spans = asked.length === 0 ? asked : sinceFirst(evidence, asked.map(onGrid));
  const expected = spans.reduce((sum, s) => sum + (s.until - s.from) / INTERVAL_MS, 0);
  if (expected === 0) return { day, values: [], away: [], expected: 0 };
  const series = evidence.of(day);
  return { day, values: ratesIn(series, spans, adjustments), away: awayIn(series, spans), expected };
}

function awayIn({ away = [] }: DaySeries, spans: readonly Window[]): readonly Moment[] {
  return away.length === 0
    ? away
    : spans.flatMap(({ from, until }) => away.slice(placeOf(away, from), placeOf(away, until)));
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

/** Returns the adjusted rate of the interval that begins at `start`. undefined: it has no valid own sample. */
export function rateAt(
  { starts, rates }: DaySeries,
  start: Moment,
  adjustments: readonly Adjustment[],
): number | undefined {
  const place = placeOf(starts, start);
  return starts[place] === start ? (rates[place] ?? 0) + adjustmentAt(start, adjustments) : undefined;
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
 * Splits the adjustments for one day: bit/s that apply to every interval, and adjustments that begin or end during the
 * day. Adjustments that do not touch the day are dropped.
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
    const { from = first, until } = adjustment;
    if ((until !== null && until <= first) || from > last) continue;
    if (from <= first && (until === null || until > last)) always += adjustment.bits;
    else dated.push(adjustment);
  }
  return { always, dated };
}

function adjustmentAt(start: Moment, adjustments: readonly Adjustment[]): number {
  let sum = 0;
  for (const { bits, from, until } of adjustments)
    if ((until === null || start < until) && (from === undefined || start >= from)) sum += bits;
  return sum;
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
