import type { Moment } from '../../domain/moment.ts';
import { demandOf, type Direction, dividedBy, perMille, plus, type Rate, rate } from '../../domain/rate.ts';
import { askedDirections, decide } from './decision.ts';
import { type ConstraintResult, demandOn, isMember, judgeConstraints } from './constraints.ts';
import type { ConstrainedLink, DecisionInputs } from './decision-inputs.ts';

/** Upper limit of the search: 50 Gbps at 5 Mbps a step. */
const MOST_STEPS = 10_000;

/**
 * Returns the largest addition in bit/s, in whole steps of `policy.offerStep`, that passes the constraints in one
 * direction. `live` is not asked, and `promised` only when the policy enforces it. 0 when nothing fits, or when the
 * 95th percentile or a capacity is unknown.
 */
export function largestAddition(inputs: DecisionInputs, direction: Direction): number {
  const isUnknown = (link: ConstrainedLink): boolean =>
    link.capacity === null || demandOn(inputs, link, direction).busy.kind === 'unknown';
  if (inputs.bounds.some(isUnknown)) return 0;
  let fits = 0;
  let over = MOST_STEPS + 1;
  while (over - fits > 1) {
    const middle = (fits + over) >> 1;
    if (passes(inputs, direction, middle * inputs.policy.offerStep)) fits = middle;
    else over = middle;
  }
  return fits * inputs.policy.offerStep;
}

function passes(inputs: DecisionInputs, direction: Direction, delta: number): boolean {
  const keys = inputs.bounds.flatMap((link) => judgeConstraints(inputs, link, direction, delta, link.share));
  return keys.every((k) => k.pass || k.key === 'live' || (k.key === 'promised' && inputs.policy.promised === 'report'));
}

/**
 * Returns the new total rate that could be granted today instead of the wanted one, each direction for itself: as
 * wanted where it fits or was not asked, the largest addition where it does not, nothing more where there is no room.
 * Undefined when nothing more is left in any direction.
 */
export function partialOffer(inputs: DecisionInputs): Rate | undefined {
  const asked = askedDirections(inputs);
  const addition = (direction: Direction): number => {
    const { delta } = inputs.directions[direction];
    if (!asked.includes(direction)) return inputs.wanted[direction] - inputs.inForce[direction];
    return passes(inputs, direction, delta) ? delta : Math.min(delta, largestAddition(inputs, direction));
  };
  const additions = { down: addition('down'), up: addition('up') };
  if (asked.every((direction) => additions[direction] === 0)) return undefined;
  return plus(inputs.inForce, rate(additions.down, additions.up));
}

/**
 * Returns the capacity to buy so that the whole request fits, in bit/s: for each failed constraint, the capacity it
 * needs less the capacity there is. Missing capacity of several uplinks is summed. A pool counts only where it lacks
 * more than the uplinks together. NO_RATE unless the verdict is `not-enough`.
 */
export function missingCapacity(inputs: DecisionInputs): Rate {
  const decision = decide(inputs);
  if (decision.verdict !== 'not-enough') return rate(0, 0);
  const { failed } = decision;
  const lacking = (direction: Direction, kind: ConstrainedLink['kind']): readonly number[] =>
    inputs.bounds
      .filter((link) => link.kind === kind)
      .map((link) => {
        const keys = failed.filter((key) => key.direction === direction && key.bound === link.name);
        return Math.max(0, ...keys.map((key) => neededFor(inputs, link, key) - (link.capacity?.[direction] ?? 0)));
      });
  const missing = (direction: Direction): number => {
    const uplinks = lacking(direction, 'uplink').reduce((sum, bits) => sum + bits, 0);
    return Math.max(uplinks, ...lacking(direction, 'pool'));
  };
  return rate(missing('down'), missing('up'));
}

/** A queue that refuses a request, with its limit and the smallest limit with which it would not; bit/s. */
export interface QueueNeed {
  /** `ConstrainedLink.name` of the queue. */
  readonly queue: string;
  readonly direction: Direction;
  readonly limit: number;
  readonly needed: number;
}

/**
 * Returns the limits that queues would need, if only queues refuse the request and every uplink passes: a limit of a
 * queue is a setting of the office, not bought capacity. Empty otherwise.
 */
export function queueNeeds(inputs: DecisionInputs): readonly QueueNeed[] {
  const decision = decide(inputs);
  if (decision.verdict !== 'not-enough') return [];
  const linkOf = (result: ConstraintResult): ConstrainedLink | undefined =>
    inputs.bounds.find(({ name }) => name === result.bound);
  if (decision.failed.some((result) => linkOf(result)?.kind !== 'pool')) return [];
  return inputs.bounds.flatMap((link) =>
    askedDirections(inputs).flatMap((direction): readonly QueueNeed[] => {
      const failed = decision.failed.filter((r) => r.bound === link.name && r.direction === direction);
      if (failed.length === 0) return [];
      const needed = Math.max(...failed.map((result) => neededFor(inputs, link, result)));
      return [{ queue: link.name, direction, limit: link.capacity?.[direction] ?? 0, needed }];
    }),
  );
}

/** Returns the smallest capacity (bit/s) with which a failed constraint passes at its present demand. */
function neededFor(
  inputs: DecisionInputs,
  link: ConstrainedLink,
  { key, demand, direction, saturated }: ConstraintResult,
): number {
  const { policy } = inputs;
  if (key === 'promised') return dividedBy(perMille(1000 - policy.reserve), demand);
  if (key !== 'measured') return dividedBy(policy.liveLimit, demand);
  const { busy, standing } = demandOn(inputs, link, direction);
  const own = isMember(inputs, link, direction) ? perMille(1000) : link.share;
  const full = busy.kind === 'known' ? demandOf(own, standing ?? busy.bits) : 0;
  // The smallest capacity of which the saturation share is above the busy figure.
  const free = saturated ? Number((BigInt(full) * 1000n) / BigInt(policy.saturation)) + 1 : 0;
  return Math.max(dividedBy(policy.busyLimit, demand), free);
}

/**
 * Returns the earliest of `instants` from which the request fits at that instant and at all later ones. The 95th
 * percentile stays as today. Undefined when there is none.
 * @param inputsAt inputs of the check as of a later instant.
 */
export function earliestFit(instants: readonly Moment[], inputsAt: (at: Moment) => DecisionInputs): Moment | undefined {
  let earliest: Moment | undefined;
  for (const at of instants.toSorted((a, b) => b - a)) {
    const verdict = decide(inputsAt(at)).verdict;
    if (verdict === 'not-enough' || verdict === 'unknown') break;
    earliest = at;
  }
  return earliest;
}
