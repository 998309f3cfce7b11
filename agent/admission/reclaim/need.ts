import type { Policy } from '../../domain/policy.ts';
import { type Bps, bps, limitOf, perMille } from '../../domain/rate.ts';
import { P95 } from '../check/demand-figures.ts';
import { ratesIn, windowDays } from '../check/day-samples.ts';
import type { Evidence } from '../check/evidence.ts';
import { workingHours } from '../check/hours.ts';
import { percentile } from '../check/percentile.ts';

/** A sample at this share of the line's limit or above counts as near the limit. */
export const NEAR_LIMIT = perMille(900);

/** Whether measurements show that a line needs more bandwidth. Advice for the examiner; it never refuses a request. */
export type Need =
  | {
      readonly kind: 'proven' | 'not-proven';
      /** p95 of the working hours, bit/s. */
      readonly p95: Bps;
      /** Rate of the line now, bit/s. */
      readonly allocation: Bps;
      /** How many of the `samples` valid 5-minute samples were at 90 % of the allocation or more. */
      readonly nearLimit: number;
      readonly samples: number;
    }
  | { readonly kind: 'no-data' };

/**
 * Says whether one direction of a line needs more bandwidth, from the working hours of the last 28 days. `proven`: the
 * p95 reaches `policy.needBusy` of the allocation, and at least `policy.needSaturated` of the samples were near the
 * limit. `no-data`: no valid sample, or allocation 0.
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
