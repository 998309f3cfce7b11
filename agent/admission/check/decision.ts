import { DIRECTIONS, type Direction, NO_RATE, type PerMille } from '../../domain/rate.ts';
import { judgeConstraints, type ConstraintResult } from './constraints.ts';
import type { UnknownReason, ConstrainedLink, DecisionInputs } from './decision-inputs.ts';

/**
 * Why a check has no answer. `few-days`, `coverage` and `no-samples` say how many 5-minute samples were valid, of how
 * many expected. `stale`: the newest sample is too old; `ageMs` null means that there is none.
 */
export type Unknown =
  | UnknownReason
  | {
      readonly why: 'few-days' | 'coverage' | 'no-samples';
      readonly direction: Direction;
      readonly valid: number;
      readonly expected: number;
    }
  | { readonly why: 'stale'; readonly direction: Direction; readonly ageMs: number | null };

/**
 * The answer of the availability check (SOP step 5), with the constraint results that it rests on. `failed` lists those
 * that led to the answer. `unknown` is neither yes nor no.
 */
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

/** Returns the directions in which the request adds bandwidth (Δ > 0); only these are checked. */
export function askedDirections(inputs: DecisionInputs): readonly Direction[] {
  return DIRECTIONS.filter((direction) => inputs.directions[direction].delta > 0);
}

/**
 * Answers the availability check (SOP step 5) for all links and pools of a path. Pure: stored inputs always give the
 * same answer. The first that applies is the verdict:
 *
 * - `unknown`: a figure or a capacity is missing.
 * - `waiting-for-room`: a standby carries the path. Its capacity says nothing about the preferred link.
 * - `not-enough`: measured, guaranteed or (when the policy enforces it) promised fails.
 * - `waiting-for-room`: the live load is too high, or a constraint fails only because a link is down now.
 * - `enough`.
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

/**
 * Says whether a failed constraint means that capacity must be added (SOP 5, answer no), and not that only this hour is
 * busy.
 */
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

/** Returns the link as it is now: a link that is down, and whose share no other link took over, has capacity 0. */
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
