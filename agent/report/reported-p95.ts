import { P95 } from '../admission/check/demand-figures.ts';
import { percentile } from '../admission/check/percentile.ts';

/** A p95 as it can be signed, bit/s. */
export interface ReportedP95 {
  readonly bits: number;
  /**
   * `most`: missing intervals count as the highest, as in the check. `least`: too many are missing for that, and they
   * count as nothing.
   */
  readonly bound: 'most' | 'least';
}

/** The p95 of so many expected intervals, of which these were measured; null where they say nothing. */
export function reportedP95(rates: readonly number[], expected: number): ReportedP95 | null {
  if (rates.length === 0) return null;
  const most = percentile(Float64Array.from(rates), expected, P95).value;
  if (most !== undefined) return { bits: most, bound: 'most' };
  const filled = new Float64Array(expected);
  filled.set(rates);
  const least = percentile(filled, expected, P95).value ?? 0;
  return least === 0 ? null : { bits: least, bound: 'least' };
}
