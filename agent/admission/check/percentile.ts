import type { PerMille } from '../../domain/rate.ts';

/** A percentile and how many samples it rests on. */
export interface Ranked {
  /**
   * The percentile. Undefined when so many samples are missing that its rank falls among them, or when none is
   * expected.
   */
  readonly value: number | undefined;
  /** Samples that exist, of `expected` that should. */
  readonly valid: number;
  readonly expected: number;
}

/**
 * Computes a nearest-rank percentile over the samples that should exist: the value at rank ⌈rank × expected / 1000⌉.
 * Missing samples count as +∞, so a gap can raise the result but never lower it.
 *
 *   percentile(Float64Array.of(3, 1, 2), 3, perMille(950)) // value 3
 *   percentile(Float64Array.of(3, 1, 2), 4, perMille(950)) // value undefined: the missing sample is the largest
 *
 * @param values the existing samples; their order is changed, so pass a copy if it matters.
 * @param rank 950 for the 95th percentile.
 */
export function percentile(values: Float64Array, expected: number, rank: PerMille): Ranked {
  const place = Math.ceil((rank * expected) / 1000);
  return { value: place === 0 ? undefined : nthSmallest(values, place - 1), valid: values.length, expected };
}

/** After so many rounds the rest is sorted, so that no input takes longer than sorting. */
const MOST_ROUNDS = 48;

/**
 * Returns the value at index `n` (from 0) of the sorted values; undefined beyond the last. Uses Hoare's FIND, which is
 * faster than sorting when only one rank is needed.
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
 * Moves values below a pivot to or before `right`, and values above it to or after `left`. Positions in between hold
 * the pivot.
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

/** Returns the median. With an even count it is the mean of the two middle values; with no values it is 0. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  const upper = sorted[half] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? 0) + upper) / 2;
}
