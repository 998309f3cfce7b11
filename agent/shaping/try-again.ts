import { after, HOUR, type Moment, type Span, span } from '../domain/moment.ts';
import type { Op } from './op.ts';
import type { Plan } from './plan.ts';

/** Number of failed attempts of a plan, without an explanation, after which people are told. */
export const MOST_TRIES = 3;

/**
 * Returns whether a plan stays due until the router shows it: the return of a temporary grant (its capacity stays
 * charged until then) and the restoration of an approved value. Any other plan that fails is closed and people are
 * told.
 */
export function isKept({ purpose }: Plan): boolean {
  return purpose === 'return' || purpose === 'restore';
}

/**
 * Returns whether people must be told that a plan fails: the router refused the last attempt, or there were too many
 * attempts.
 * @param tries ops of the plan, oldest first.
 */
export function isStuck(tries: readonly Op[]): boolean {
  return tries.length >= MOST_TRIES || (tries.at(-1)?.refused ?? null) !== null;
}

/**
 * Returns when a failing plan that stays due may be tried again. undefined: at once. The wait after the last attempt is
 * `quiet` × 2^attempts, at most one hour.
 */
export function nextTry(plan: Plan, tries: readonly Op[], quiet: Span): Moment | undefined {
  const last = tries.at(-1)?.settledAt ?? null;
  if (!isKept(plan) || last === null || !isStuck(tries)) return undefined;
  return after(last, span(Math.min(HOUR, quiet * 2 ** Math.min(tries.length, 20))));
}
