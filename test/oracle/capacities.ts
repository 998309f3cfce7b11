import { type Dated, HORIZON } from './world.ts';

/** For each second: the contract in force, and the one that was in force last. */
export interface Capacities {
  readonly inForce: Float64Array;
  readonly newest: Float64Array;
  /** The last second in which one was in force; -1: none was. */
  readonly last: Float64Array;
}

/**
 * The older first, each over the ones before: one without an end is over when the next begins, one with an end shows
 * again after it.
 */
export function capacitiesOf(dated: readonly Dated[]): Capacities {
  const inForce = new Float64Array(HORIZON);
  const newest = new Float64Array(HORIZON);
  const ordered = dated.toSorted((a, b) => a.from - b.from);
  for (const [n, { from, until, rate }] of ordered.entries()) {
    inForce.fill(rate, Math.max(0, from), until ?? ordered[n + 1]?.from ?? HORIZON);
  }
  const last = new Float64Array(HORIZON);
  for (const [s, rate] of inForce.entries()) {
    newest[s] = rate > 0 ? rate : (newest[s - 1] ?? 0);
    last[s] = rate > 0 ? s : (last[s - 1] ?? -1);
  }
  return { inForce, newest, last };
}
