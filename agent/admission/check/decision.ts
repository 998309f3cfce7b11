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
export function askedDirections(terms: DecisionInputs): readonly Direction[] {
  return DIRECTIONS.filter((direction) => terms.directions[direction].delta > 0);
}

/**
 * The availability check (SOP step 5) over all bounds and asked directions. Pure over Terms: a stored decision replays
 * to the same answer. Order of verdicts: unknown, not enough, waiting for room, enough. While a standby carries a path,
 * what is short is short of the standby, and what fits there may not fit the preferred link: nothing is postponed and
 * nothing granted.
 */
export function decide(terms: DecisionInputs): Decision {
  const why = unknowns(terms);
  const keys = keysOf(terms, (bound) => bound.share);
  if (why.length > 0) return { verdict: 'unknown', keys, why };
  const failed = keys.filter((k) => !k.pass && postpones(terms, k));
  const standsIn = terms.bounds.some((bound) => bound.standsInFor !== undefined);
  if (standsIn && askedDirections(terms).length > 0) return { verdict: 'waiting-for-room', keys, failed };
  if (failed.length > 0) return { verdict: 'not-enough', keys, failed };
  const now = keysOf(terms, (bound) => bound.shareNow, terms.formula < 2 ? undefined : carried).filter(
    (k) => k.key !== 'promised',
  );
  const blocked = [...keys, ...now].filter((k) => !k.pass && k.key !== 'promised');
  if (blocked.length > 0) return { verdict: 'waiting-for-room', keys, failed: blocked };
  return { verdict: 'enough', keys };
}

/** Whether a failed key means that capacity must be added (SOP 5-no), rather than that this hour is bad. */
function postpones(terms: DecisionInputs, key: ConstraintResult): boolean {
  return (
    key.key === 'measured' ||
    key.key === 'guaranteed' ||
    (key.key === 'promised' && terms.policy.promised === 'enforce')
  );
}

function keysOf(
  terms: DecisionInputs,
  share: (bound: ConstrainedLink) => PerMille,
  seen = (bound: ConstrainedLink): ConstrainedLink => bound,
): readonly ConstraintResult[] {
  return askedDirections(terms).flatMap((direction) =>
    terms.bounds
      .map(seen)
      .flatMap((bound) => judgeConstraints(terms, bound, direction, terms.directions[direction].delta, share(bound))),
  );
}

/** What a bound carries now: nothing where it is down and no other took its share over. */
function carried(bound: ConstrainedLink): ConstrainedLink {
  return bound.operational || bound.shareNow === 0 || bound.capacity === null ? bound : { ...bound, capacity: NO_RATE };
}

function unknowns(terms: DecisionInputs): readonly Unknown[] {
  const asked = askedDirections(terms);
  if (asked.length === 0) return [];
  return [...terms.blind, ...asked.flatMap((direction) => unknownsOf(terms, direction))];
}

function unknownsOf(terms: DecisionInputs, direction: Direction): readonly Unknown[] {
  const { busy, live } = terms.directions[direction];
  const found: Unknown[] = [];
  if (busy.kind === 'unknown') {
    const valid = Math.min(...busy.figures.map((f) => f.valid));
    const expected = Math.max(...busy.figures.map((f) => f.expected));
    found.push({ why: busy.why, direction, valid, expected });
  }
  if (live.kind === 'unknown') found.push({ why: 'stale', direction, ageMs: live.ageMs });
  return found;
}
