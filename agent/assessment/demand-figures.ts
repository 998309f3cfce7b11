import { splitAdjustments } from '../admission/check/adjustments.ts';
import type { Demand, Live } from '../admission/check/decision-inputs.ts';
import { adjustedBy, type BusyP95, busyP95, growth } from '../admission/check/demand-figures.ts';
import type { Adjustment, Evidence } from '../admission/check/evidence.ts';
import { bps } from '../domain/rate.ts';
import type { QueryHours } from './check-query.ts';
import { memoised } from './day-cache.ts';
import type { ReadContext } from './read-context.ts';

/** A measured history, and what else the demand of a link, path or queue is computed from. */
export interface DemandBasis {
  readonly evidence: Evidence;
  /** Cache key of the history: the same key means the same samples. */
  readonly key: readonly unknown[];
  readonly live: Live;
}

/** Adjustments of one link or queue in one direction. */
export interface Adjustments {
  /** For the request: permanent ones, and for a window the temporary grants of others. */
  readonly all: readonly Adjustment[];
  /** Permanent ones only. */
  readonly permanent: readonly Adjustment[];
}

/** The measured part of `Demand`. */
export type MeasuredDemand = Omit<Demand, 'idle' | 'idleOf' | 'own'>;

/** Computes the measured demand of one link, path or queue in one direction. */
export function measuredDemand(
  context: ReadContext,
  hours: QueryHours,
  { evidence, key, live }: DemandBasis,
  { all, permanent }: Adjustments,
): MeasuredDemand {
  const busy = adjustedP95(context, hours, evidence, key, all);
  const standing = all === permanent ? busy : adjustedP95(context, hours, evidence, key, permanent);
  const { always, dated } = splitAdjustments(all);
  return {
    busy,
    raised: bps(always + Math.max(0, ...dated.map(({ bits }) => bits))),
    ...(all === permanent || standing.kind === 'unknown' ? {} : { standing: standing.bits }),
    growth: growth(evidence, all, context.office.policy.leadDays),
    live,
  };
}

function adjustedP95(
  context: ReadContext,
  { bands, name }: QueryHours,
  evidence: Evidence,
  key: readonly unknown[],
  adjustments: readonly Adjustment[],
): BusyP95 {
  // An adjustment of every sample shifts each percentile by the same amount, so a new hold needs no new ranking.
  const { always, dated } = splitAdjustments(adjustments);
  const busy = memoised(context, JSON.stringify(['busy', ...key, evidence.today, name, dated]), () =>
    busyP95(evidence, bands ?? 'permanent', dated),
  );
  return adjustedBy(busy, always);
}
