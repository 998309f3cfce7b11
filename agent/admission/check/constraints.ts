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

export type ConstraintName = 'measured' | 'guaranteed' | 'promised' | 'live';

/** One inequality with its numbers: `demand ≤ limit`, both of this bound. Equality passes. */
export interface ConstraintResult {
  readonly key: ConstraintName;
  readonly bound: string;
  readonly direction: Direction;
  readonly demand: Bps;
  readonly limit: Bps;
  readonly pass: boolean;
  /** Only where demand is censored: the link is full, so that the measured figure says nothing about what is wanted. */
  readonly saturated: boolean;
  /** The promised key's worst instant. */
  readonly instant: number | null;
}

const WHOLE = perMille(1000);

/** The expected part of an addition: a · Δ, rounded up; all of it for a temporary one. */
export function expectedOf(inputs: DecisionInputs, delta: number): Bps {
  return demandOf(inputs.window === null ? inputs.policy.activity : WHOLE, Math.max(0, delta));
}

/**
 * All keys of one bound and direction for an addition of `delta` bit/s, with `share` of the path's demand on that
 * bound.
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
 * Idle guarantees after the grant: the asking line's own grows with Δ and shrinks by what is expected to be used of it.
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
 * Σ dedicated + Σ shared ÷ k + what counts in full, after the grant; the line that asks counts with what it then has,
 * once.
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

/** What is promised at an instant, with the parts of one more line. */
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

/** A permanent shared addition has no limit-at, so it adds nothing where shared lines count by their limit-at only. */
function onTop({ service, window }: DecisionInputs, { formula }: CommittedInstant, delta: number): CommitmentParts {
  const isShared = window === null && service === 'shared';
  return { dedicated: 0, shared: isShared && formula === 'permanent' ? delta : 0, full: isShared ? 0 : delta };
}
