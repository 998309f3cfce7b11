import type { Policy } from '../../domain/policy.ts';
import { type Bps, bps, limitOf, perMille } from '../../domain/rate.ts';
import { P95 } from '../check/demand-figures.ts';
import { ratesIn, windowDays } from '../check/day-samples.ts';
import { type Evidence, workingHours } from '../check/evidence.ts';
import { percentile } from '../check/percentile.ts';

/** From this share of its limit on a line is near it. */
export const NEAR_LIMIT = perMille(900);

/** Whether the line is short of what it has: advice to the examiner, never a refusal. */
export type Need =
  | {
      readonly kind: 'proven' | 'not-proven';
      readonly p95: Bps;
      readonly allocation: Bps;
      readonly nearLimit: number;
      readonly samples: number;
    }
  | { readonly kind: 'no-data' };

/**
 * Need evidence of one direction over the working hours of the window: p95 against the allocation, and how many valid
 * samples stood at 90 % of it or more. Proven when both reach the policy's thresholds.
 */
export function needOf(evidence: Evidence, allocation: Bps, policy: Policy): Need {
  const hours = workingHours(evidence.calendar);
  const values = windowDays(evidence.today).flatMap((day) => {
    const spans = hours.spans(day);
    return spans.length === 0 ? [] : ratesIn(evidence.of(day), spans, []);
  });
  const p95 = percentile(new Float64Array(values), values.length, P95).value;
  if (p95 === undefined || allocation === 0) return { kind: 'no-data' };
  const near = limitOf(NEAR_LIMIT, allocation);
  const nearLimit = values.filter((v) => v >= near).length;
  const isBusy = p95 >= limitOf(policy.needBusy, allocation);
  const isSaturated = nearLimit * 1000 >= policy.needSaturated * values.length;
  return {
    kind: isBusy && isSaturated ? 'proven' : 'not-proven',
    p95: bps(Math.round(p95)),
    allocation,
    nearLimit,
    samples: values.length,
  };
}
