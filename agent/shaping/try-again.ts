import { after, HOUR, type Moment, type Span, span } from '../domain/moment.ts';
import type { Op } from './op.ts';
import type { Plan } from './plan.ts';

/** Attempts after which an unexplained failure is put before people. */
export const MOST_TRIES = 3;

/**
 * Whether a plan stays due until the router shows it: the return of a temporary grant, since its capacity stays charged
 * until then, and the restoration of an approved value. Any other plan that fails is closed and put before people.
 */
export function isKept({ purpose }: Plan): boolean {
  return purpose === 'return' || purpose === 'restore';
}

/**
 * Whether people must be told that a plan does not get through: the router said no, or nothing was seen of it too
 * often.
 */
export function isStuck(tries: readonly Op[]): boolean {
  return tries.length >= MOST_TRIES || (tries.at(-1)?.refused ?? null) !== null;
}

/**
 * When a stuck plan that is kept may be tried again; undefined: at once. Each try waits twice as long as the one before,
 * an hour at most.
 */
export function nextTry(plan: Plan, tries: readonly Op[], quiet: Span): Moment | undefined {
  const last = tries.at(-1)?.settledAt ?? null;
  if (!isKept(plan) || last === null || !isStuck(tries)) return undefined;
  return after(last, span(Math.min(HOUR, quiet * 2 ** Math.min(tries.length, 20))));
}
