import type { Figure, Wish } from './booking.ts';
import { HORIZON } from './world.ts';
import type { SecondBySecond } from './second-by-second.ts';

/** How a booking system may add up what runs beside a wish. */
export type Adding = 'set-of-deltas' | 'list-of-deltas' | 'sum-of-all';

/**
 * A temporary wish's demand on one bound as found by adding what begins and ends, from what each line is charged with
 * in each second. `set-of-deltas` keeps the changes of one second in a set, so that equal ones are lost;
 * `list-of-deltas` is the same without that fault; `sum-of-all` adds whatever runs at any time of the wish.
 */
export function naiveDemand(oracle: SecondBySecond, wish: Wish, { bound }: Figure, adding: Adding): number {
  const { window } = wish;
  if (window === null) return Number.NaN;
  const start = Math.max(window.from, wish.from);
  const end = Math.min(HORIZON, window.until + oracle.world.graceMinutes * 60);
  const lines = oracle.world.lines.map((line) => oracle.charges(wish, line, bound));
  if (adding === 'sum-of-all') return lines.reduce((sum, charges) => sum + mostOf(charges, start, end), 0) / 1000;
  let running = 0;
  let most = 0;
  for (let s = 0; s < end; s += 1) {
    const changes: number[] = [];
    for (const charges of lines)
      if (s === 0 || charges[s] !== charges[s - 1]) changes.push(charges[s]! - (s === 0 ? 0 : charges[s - 1]!));
    for (const change of adding === 'set-of-deltas' && s > 0 ? new Set(changes) : changes) running += change;
    if (s >= start && running > most) most = running;
  }
  return most / 1000;
}

function mostOf(charges: Float64Array, from: number, until: number): number {
  let most = 0;
  for (let s = from; s < until; s += 1) if (charges[s]! > most) most = charges[s]!;
  return most;
}
