import {
  chosenDays,
  memoisedDaySamples,
  type DaySamples,
  daySamples,
  expectedOn,
  lastNormalDays,
  ratesOfDays,
  windowDays,
} from './day-samples.ts';
import { type Adjustment, allHours, type Evidence, type Hours, workingHours } from './evidence.ts';
import { median, percentile } from './percentile.ts';
import { type Bps, bps, perMille } from '../../domain/rate.ts';

/** The rank of every busy figure: the 95th percentile. */
export const P95 = perMille(950);
const NORMAL_DAYS = 20;
/** With fewer days that have a valid sample in working hours, the result is unknown. */
export const LEAST_DAYS = 5;

/** One 95th percentile over one choice of hours, and the samples that it rests on. */
export interface Figure {
  readonly hours: Hours['name'] | 'normal-days';
  /** bit/s; null when so many samples are missing that the percentile has no upper limit. */
  readonly bits: number | null;
  readonly valid: number;
  readonly expected: number;
  /** Days of the window without a valid sample, replaced or not. */
  readonly lostDays: number;
}

/**
 * B: 95th percentile of the demand in one direction, the largest of several figures, in bit/s. `unknown` says why:
 * `no-samples` (no day has a valid sample), `few-days` (fewer than LEAST_DAYS), `coverage` (too many samples missing).
 * `days`: days with a valid sample in working hours.
 */
export type BusyP95 =
  | { readonly kind: 'known'; readonly bits: number; readonly figures: readonly Figure[] }
  | {
      readonly kind: 'unknown';
      readonly why: 'few-days' | 'coverage' | 'no-samples';
      readonly figures: readonly Figure[];
      readonly days: number;
    };

/**
 * Computes B, the busy 95th percentile, of a permanent request: the largest of three: working hours of the last 28
 * days, the last 20 normal working days, and all hours of the last 28 days.
 */
export function permanentP95(evidence: Evidence, adjustments: readonly Adjustment[]): BusyP95 {
  const working = workingHours(evidence.calendar);
  const samplesOf = memoisedDaySamples(evidence, working, adjustments);
  const { days, lost } = chosenDays(evidence, working, adjustments, samplesOf);
  knownDays.set(evidence, daysKnown(days));
  return largest(daysKnown(days), [
    figureOf(working.name, days, lost),
    figureOf('normal-days', lastNormalDays(evidence, samplesOf, NORMAL_DAYS), 0),
    figure(evidence, allHours(evidence.calendar), adjustments),
  ]);
}

/**
 * Computes B, the busy 95th percentile, of a temporary request: the largest over the hours of its bands (see
 * `bandsOf`).
 */
export function temporaryP95(evidence: Evidence, bands: readonly Hours[], adjustments: readonly Adjustment[]): BusyP95 {
  return largest(
    workingDaysKnown(evidence),
    bands.map((hours) => figure(evidence, hours, adjustments)),
  );
}

/**
 * Adds `bits` (bit/s) to every figure of a 95th percentile. Same result as ranking samples that are all `bits` higher.
 */
export function adjustedBy(busy: BusyP95, bits: number): BusyP95 {
  if (bits === 0) return busy;
  const figures = busy.figures.map((f) => (f.bits === null ? f : { ...f, bits: f.bits + bits }));
  return busy.kind === 'known' ? { ...busy, bits: busy.bits + bits, figures } : { ...busy, figures };
}

/**
 * Returns the largest figure as 95th percentile, or why it is unknown. A figure that expects no samples is left out,
 * for example normal days in an office that began during Ramadan.
 */
function largest(days: number, all: readonly Figure[]): BusyP95 {
  const asked = all.filter((f) => f.expected > 0);
  const figures = asked.length > 0 ? asked : all;
  if (days < LEAST_DAYS) return { kind: 'unknown', why: days === 0 ? 'no-samples' : 'few-days', figures, days };
  const known = figures.flatMap((f) => (f.bits === null ? [] : [f.bits]));
  if (known.length < figures.length || known.length === 0) return { kind: 'unknown', why: 'coverage', figures, days };
  return { kind: 'known', bits: Math.max(...known), figures };
}

