import { type Bps, bps } from '../../domain/rate.ts';
import { P95 } from './busy-p95.ts';
import { daySamples, windowDays } from './day-samples.ts';
import type { Evidence, Adjustment } from './evidence.ts';
import { workingHours } from './hours.ts';
import { median } from './median.ts';
import { percentile } from './percentile.ts';

/**
 * G: how much the busy figure grows until capacity can be bought. Theil–Sen slope over daily raised p95 against
 * calendar days (days whose p95 has no bound left out), times the lead days; never negative, rounded up.
 */
export function growth(evidence: Evidence, raises: readonly Adjustment[], leadDays: number): Bps {
  if (leadDays === 0) return bps(0);
  const hours = workingHours(evidence.calendar);
  const points = windowDays(evidence.today).flatMap((day, back) => {
    const { values, expected } = daySamples(evidence, hours, raises, day);
    const p95 = expected === 0 ? undefined : percentile(new Float64Array(values), expected, P95).value;
    return p95 === undefined ? [] : [{ day: -back, p95 }];
  });
  return bps(Math.max(0, Math.ceil(slope(points) * leadDays)));
}

/** Median of the slopes between all pairs. 0 for fewer than two points. */
export function slope(points: readonly { readonly day: number; readonly p95: number }[]): number {
  return median(points.flatMap((a, i) => points.slice(i + 1).map((b) => (b.p95 - a.p95) / (b.day - a.day))));
}
