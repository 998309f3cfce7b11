import type { PerMille } from '../domain/rate.ts';

/** The 95th: `perMille(950)`. */
export interface Ranked {
  /** Nearest rank over `expected` samples; undefined when missing ones, counted as +∞, leave it without a bound. */
  readonly value: number | undefined;
  readonly valid: number;
  readonly expected: number;
}

/**
 * Nearest-rank percentile over all samples that should exist. Missing ones stand above every valid one, so that a gap can only
 * raise the figure and never flatter it.
 */
export function percentile(values: Float64Array, expected: number, rank: PerMille): Ranked {
  const sorted = values.toSorted();
  const place = Math.ceil((rank * expected) / 1000);
  return { value: place === 0 ? undefined : sorted[place - 1], valid: sorted.length, expected };
}
