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
export function largestAddition(terms: DecisionInputs, direction: Direction): number {
  if (terms.directions[direction].busy.kind === 'unknown' || terms.bounds.some((b) => b.capacity === null)) return 0;
  let fits = 0;
  let over = MOST_STEPS + 1;
  while (over - fits > 1) {
    const middle = (fits + over) >> 1;
    if (passes(terms, direction, middle * terms.policy.offerStep)) fits = middle;
    else over = middle;
  }
  return fits * terms.policy.offerStep;
}

function passes(terms: DecisionInputs, direction: Direction, delta: number): boolean {
  const keys = terms.bounds.flatMap((bound) => judgeConstraints(terms, bound, direction, delta, bound.share));
  return keys.every((k) => k.pass || k.key === 'live' || (k.key === 'promised' && terms.policy.promised === 'report'));
}

/**
 * The new total that could be granted today in place of what is wanted; undefined when not a step fits in some asked
 * direction.
 */
export function partialOffer(terms: DecisionInputs): Rate | undefined {
  const asked = askedDirections(terms);
  const additions = { down: 0, up: 0 };
  for (const direction of asked) {
    additions[direction] = Math.min(terms.directions[direction].delta, largestAddition(terms, direction));
    if (additions[direction] === 0) return undefined;
  }
  return plus(terms.inForce, rate(additions.down, additions.up));
}

/**
 * What capacity in bit/s must be bought, per direction, so that the whole wish passes: each failing bound's demand
 * divided by the part of capacity that its key allows, less what it has. Every failing uplink of a path must grow, so
 * these are summed; a pool above them only lets through what was bought. The advice that goes into the budget.
 */
export function missingCapacity(terms: DecisionInputs): Rate {
  const decision = decide(terms);
  if (decision.verdict !== 'not-enough') return rate(0, 0);
  const { failed } = decision;
  const lacking = (direction: Direction, kind: ConstrainedLink['kind']): readonly number[] =>
    terms.bounds
      .filter((bound) => bound.kind === kind)
      .map((bound) => {
        const keys = failed.filter((key) => key.direction === direction && key.bound === bound.name);
        return Math.max(0, ...keys.map((key) => neededFor(terms, bound, key) - (bound.capacity?.[direction] ?? 0)));
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
export function earliestFit(instants: readonly Moment[], termsAt: (at: Moment) => DecisionInputs): Moment | undefined {
  let earliest: Moment | undefined;
  for (const at of instants.toSorted((a, b) => b - a)) {
    const verdict = decide(termsAt(at)).verdict;
    if (verdict === 'not-enough' || verdict === 'unknown') break;
    earliest = at;
  }
  return earliest;
}
