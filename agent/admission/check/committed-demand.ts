import type { Policy } from '../../domain/policy.ts';
import { type Bps, bps, demandOf, type Direction, dividedBy } from '../../domain/rate.ts';
import type { CommittedInstant } from './committed-instant.ts';
import type { ConstrainedLink, DecisionInputs } from './decision-inputs.ts';
import {
  type CommitmentParts,
  NO_COMMITMENT,
  type OwnCommitment,
  withPermanent,
  withTemporary,
} from './own-commitment.ts';

/**
 * Returns the committed bandwidth at one instant after the grant, in bit/s. The requesting line counts once, with what
 * it then has.
 */
export function committedDemand(
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
  return committedSum(inputs.policy, instant, throughGroups(inputs.policy, instant, weighted));
}

/**
 * Returns the committed bandwidth at an instant plus the parts of one more line, in bit/s: dedicated + shared / k +
 * full. `sharing` is k, the contention ratio in thousandths.
 */
export function committedSum(
  { sharing }: Pick<Policy, 'sharing'>,
  instant: Pick<CommittedInstant, 'dedicated' | 'shared' | 'full'>,
  parts: CommitmentParts,
): Bps {
  return bps(
    instant.dedicated + parts.dedicated + dividedBy(sharing, instant.shared + parts.shared) + instant.full + parts.full,
  );
}

/** Returns what is committed at an instant without the requesting line, in bit/s. */
export function committedWithout(policy: Pick<Policy, 'sharing'>, instant: CommittedInstant): Bps {
  return committedSum(policy, instant, throughGroups(policy, instant, NO_COMMITMENT));
}

/** Returns the parts of the requesting line, and of the lines beside it, as they arrive above its limited queues. */
function throughGroups(
  policy: Pick<Policy, 'sharing'>,
  { groups = [] }: CommittedInstant,
  own: CommitmentParts,
): CommitmentParts {
  return groups.reduce((below, group) => {
    const { limit, dedicated, shared, full } = group;
    const sum = committedSum(policy, group, below);
    if (sum > limit) return { dedicated: 0, shared: 0, full: limit };
    return { dedicated: dedicated + below.dedicated, shared: shared + below.shared, full: full + below.full };
  }, own);
}

function ownParts(
  { formula: version, service, window, inForce }: DecisionInputs,
  formula: CommittedInstant['formula'],
  own: OwnCommitment,
  direction: Direction,
  delta: number,
): CommitmentParts {
  const wanted = inForce[direction] + delta;
  const parts = window === null ? withPermanent(own, service, formula, wanted) : withTemporary(own, service, wanted);
  const isSum = service === 'shared' && formula === 'window' && (window === null || own.rate !== 0);
  if (version >= 3 || !isSum) return parts;
  // Formula 2 did not hold the sum of limit-at and temporary addition to the largest rate of the line.
  const running = window === null ? own.running : Math.max(own.running, wanted);
  return { ...parts, full: own.limitAt + Math.max(0, running - own.least) };
}

/**
 * Returns the parts of the addition by formula 1, which adds it to sums that include the line. A permanent shared
 * addition has no limit-at, so it adds nothing where shared lines count by their limit-at.
 */
function onTop({ service, window }: DecisionInputs, { formula }: CommittedInstant, delta: number): CommitmentParts {
  const isShared = window === null && service === 'shared';
  return { dedicated: 0, shared: isShared && formula === 'permanent' ? delta : 0, full: isShared ? 0 : delta };
}
