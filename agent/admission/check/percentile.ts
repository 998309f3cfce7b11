import type { PerMille } from '../../domain/rate.ts';

/** The 95th: `perMille(950)`. */
export interface Ranked {
  /** Nearest rank over `expected` samples; undefined when missing ones, counted as +∞, leave it without a bound. */
  readonly value: number | undefined;
  readonly valid: number;
  readonly expected: number;
}

/**
 * Nearest-rank percentile over all samples that should exist. Missing ones stand above every valid one, so that a gap
 * can only raise the figure and never flatter it. Reorders `values`: hand in a copy of what must keep its order.
 */
export function percentile(values: Float64Array, expected: number, rank: PerMille): Ranked {
  const place = Math.ceil((rank * expected) / 1000);
  return { value: place === 0 ? undefined : nthSmallest(values, place - 1), valid: values.length, expected };
}

/** Rounds after which what is left is sorted, so that no order of the values costs more than sorting them. */
const MOST_ROUNDS = 48;

/**
 * What would stand at place `n`, from 0, were the values sorted; undefined beyond the last. Hoare's FIND: one rank
 * needs no sorting.
 */
function nthSmallest(values: Float64Array, n: number): number | undefined {
  let low = 0;
  let high = values.length - 1;
  for (let round = 0; low < high && n <= high; round += 1) {
    if (round === MOST_ROUNDS) return values.subarray(low, high + 1).toSorted()[n - low];
    const { left, right } = part(values, low, high);
    if (n <= right) high = right;
    else if (n >= left) low = left;
    else break;
  }
  return values[n];
}

/**
 * Puts what is smaller than some value among them at or before `right`, what is larger at or after `left`, and it alone
 * in between.
 */
function part(values: Float64Array, low: number, high: number): { readonly left: number; readonly right: number } {
  const pivot = middleOf(values[low] ?? 0, values[(low + high) >> 1] ?? 0, values[high] ?? 0);
  let left = low;
  let right = high;
  for (;;) {
    while ((values[left] ?? pivot) < pivot) left += 1;
    while ((values[right] ?? pivot) > pivot) right -= 1;
    if (left > right) return { left, right };
    const swapped = values[left] ?? pivot;
    values[left] = values[right] ?? pivot;
    values[right] = swapped;
    left += 1;
    right -= 1;
  }
}

function middleOf(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}

/** The middle of the values; of an even count the mean of the two in the middle. 0 of none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  const upper = sorted[half] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? 0) + upper) / 2;
}
