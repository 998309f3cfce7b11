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

export const P95 = perMille(950);
const NORMAL_DAYS = 20;
/** Days with at least one valid working sample without which nothing is known. */
export const LEAST_DAYS = 5;

/** One p95 with what it rests on. */
export interface Figure {
  readonly hours: Hours['name'] | 'normal-days';
  /** bit/s; null when missing samples leave it without a bound. */
  readonly bits: number | null;
  readonly valid: number;
  readonly expected: number;
  readonly lostDays: number;
}

/** B, the busy figure of one direction: the largest of its figures, or why there is none. */
export type BusyP95 =
  | { readonly kind: 'known'; readonly bits: number; readonly figures: readonly Figure[] }
  | {
      readonly kind: 'unknown';
      readonly why: 'few-days' | 'coverage' | 'no-samples';
      readonly figures: readonly Figure[];
      readonly days: number;
    };

/**
 * B of a permanent request: working hours of the window, the last normal working days, and all hours; the largest
 * counts.
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

/** B of a temporary request: the same statistic over the same kind of hours as its window. */
export function temporaryP95(evidence: Evidence, bands: readonly Hours[], adjustments: readonly Adjustment[]): BusyP95 {
  return largest(
    workingDaysKnown(evidence),
    bands.map((hours) => figure(evidence, hours, adjustments)),
  );
}

/** The same with every sample that there is `bits` higher. */
export function adjustedBy(busy: BusyP95, bits: number): BusyP95 {
  if (bits === 0) return busy;
  const figures = busy.figures.map((f) => (f.bits === null ? f : { ...f, bits: f.bits + bits }));
  return busy.kind === 'known' ? { ...busy, bits: busy.bits + bits, figures } : { ...busy, figures };
}

/**
 * A figure of which nothing could be expected, e.g. of normal days in an office that began in Ramadan, is not asked.
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

/** One past is asked for the hours of many windows. */
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
 * G: how much the busy figure grows until capacity can be bought. Theil–Sen slope over daily raised p95 against
 * calendar days (days whose p95 has no bound left out), times the lead days; never negative, rounded up.
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

/** Median of the slopes between all pairs. 0 for fewer than two points. */
export function slope(points: readonly { readonly day: number; readonly p95: number }[]): number {
  return median(points.flatMap((a, i) => points.slice(i + 1).map((b) => (b.p95 - a.p95) / (b.day - a.day))));
}

/**
 * A line's own p95 over the hours asked, raised by its own grants. Here missing samples count as 0: what is measured
 * too low makes its idle guarantee larger, which is the safe side. A line without any sample has 0.
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
 * p95 of a line without a limit, over the same hours, bounded high: missing samples count as +∞, and where that has no
 * bound the largest valid sample stands. 0 for a line without any sample.
 */
export function upperP95(evidence: Evidence, bands: readonly Hours[], adjustments: readonly Adjustment[]): Bps {
  const figures = bands.map((hours) => {
    const { days } = chosenDays(evidence, hours, adjustments);
    const values = ratesOfDays(days);
    return percentile(values, expectedOn(days), P95).value ?? values.reduce((most, v) => Math.max(most, v), 0);
  });
  return bps(Math.ceil(Math.max(0, ...figures)));
}

/** The part of a guarantee that sleeps now and may wake at any moment. */
export function idleGuarantee(cir: number, own: number): Bps {
  return bps(Math.max(0, cir - own));
}
