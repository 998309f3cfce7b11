import { DIRECTIONS, type Direction, NO_RATE, type PerMille } from '../../domain/rate.ts';
import { judgeConstraints, type ConstraintResult } from './constraints.ts';
import type { UnknownReason, ConstrainedLink, DecisionInputs } from './decision-inputs.ts';

/** Why a check has no answer: what is blind, and in which direction figures are missing. */
export type Unknown =
  | UnknownReason
  | {
      readonly why: 'few-days' | 'coverage' | 'no-samples';
      readonly direction: Direction;
      readonly valid: number;
      readonly expected: number;
    }
  | { readonly why: 'stale'; readonly direction: Direction; readonly ageMs: number | null };

/** The answer of SOP step 5. Each carries the keys it rests on; unknown is neither yes nor no. */
export type Decision =
  | { readonly verdict: 'enough'; readonly keys: readonly ConstraintResult[] }
  | {
      readonly verdict: 'not-enough';
      readonly keys: readonly ConstraintResult[];
      readonly failed: readonly ConstraintResult[];
    }
  | {
      readonly verdict: 'waiting-for-room';
      readonly keys: readonly ConstraintResult[];
      readonly failed: readonly ConstraintResult[];
    }
  | { readonly verdict: 'unknown'; readonly keys: readonly ConstraintResult[]; readonly why: readonly Unknown[] };

/** Directions in which something is asked. */
export function askedDirections(inputs: DecisionInputs): readonly Direction[] {
  return DIRECTIONS.filter((direction) => inputs.directions[direction].delta > 0);
}

/**
 * The availability check (SOP step 5) over all bounds and asked directions. Pure over Terms: a stored decision replays
 * to the same answer. Order of verdicts: unknown, not enough, waiting for room, enough. While a standby carries a path,
 * what is short is short of the standby, and what fits there may not fit the preferred link: nothing is postponed and
 * nothing granted.
 */
export function decide(inputs: DecisionInputs): Decision {
  const why = unknowns(inputs);
  const results = resultsOf(inputs, (link) => link.share);
  if (why.length > 0) return { verdict: 'unknown', keys: results, why };
  const failed = results.filter((result) => !result.pass && postpones(inputs, result));
  const standsIn = inputs.bounds.some((link) => link.standsInFor !== undefined);
  if (standsIn && askedDirections(inputs).length > 0) return { verdict: 'waiting-for-room', keys: results, failed };
  if (failed.length > 0) return { verdict: 'not-enough', keys: results, failed };
  const now = resultsOf(inputs, (link) => link.shareNow, inputs.formula < 2 ? undefined : carried).filter(
    (result) => result.key !== 'promised',
  );
  const blocked = [...results, ...now].filter((result) => !result.pass && result.key !== 'promised');
  if (blocked.length > 0) return { verdict: 'waiting-for-room', keys: results, failed: blocked };
  return { verdict: 'enough', keys: results };
}

/** Whether a failed key means that capacity must be added (SOP 5-no), rather than that this hour is bad. */
function postpones(inputs: DecisionInputs, result: ConstraintResult): boolean {
  return (
    result.key === 'measured' ||
    result.key === 'guaranteed' ||
    (result.key === 'promised' && inputs.policy.promised === 'enforce')
  );
}

function resultsOf(
  inputs: DecisionInputs,
  share: (link: ConstrainedLink) => PerMille,
  seen = (link: ConstrainedLink): ConstrainedLink => link,
): readonly ConstraintResult[] {
  return askedDirections(inputs).flatMap((direction) =>
    inputs.bounds
      .map(seen)
      .flatMap((link) => judgeConstraints(inputs, link, direction, inputs.directions[direction].delta, share(link))),
  );
}

/** What a bound carries now: nothing where it is down and no other took its share over. */
function carried(link: ConstrainedLink): ConstrainedLink {
  return link.operational || link.shareNow === 0 || link.capacity === null ? link : { ...link, capacity: NO_RATE };
}

function unknowns(inputs: DecisionInputs): readonly Unknown[] {
  const asked = askedDirections(inputs);
  if (asked.length === 0) return [];
  return [...inputs.blind, ...asked.flatMap((direction) => unknownsOf(inputs, direction))];
}

function unknownsOf(inputs: DecisionInputs, direction: Direction): readonly Unknown[] {
  const { busy, live } = inputs.directions[direction];
  const found: Unknown[] = [];
  if (busy.kind === 'unknown') {
    const valid = Math.min(...busy.figures.map((f) => f.valid));
    const expected = Math.max(...busy.figures.map((f) => f.expected));
    found.push({ why: busy.why, direction, valid, expected });
  }
  if (live.kind === 'unknown') found.push({ why: 'stale', direction, ageMs: live.ageMs });
  return found;
}
