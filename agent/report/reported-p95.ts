import { P95 } from '../admission/check/demand-figures.ts';
import { percentile } from '../admission/check/percentile.ts';

/** A 95th percentile for a signed report, bit/s. */
export interface ReportedP95 {
  readonly bits: number;
  /**
   * `most`: missing intervals count as the highest load, as in the availability check. `least`: too many are missing
   * for that, so they count as 0 and the value is a lower bound.
   */
  readonly bound: 'most' | 'least';
}

/**
 * Returns the 95th percentile of the measured rates. null: the rates say nothing.
 * @param rates measured 5-minute rates, bit/s.
 * @param expected number of intervals that should have been measured.
 */
export function reportedP95(rates: readonly number[], expected: number): ReportedP95 | null {
  if (rates.length === 0) return null;
  const upper = percentile(Float64Array.from(rates), expected, P95).value;
  if (upper !== undefined) return { bits: upper, bound: 'most' };
  const filled = new Float64Array(expected);
  filled.set(rates);
  const lower = percentile(filled, expected, P95).value ?? 0;
  return lower === 0 ? null : { bits: lower, bound: 'least' };
}
