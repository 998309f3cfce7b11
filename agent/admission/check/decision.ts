import { DIRECTIONS, type Direction, NO_RATE, type PerMille } from '../../domain/rate.ts';
import { judgeConstraints, type ConstraintResult } from './constraints.ts';
import type { ConstrainedLink, DecisionInputs, Demand, UnknownReason } from './decision-inputs.ts';

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
      /** Name of the queue whose demand it is; absent: of the path. */
      readonly bound?: string;
    }
  | {
      readonly why: 'stale';
      readonly direction: Direction;
      readonly ageMs: number | null;
      readonly bound?: string;
    };

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
  const { demands = {}, ...path } = inputs.directions[direction];
  const isOfPath = inputs.formula < 3 || inputs.bounds.some(({ name }) => demands[name] === undefined);
  return [
    ...(isOfPath ? unknownsIn(inputs, path, direction) : []),
    ...inputs.bounds.flatMap(({ name, capacity }) => {
      const demand = demands[name];
      if (demand === undefined || capacity?.[direction] === 0) return [];
      return unknownsIn(inputs, demand, direction).map((unknown) => ({ ...unknown, bound: name }));
    }),
  ];
}

function unknownsIn({ formula }: DecisionInputs, { busy, live }: Demand, direction: Direction): readonly Measured[] {
  const found: Measured[] = [];
  if (busy.kind === 'unknown') found.push({ why: busy.why, direction, ...samplesOf(busy, formula) });
  if (live.kind === 'unknown') found.push({ why: 'stale', direction, ageMs: live.ageMs });
  return found;
}

/** Reasons that come from measured demand. */
type Measured = Exclude<Unknown, UnknownReason>;

/**
 * Returns how many samples there are, of how many: of the figure that has no value; of several, of the one with the
 * smallest part valid. (Formula 2 took the smallest and the largest number of all figures.)
 */
function samplesOf(
  { figures }: Extract<Demand['busy'], { kind: 'unknown' }>,
  formula: number,
): { readonly valid: number; readonly expected: number } {
  const valid = Math.min(...figures.map((f) => f.valid));
  const expected = Math.max(...figures.map((f) => f.expected));
  if (formula < 3) return { valid, expected };
  const without = figures.filter((f) => f.bits === null);
  const [worst] = (without.length > 0 ? without : figures).toSorted(
    (a, b) => a.valid * b.expected - b.valid * a.expected,
  );
  return worst === undefined ? { valid, expected } : { valid: worst.valid, expected: worst.expected };
}
