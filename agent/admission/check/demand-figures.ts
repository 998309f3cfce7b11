import { type DaySamples, daySamples, memoisedDaySamples, windowDays } from './day-samples.ts';
import type { Adjustment, Evidence } from './evidence.ts';
import { figureSamples, type FigureSamples, lastNormalDays, windowSamples } from './figure-samples.ts';
import { allHours, type Hours, workingHours } from './hours.ts';
import { median, percentile } from './percentile.ts';
import { type Bps, bps, perMille } from '../../domain/rate.ts';

/** The rank of every busy figure: the 95th percentile. */
export const P95 = perMille(950);
const NORMAL_DAYS = 20;
/** With fewer days that have a valid sample in working hours, the result is unknown. */
export const LEAST_DAYS = 5;

/** One 95th percentile over one choice of hours, and the samples that it rests on. */
export interface Figure {
  readonly hours: Hours['name'] | 'normal-days' | 'band-normal-days';
  /** bit/s; null when so many samples are missing that the percentile has no upper limit. */
  readonly bits: number | null;
  readonly valid: number;
  readonly expected: number;
  /** Days of the window without a valid sample, replaced or not. */
  readonly lostDays: number;
  /** Samples of earlier days in the place of intervals that are not the own demand. Absent: none. */
  readonly replaced?: number;
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

/** The samples of one figure. */
interface NamedSamples extends FigureSamples {
  readonly hours: Figure['hours'];
}

/** What a percentile is asked for: a permanent rate, or the bands of a temporary window (see `bandsOf`). */
export type AskedHours = 'permanent' | readonly Hours[];

/**
 * Returns the samples of each figure. Permanent: working hours of the last 28 days, of the last 20 normal working days,
 * and all hours of the last 28 days. Temporary: each band over the last 28 days; a band of working days also over the
 * last 20 normal working days. A figure that expects no samples is left out where another one stands for it: the last
 * normal days for the window's, and weekends for holidays. Without one it stays, and has no bound.
 */
function figuresFor(
  evidence: Evidence,
  asked: AskedHours,
  adjustments: readonly Adjustment[],
): readonly NamedSamples[] {
  const { calendar } = evidence;
  const all =
    asked === 'permanent'
      ? [
          ...samplesOver(evidence, workingHours(calendar), adjustments, 'normal-days'),
          ...samplesOver(evidence, allHours(calendar), adjustments),
        ]
      : asked.flatMap((hours) =>
          samplesOver(evidence, hours, adjustments, hours.name === 'band-working' ? 'band-normal-days' : undefined),
        );
  const expecting = all.filter(({ hours, expected }) => expected > 0 || !REPLACEABLE.has(hours));
  return expecting.length > 0 ? expecting : all;
}

const REPLACEABLE: ReadonlySet<Figure['hours']> = new Set(['normal-days', 'band-normal-days', 'band-holiday']);

/** @param normal name of the figure over the last 20 normal working days; undefined: it is not asked. */
function samplesOver(
  evidence: Evidence,
  hours: Hours,
  adjustments: readonly Adjustment[],
  normal?: 'normal-days' | 'band-normal-days',
): readonly NamedSamples[] {
  const samplesOf = memoisedDaySamples(evidence, hours, adjustments);
  const chosen = windowSamples(evidence, samplesOf);
  if (hours.name === 'working') knownDays.set(evidence, daysKnown(chosen.days));
  const found = { hours: hours.name, ...figureSamples(evidence, adjustments, chosen) };
  if (normal === undefined) return [found];
  const days = lastNormalDays(evidence, samplesOf, NORMAL_DAYS);
  return [found, { hours: normal, ...figureSamples(evidence, adjustments, days) }];
}

/**
 * Computes B, the busy 95th percentile, in bit/s: the largest of the figures of the hours asked. Missing samples count
 * as +∞.
 */
export function busyP95(evidence: Evidence, asked: AskedHours, adjustments: readonly Adjustment[]): BusyP95 {
  const figures = figuresFor(evidence, asked, adjustments).map(figureOf);
  const days = workingDaysKnown(evidence);
  if (days < LEAST_DAYS) return { kind: 'unknown', why: days === 0 ? 'no-samples' : 'few-days', figures, days };
  const known = figures.flatMap((f) => (f.bits === null ? [] : [f.bits]));
  if (known.length < figures.length || known.length === 0) return { kind: 'unknown', why: 'coverage', figures, days };
  return { kind: 'known', bits: Math.max(...known), figures };
}

function figureOf({ hours, values, expected, lostDays, replaced }: NamedSamples): Figure {
  const ranked = percentile(values, expected, P95);
  const figure = { hours, bits: ranked.value ?? null, valid: ranked.valid, expected, lostDays };
  return replaced === 0 ? figure : { ...figure, replaced };
}

/**
 * Adds `bits` (bit/s) to every figure of a 95th percentile. Same result as ranking samples that are all `bits` higher.
 */
export function adjustedBy(busy: BusyP95, bits: number): BusyP95 {
  if (bits === 0) return busy;
  const figures = busy.figures.map((f) => (f.bits === null ? f : { ...f, bits: f.bits + bits }));
  return busy.kind === 'known' ? { ...busy, bits: busy.bits + bits, figures } : { ...busy, figures };
}

/** Keeps the number of days with samples for each history, since one history is asked for many windows. */
const knownDays = new WeakMap<Evidence, number>();

function workingDaysKnown(evidence: Evidence): number {
  let known = knownDays.get(evidence);
  if (known === undefined) {
    const working = memoisedDaySamples(evidence, workingHours(evidence.calendar), []);
    knownDays.set(evidence, (known = daysKnown(windowSamples(evidence, working).days)));
  }
  return known;
}

function daysKnown(days: readonly DaySamples[]): number {
  return days.filter((d) => d.values.length > 0).length;
}

/**
 * Computes G, the expected growth of the 95th percentile until capacity can be bought, in bit/s: Theil–Sen slope of the
 * daily p95 of working hours × `leadDays`, rounded up, at least 0. Days whose p95 has no upper limit are left out, and
 * intervals that are not the own demand.
 */
export function growth(evidence: Evidence, adjustments: readonly Adjustment[], leadDays: number): Bps {
  if (leadDays === 0) return bps(0);
  const hours = workingHours(evidence.calendar);
  const points = windowDays(evidence.today).flatMap((day, back) => {
    const { values, expected, away } = daySamples(evidence, hours, adjustments, day);
    const own = expected - away.length;
    const p95 = own === 0 ? undefined : percentile(new Float64Array(values), own, P95).value;
    return p95 === undefined ? [] : [{ day: -back, p95 }];
  });
  return bps(Math.max(0, growthBy(points, leadDays)));
}

/** The Theil–Sen slope × days, up to whole bit/s. In whole numbers, so that no rounding of a fraction adds a bit. */
function growthBy(points: readonly { readonly day: number; readonly p95: number }[], days: number): number {
  const slopes = points
    .flatMap((a, i) => points.slice(i + 1).map((b) => asFraction(b.p95 - a.p95, b.day - a.day)))
    .toSorted((a, b) => Number(a.rise * b.run - b.rise * a.run));
  const high = slopes[slopes.length >> 1];
  const low = slopes.length % 2 === 0 ? slopes[(slopes.length >> 1) - 1] : high;
  if (high === undefined || low === undefined) return 0;
  const rise = (high.rise * low.run + low.rise * high.run) * BigInt(days);
  const run = 2n * high.run * low.run;
  const whole = rise / run;
  return Number(whole * run < rise ? whole + 1n : whole);
}

/** A slope with a run above 0. */
function asFraction(rise: number, run: number): { readonly rise: bigint; readonly run: bigint } {
  const sign = run < 0 ? -1 : 1;
  return { rise: BigInt(Math.ceil(rise * sign)), run: BigInt(run * sign) };
}

/**
 * Returns the Theil–Sen slope in bit/s per day: the median of the slopes of all pairs of points. 0 for fewer than two
 * points.
 */
export function slope(points: readonly { readonly day: number; readonly p95: number }[]): number {
  return median(points.flatMap((a, i) => points.slice(i + 1).map((b) => (b.p95 - a.p95) / (b.day - a.day))));
}

/**
 * Computes a line's own p95 from below, in bit/s: the same figures as B, but missing samples count as 0. A guarantee
 * then looks less used than it is, so the check keeps more room for it. 0 for a line without samples.
 */
export function lowerP95(evidence: Evidence, asked: AskedHours, adjustments: readonly Adjustment[]): Bps {
  const figures = figuresFor(evidence, asked, adjustments).map(({ values, expected }) => {
    const padded = new Float64Array(Math.max(values.length, expected));
    padded.set(values);
    return percentile(padded, expected, P95).value ?? 0;
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
