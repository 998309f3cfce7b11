import type { Moment } from '../../domain/moment.ts';
import { demandOf, type Direction, dividedBy, perMille, plus, type Rate, rate } from '../../domain/rate.ts';
import { askedDirections, decide } from './decision.ts';
import { judgeConstraints, type ConstraintResult } from './constraints.ts';
import type { ConstrainedLink, DecisionInputs } from './decision-inputs.ts';

/** Beyond this many steps nothing is searched: 50 Gbps at 5 Mbps a step. */
const MOST_STEPS = 10_000;

/**
 * The largest addition in one direction that passes every key but Live, rounded down to whole steps; 0 when none does
 * or the figures are unknown.
 */
export function largestAddition(inputs: DecisionInputs, direction: Direction): number {
  if (inputs.directions[direction].busy.kind === 'unknown' || inputs.bounds.some((b) => b.capacity === null)) return 0;
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
 * The new total that could be granted today in place of what is wanted; undefined when not a step fits in some asked
 * direction.
 */
export function partialOffer(inputs: DecisionInputs): Rate | undefined {
  const asked = askedDirections(inputs);
  const additions = { down: 0, up: 0 };
  for (const direction of asked) {
    additions[direction] = Math.min(inputs.directions[direction].delta, largestAddition(inputs, direction));
    if (additions[direction] === 0) return undefined;
  }
  return plus(inputs.inForce, rate(additions.down, additions.up));
}

/**
 * What capacity in bit/s must be bought, per direction, so that the whole wish passes: each failing bound's demand
 * divided by the part of capacity that its key allows, less what it has. Every failing uplink of a path must grow, so
 * these are summed; a pool above them only lets through what was bought. The advice that goes into the budget.
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

/** The smallest capacity of a bound under which a key passes with the demand it has. */
function neededFor(
  { policy, directions }: DecisionInputs,
  { share }: ConstrainedLink,
  { key, demand, direction, saturated }: ConstraintResult,
): number {
  if (key === 'promised') return dividedBy(perMille(1000 - policy.reserve), demand);
  if (key !== 'measured') return dividedBy(policy.liveLimit, demand);
  const { busy } = directions[direction];
  const free = saturated && busy.kind === 'known' ? dividedBy(policy.saturation, demandOf(share, busy.bits) + 1) : 0;
  return Math.max(dividedBy(policy.busyLimit, demand), free);
}

/**
 * The earliest instant from which all later ones fit, with the busy figure as today. `termsAt` gives the terms as of a
 * later instant; undefined when no instant known to the ledger is late enough.
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
