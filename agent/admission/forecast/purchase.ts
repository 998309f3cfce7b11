import type { Policy } from '../../domain/policy.ts';
import { type Bps, bps, demandOf, dividedBy, mbps, perMille, type PerMille, type Rate } from '../../domain/rate.ts';
import { type Day, nextDay } from '../../domain/zone.ts';
import { foretell } from './back-test.ts';
import { capacityAhead, type Forecast, type ForecastInputs } from './forecast.ts';
import type { ConstraintResult } from '../check/constraints.ts';

/** Contracts are bought in whole steps. */
const STEP = mbps(10);

/** A postponed wish for good, as it would charge one uplink. */
export interface Postponed {
  readonly service: 'shared' | 'dedicated';
  /** What it adds to what the line has. */
  readonly addition: Rate;
  /** Part of the line's traffic on the uplink. */
  readonly share: PerMille;
}

/** What the postponed wishes together would add to the demand of each key, bit/s on one uplink and direction. */
export interface PostponedDemand {
  readonly measured: Bps;
  readonly guaranteed: Bps;
  readonly promised: Bps;
}

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
 * Bit/s that must be contracted so that every key but Live holds, to the bit. `keys` are those of today with nothing
 * asked; `risen` is what the busy figure will have grown by beyond them, growth included (negative counts as none).
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

/** Rounded up to what can be bought. */
function inSteps(bits: number): Bps {
  return bps(Math.ceil(bits / STEP) * STEP);
}

/** The capacity of which `demand` is the share allowed. */
function within(share: PerMille, demand: number): number {
  return dividedBy(perMille(Math.max(1, share)), demand);
}

/** What to buy for one uplink and direction. */
export interface Advice {
  /**
   * Bit/s, in whole steps of 10 Mbps, that must be contracted at the end of the horizon, postponed wishes included, and
   * the same were growth as steep as it may be.
   */
  readonly needed: Bps;
  readonly neededAtMost: Bps;
  /** Bit/s contracted at the end of the horizon, what ends before taken as renewed. */
  readonly contracted: Bps;
  /** What is missing of it, in whole steps; 0: nothing to buy. */
  readonly add: Bps;
  readonly addAtMost: Bps;
  /** The first day on which what is contracted no longer holds for demand and postponed wishes; null: it holds. */
  readonly by: Day | null;
  /** Part of `needed` that only the postponed wishes ask for. */
  readonly forPostponed: Bps;
  /** Whether growth could not be counted, since too little was measured. */
  readonly isWithoutGrowth: boolean;
}

/** Purchase advice; undefined where there was never a contract or today's keys are not known. */
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
