import type { Policy } from '../../domain/policy.ts';
import { type Bps, bps, demandOf, dividedBy, mbps, perMille, type PerMille, type Rate } from '../../domain/rate.ts';
import { type Day, nextDay } from '../../domain/zone.ts';
import { foretell } from './back-test.ts';
import { capacityAhead, type Forecast, type ForecastInputs } from './forecast.ts';
import type { ConstraintResult } from '../check/constraints.ts';

/** Capacity is contracted in steps of 10 Mbps. */
const STEP = mbps(10);

/** A permanent request that was postponed for lack of capacity, as it would load one uplink. */
export interface Postponed {
  readonly service: 'shared' | 'dedicated';
  /** Wanted rate − permanent rate of the line now. */
  readonly addition: Rate;
  /** Part of the line's traffic on the uplink, in thousandths. */
  readonly share: PerMille;
}

/**
 * What all postponed requests together would add to the demand of each constraint, on one uplink and direction, bit/s.
 */
export interface PostponedDemand {
  readonly measured: Bps;
  readonly guaranteed: Bps;
  readonly promised: Bps;
}

/**
 * Sums the additions of postponed requests for each constraint: measured a·Δ; guaranteed a·Δ for shared and all of Δ
 * for dedicated lines; promised Δ/k for shared and all of Δ for dedicated lines.
 */
export function postponedDemand(
  postponed: readonly Postponed[],
  direction: keyof Rate,
  policy: Policy,
): PostponedDemand {
  const sum = (service: Postponed['service']): number =>
    postponed
      .filter((w) => w.service === service)
      .reduce((total, w) => total + demandOf(w.share, Math.max(0, w.addition[direction])), 0);
  const [shared, dedicated] = [sum('shared'), sum('dedicated')];
  return {
    measured: demandOf(policy.activity, shared + dedicated),
    guaranteed: bps(demandOf(policy.activity, shared) + dedicated),
    promised: bps(dividedBy(policy.sharing, shared) + dedicated),
  };
}

/**
 * Returns the capacity in bit/s with which every constraint but `live` holds, not rounded to purchase steps.
 * @param constraints results of today with nothing requested (Δ = 0).
 * @param risen growth of the 95th percentile from today to the day in question, bit/s; a negative value counts as 0.
 */
export function contractNeeded(
  constraints: readonly ConstraintResult[],
  postponed: PostponedDemand,
  risen: number,
  policy: Policy,
): Bps {
  const grown = Math.max(0, Math.ceil(risen));
  const needs = constraints.map(({ key, demand }) => {
    if (key === 'measured') return within(policy.busyLimit, demand + postponed.measured + grown);
    if (key === 'guaranteed') return within(policy.liveLimit, demand + postponed.guaranteed + grown);
    if (key === 'promised' && policy.promised === 'enforce')
      return within(perMille(1000 - policy.reserve), demand + postponed.promised);
    return 0;
  });
  return bps(Math.max(0, ...needs));
}

/** Rounds up to what can be contracted. */
function inSteps(bits: number): Bps {
  return bps(Math.ceil(bits / STEP) * STEP);
}

/** Returns the capacity of which `demand` is the share `share`, in bit/s. */
function within(share: PerMille, demand: number): number {
  return dividedBy(perMille(Math.max(1, share)), demand);
}

/** What to buy for one uplink and direction, bit/s. */
export interface Advice {
  /**
   * Capacity needed at the end of the horizon with the expected growth and all postponed requests, in whole steps of 10
   * Mbps. `neededAtMost`: the same with the growth at the upper end of its interval.
   */
  readonly needed: Bps;
  readonly neededAtMost: Bps;
  /** Capacity contracted at the end of the horizon; contracts that end before count as renewed. */
  readonly contracted: Bps;
  /** needed − contracted in whole steps; 0: buy nothing. `addAtMost` is the same for `neededAtMost`. */
  readonly add: Bps;
  readonly addAtMost: Bps;
  /** First day on which the contracted capacity is too small for demand and postponed requests; null: none. */
  readonly by: Day | null;
  /** Part of `needed` that is due to the postponed requests alone. */
  readonly forPostponed: Bps;
  /** True when growth was left out because too little was measured for a trend. */
  readonly isWithoutGrowth: boolean;
}

/** Computes what to buy. Undefined where the uplink never had a contract, or today's constraints are unknown. */
export function adviceOf(
  inputs: ForecastInputs,
  { busy, base, margin, trend }: Forecast,
  constraints: readonly ConstraintResult[],
  postponed: readonly Postponed[],
  direction: keyof Rate,
): Advice | undefined {
  const { policy, horizon, evidence } = inputs;
  const capacities = capacityAhead(inputs);
  if (constraints.length === 0 || (capacities.at(-1) ?? null) === null) return undefined;
  const contracted = (ahead: number): number => capacities[ahead] ?? 0;
  const more = postponedDemand(postponed, direction, policy);
  const origin = 'kind' in trend || base === null || margin === null ? undefined : { base, trend };
  const rise = (ahead: number, level: 'middle' | 'high'): number =>
    origin === undefined ? 0 : foretell(origin, ahead, margin ?? 0)[level] - (busy ?? base ?? 0);
  const needed = inSteps(contractNeeded(constraints, more, rise(horizon, 'middle'), policy));
  const neededAtMost = bps(Math.max(needed, inSteps(contractNeeded(constraints, more, rise(horizon, 'high'), policy))));
  const without = inSteps(
    contractNeeded(constraints, postponedDemand([], direction, policy), rise(horizon, 'middle'), policy),
  );
  const ahead = capacities.findIndex(
    (_, n) => contractNeeded(constraints, more, rise(n, 'middle'), policy) > contracted(n),
  );
  return {
    needed,
    neededAtMost,
    contracted: bps(contracted(horizon)),
    add: inSteps(Math.max(0, needed - contracted(horizon))),
    addAtMost: inSteps(Math.max(0, neededAtMost - contracted(horizon))),
    by: ahead < 0 ? null : nextDay(evidence.today, ahead),
    forPostponed: bps(Math.max(0, needed - without)),
    isWithoutGrowth: origin === undefined,
  };
}
