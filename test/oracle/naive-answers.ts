import type { Figure, Wish } from './booking.ts';
import { HORIZON } from './world.ts';
import type { SecondBySecond } from './second-by-second.ts';

/** How a booking system may add up what runs beside a wish. */
export type Adding = 'set-of-deltas' | 'list-of-deltas' | 'sum-of-all';

/**
 * A temporary wish's figure on one bound as found by adding what begins and ends, from what each line is charged with
 * in each second. `set-of-deltas` keeps the changes of one second in a set, so that equal ones are lost;
 * `list-of-deltas` is the same without that fault; `sum-of-all` adds whatever runs at any time of the wish.
 */
export function naiveFigure(oracle: SecondBySecond, wish: Wish, figure: Figure, adding: Adding): Figure {
  const { window } = wish;
  if (window === null) return figure;
  const { bound } = figure;
  const start = Math.max(window.from, wish.from);
  const end = Math.min(HORIZON, window.until + oracle.world.graceMinutes * 60);
  const limits = oracle.limitsOf(wish, bound);
  const limitAt = (s: number): number => limits[Math.min(s, window.until - 1)]!;
  const isBelow = (pooled: boolean): boolean => pooled && bound !== 'pool';
  const charges = oracle.world.lines.map((line) => {
    return { below: isBelow(line.pooled), seconds: oracle.charges(wish, line, bound) };
  });
  const most = oracle.passes(wish, bound, start);
  const part = (below: boolean): readonly Float64Array[] =>
    charges.filter((c) => c.below === below).map(({ seconds }) => seconds);
  if (adding === 'sum-of-all') {
    const sum = (lines: readonly Float64Array[]): number =>
      lines.reduce((total, seconds) => total + mostOf(seconds, start, end), 0);
    const least = limits.subarray(start, window.until).reduce((a, b) => Math.min(a, b), Infinity);
    return { ...figure, demand: (sum(part(false)) + Math.min(sum(part(true)), most)) / 1000, limit: least };
  }
  const beside = runningSum(part(false), end, adding);
  const below = runningSum(part(true), end, adding);
  let found = { ...figure, demand: -Infinity, limit: 0 };
  for (let s = start; s < end; s += 1) {
    const demand = (beside[s]! + Math.min(below[s]!, most)) / 1000;
    if (demand - limitAt(s) > found.demand - found.limit) found = { ...figure, demand, limit: limitAt(s) };
  }
  return found;
}

function runningSum(lines: readonly Float64Array[], end: number, adding: Adding): Float64Array {
  const sums = new Float64Array(end);
  let running = 0;
  for (let s = 0; s < end; s += 1) {
    const changes: number[] = [];
    for (const charges of lines)
      if (s === 0 || charges[s] !== charges[s - 1]) changes.push(charges[s]! - (s === 0 ? 0 : charges[s - 1]!));
    for (const change of adding === 'set-of-deltas' && s > 0 ? new Set(changes) : changes) running += change;
    sums[s] = running;
  }
  return sums;
}

function mostOf(charges: Float64Array, from: number, until: number): number {
  let most = 0;
  for (let s = from; s < until; s += 1) if (charges[s]! > most) most = charges[s]!;
  return most;
}
