import { type Bps, bps } from '../../domain/rate.ts';
import { P95 } from './busy-p95.ts';
import { chosenDays } from './chosen-days.ts';
import { expectedOn, ratesOfDays } from './day-samples.ts';
import type { Evidence, Adjustment } from './evidence.ts';
import type { Hours } from './hours.ts';
import { percentile } from './percentile.ts';

/**
 * A line's own p95 over the hours asked, raised by its own grants. Here missing samples count as 0: what is measured
 * too low makes its idle guarantee larger, which is the safe side. A line without any sample has 0.
 */
export function lowerP95(evidence: Evidence, bands: readonly Hours[], raises: readonly Adjustment[]): Bps {
  const figures = bands.map((hours) => {
    const { days } = chosenDays(evidence, hours, raises);
    const expected = expectedOn(days);
    return percentile(ratesOfDays(days, expected), expected, P95).value ?? 0;
  });
  return bps(Math.ceil(Math.max(0, ...figures)));
}

/**
 * p95 of a line without a limit, over the same hours, bounded high: missing samples count as +∞, and where that has no
 * bound the largest valid sample stands. 0 for a line without any sample.
 */
export function upperP95(evidence: Evidence, bands: readonly Hours[], raises: readonly Adjustment[]): Bps {
  const figures = bands.map((hours) => {
    const { days } = chosenDays(evidence, hours, raises);
    const values = ratesOfDays(days);
    return percentile(values, expectedOn(days), P95).value ?? values.reduce((most, v) => Math.max(most, v), 0);
  });
  return bps(Math.ceil(Math.max(0, ...figures)));
}

/** The part of a guarantee that sleeps now and may wake at any moment. */
export function idleGuarantee(cir: number, own: number): Bps {
  return bps(Math.max(0, cir - own));
}
