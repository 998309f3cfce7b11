import type { Policy } from '../../domain/policy.ts';
import {
  type Bps,
  bps,
  demandOf,
  type Direction,
  dividedBy,
  limitOf,
  perMille,
  type PerMille,
} from '../../domain/rate.ts';
import { type OwnCommitment, type CommitmentParts, withPermanent, withTemporary } from './own-commitment.ts';
import type { CommittedInstant } from './committed.ts';
import type { ConstrainedLink, DirectionInputs, DecisionInputs } from './decision-inputs.ts';

/**
 * The four constraints of the availability check. `measured`: 95th percentile plus the addition. `guaranteed`: the same
 * plus unused guarantees. `promised`: committed bandwidth. `live`: the load right now.
 */
export type ConstraintName = 'measured' | 'guaranteed' | 'promised' | 'live';

/** One constraint on one link or pool in one direction: `demand ≤ limit`, bit/s. Equal values pass. */
export interface ConstraintResult {
  /** Which constraint. */
  readonly key: ConstraintName;
  /** Id of the uplink or pool. */
  readonly bound: string;
  readonly direction: Direction;
  readonly demand: Bps;
  readonly limit: Bps;
  readonly pass: boolean;
  /**
   * Set on `measured` only: the 95th percentile reaches the saturation share of capacity. A full link hides how much is
   * wanted, so the constraint fails whatever the numbers say.
   */
  readonly saturated: boolean;
  /** Set on `promised` only: the moment with the largest committed sum (ms since 1970). */
  readonly instant: number | null;
}

const WHOLE = perMille(1000);

/**
 * Returns how much of an addition of `delta` bit/s is expected to be used: a × Δ rounded up for a permanent request,
 * all of it for a temporary one. A negative `delta` counts as 0.
 */
export function expectedOf(inputs: DecisionInputs, delta: number): Bps {
  return demandOf(inputs.window === null ? inputs.policy.activity : WHOLE, Math.max(0, delta));
}

/**
 * Computes every constraint of one link or pool in one direction, for an addition of `delta` (Δ) bit/s. Demands are
 * rounded up, limits down. Empty when the capacity or the 95th percentile is unknown.
 *
 * - measured: B + G + a·Δ ≤ u·C (B: 95th percentile, G: its growth, C: capacity)
 * - guaranteed: B + G + a·Δ + unused guarantees ≤ l·C
 * - promised: committed bandwidth after the grant ≤ (1 − r)·C
 * - live: L + a·Δ ≤ l·C (L: load now); left out when L is unknown or not asked
 *
 * @param delta addition to the line's rate in bit/s; 0 shows the present state.
 * @param share part of the path's demand on this link, in thousandths.
 */
export function judgeConstraints(
  inputs: DecisionInputs,
  link: ConstrainedLink,
  direction: Direction,
  delta: number,
  share: PerMille,
): readonly ConstraintResult[] {
  const d = inputs.directions[direction];
  if (link.capacity === null || d.busy.kind === 'unknown') return [];
  const capacity = link.capacity[direction];
  const expected = expectedOf(inputs, delta);
  const busy = d.busy.bits + d.growth + expected;
  const result = (
    key: ConstraintName,
    demand: Bps,
    limit: Bps,
    more: Partial<ConstraintResult> = {},
  ): ConstraintResult => {
    return {
      key,
      bound: link.name,
      direction,
      demand,
      limit,
      pass: demand <= limit,
      saturated: false,
      instant: null,
      ...more,
    };
  };
  const saturated = demandOf(share, d.busy.bits) >= limitOf(inputs.policy.saturation, capacity);
  const measured = result('measured', demandOf(share, busy), limitOf(inputs.policy.busyLimit, capacity));
  const results = [
    saturated ? { ...measured, pass: false, saturated } : measured,
    result(
      'guaranteed',
      demandOf(share, busy + idleAfter(d, delta, expected)),
      limitOf(inputs.policy.liveLimit, capacity),
    ),
    committedResult(inputs, link, direction, delta, result),
  ];
  if (d.live.kind === 'known')
    results.push(result('live', demandOf(share, d.live.bits + expected), limitOf(inputs.policy.liveLimit, capacity)));
  return results;
}

/**
 * Returns the unused guarantees after the grant, in bit/s. The requesting line's guarantee grows by Δ; its expected use
 * is subtracted.
 */
function idleAfter(d: DirectionInputs, delta: number, expected: number): number {
  return d.idle + (d.own === null ? 0 : Math.max(0, d.own.cir + delta - d.own.busy - expected));
}

type ResultOf = (key: ConstraintName, demand: Bps, limit: Bps, more?: Partial<ConstraintResult>) => ConstraintResult;

function committedResult(
  inputs: DecisionInputs,
  link: ConstrainedLink,
  direction: Direction,
  delta: number,
  result: ResultOf,
): ConstraintResult {
  const capacity = link.capacity?.[direction] ?? 0;
  const limit = limitOf(perMille(1000 - inputs.policy.reserve), capacity);
  const instants = inputs.directions[direction].promised[link.name] ?? [];
  const demands = instants.map((instant) => ({
    at: instant.at,
    demand: committedDemand(inputs, link, direction, instant, delta),
  }));
  const worst = demands.reduce((most, d) => (d.demand > most.demand ? d : most), { at: inputs.at, demand: bps(0) });
  return result('promised', worst.demand, limit, { instant: worst.at });
}

/**
 * Returns the committed bandwidth at one instant after the grant, in bit/s. The requesting line counts once, with what
 * it then has.
 */
function committedDemand(
  inputs: DecisionInputs,
  link: ConstrainedLink,
  direction: Direction,
  instant: CommittedInstant,
  delta: number,
): Bps {
  const parts =
    instant.own === undefined
      ? onTop(inputs, instant, delta)
      : ownParts(inputs, instant.formula, instant.own, direction, delta);
  const shareOf = (bits: number): Bps => demandOf(link.share, bits);
  const weighted = { dedicated: shareOf(parts.dedicated), shared: shareOf(parts.shared), full: shareOf(parts.full) };
  return committedSum(inputs.policy, instant, weighted);
}

/**
 * Returns the committed bandwidth at an instant plus the parts of one more line, in bit/s: dedicated + shared / k +
 * full. `sharing` is k, the contention ratio in thousandths.
 */
export function committedSum(
  { sharing }: Pick<Policy, 'sharing'>,
  instant: CommittedInstant,
  parts: CommitmentParts,
): Bps {
  return bps(
    instant.dedicated + parts.dedicated + dividedBy(sharing, instant.shared + parts.shared) + instant.full + parts.full,
  );
}

function ownParts(
  { service, window, inForce }: DecisionInputs,
  formula: CommittedInstant['formula'],
  own: OwnCommitment,
  direction: Direction,
  delta: number,
): CommitmentParts {
  const wanted = inForce[direction] + delta;
  return window === null ? withPermanent(own, service, formula, wanted) : withTemporary(own, service, wanted);
}

/**
 * Returns the parts of the addition by formula 1, which adds it to sums that include the line. A permanent shared
 * addition has no limit-at, so it adds nothing where shared lines count by their limit-at.
 */
function onTop({ service, window }: DecisionInputs, { formula }: CommittedInstant, delta: number): CommitmentParts {
  const isShared = window === null && service === 'shared';
  return { dedicated: 0, shared: isShared && formula === 'permanent' ? delta : 0, full: isShared ? 0 : delta };
}