function figure(evidence: Evidence, hours: Hours, adjustments: readonly Adjustment[]): Figure {
  const { days, lost } = chosenDays(evidence, hours, adjustments);
  return figureOf(hours.name, days, lost);
}

function figureOf(hours: Figure['hours'], days: readonly DaySamples[], lostDays: number): Figure {
  const expected = expectedOn(days);
  const ranked = percentile(ratesOfDays(days), expected, P95);
  return { hours, bits: ranked.value ?? null, valid: ranked.valid, expected, lostDays };
}

/** Keeps the number of days with samples for each history, since one history is asked for many windows. */
const knownDays = new WeakMap<Evidence, number>();

function workingDaysKnown(evidence: Evidence): number {
  let known = knownDays.get(evidence);
  if (known === undefined)
    knownDays.set(evidence, (known = daysKnown(chosenDays(evidence, workingHours(evidence.calendar), []).days)));
  return known;
}

function daysKnown(days: readonly DaySamples[]): number {
  return days.filter((d) => d.values.length > 0).length;
}

/**
 * Computes G, the expected growth of the 95th percentile until capacity can be bought, in bit/s: Theil–Sen slope of the
 * daily p95 of working hours × `leadDays`, rounded up, at least 0. Days whose p95 has no upper limit are left out.
 */
export function growth(evidence: Evidence, adjustments: readonly Adjustment[], leadDays: number): Bps {
  if (leadDays === 0) return bps(0);
  const hours = workingHours(evidence.calendar);
  const points = windowDays(evidence.today).flatMap((day, back) => {
    const { values, expected } = daySamples(evidence, hours, adjustments, day);
    const p95 = expected === 0 ? undefined : percentile(new Float64Array(values), expected, P95).value;
    return p95 === undefined ? [] : [{ day: -back, p95 }];
  });
  return bps(Math.max(0, Math.ceil(slope(points) * leadDays)));
}

/**
 * Returns the Theil–Sen slope in bit/s per day: the median of the slopes of all pairs of points. 0 for fewer than two
 * points.
 */
export function slope(points: readonly { readonly day: number; readonly p95: number }[]): number {
  return median(points.flatMap((a, i) => points.slice(i + 1).map((b) => (b.p95 - a.p95) / (b.day - a.day))));
}

/**
 * Computes a line's own p95 from below, in bit/s: missing samples count as 0. A guarantee then looks less used than it
 * is, so the check keeps more room for it. 0 for a line without samples.
 */
export function lowerP95(evidence: Evidence, bands: readonly Hours[], adjustments: readonly Adjustment[]): Bps {
  const figures = bands.map((hours) => {
    const { days } = chosenDays(evidence, hours, adjustments);
    const expected = expectedOn(days);
    return percentile(ratesOfDays(days, expected), expected, P95).value ?? 0;
  });
  return bps(Math.ceil(Math.max(0, ...figures)));
}

/**
 * Computes the p95 of a line without a limit from above, in bit/s: missing samples count as +∞. Where that gives no
 * value, the largest valid sample is used. 0 for a line without samples.
 */
export function upperP95(evidence: Evidence, bands: readonly Hours[], adjustments: readonly Adjustment[]): Bps {
  const figures = bands.map((hours) => {
    const { days } = chosenDays(evidence, hours, adjustments);
    const values = ratesOfDays(days);
    return percentile(values, expectedOn(days), P95).value ?? values.reduce((most, v) => Math.max(most, v), 0);
  });
  return bps(Math.ceil(Math.max(0, ...figures)));
}

/**
 * Returns the unused part of a guarantee in bit/s: max(0, cir − own), where `own` is the line's own measured 95th
 * percentile. The line may use that part at any moment.
 */
export function idleGuarantee(cir: number, own: number): Bps {
  return bps(Math.max(0, cir - own));
}
