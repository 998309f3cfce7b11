import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { percentile } from '../../../agent/admission/check/percentile.ts';
import { perMille } from '../../../agent/domain/rate.ts';

const seed = 20_260_504;

/** As a person would do it by hand: all in order, the missing ones above, and count. */
function bySorting(values: readonly number[], expected: number, rank: number): number | undefined {
  const place = Math.ceil((rank * expected) / 1000);
  return place === 0 ? undefined : values.toSorted((a, b) => a - b)[place - 1];
}

function ranked(values: readonly number[], expected: number, rank: number): number | undefined {
  return percentile(Float64Array.from(values), expected, perMille(rank)).value;
}

/** Rates of all sizes, and of so few sizes that most are ties. */
const rates = fc.oneof(
  fc.array(fc.integer({ min: 0, max: 10_000_000_000 }), { maxLength: 400 }),
  fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 400 }),
  fc.array(fc.double({ min: 0, max: 1e9, noNaN: true, noDefaultInfinity: true }), { maxLength: 60 }),
);

describe('a percentile', () => {
  it('is the value that sorting finds at its rank, whatever is missing', () => {
    const any = fc.property(rates, fc.nat(60), fc.integer({ min: 0, max: 1000 }), (values, missing, rank) => {
      const expected = values.length + missing;
      expect(ranked(values, expected, rank)).toBe(bySorting(values, expected, rank));
    });
    fc.assert(any, { seed, numRuns: 2000 });
  });

  it('is so for every rank of a day that rises, falls, swings or stands still', () => {
    const day = Array.from({ length: 288 }, (_, n) => n);
    const shapes = [
      day,
      day.toReversed(),
      day.map((n) => Math.min(n, 287 - n)),
      day.map((n) => n % 2),
      day.map(() => 7),
    ];
    for (const shape of shapes) {
      for (let rank = 0; rank <= 1000; rank += 1) expect(ranked(shape, 288, rank)).toBe(bySorting(shape, 288, rank));
    }
  });

  it('has no bound where too much is missing, and none of nothing', () => {
    expect([ranked([], 0, 950), ranked([], 20, 950), ranked([5], 1, 950), ranked([5], 2, 950)]).toEqual([
      undefined,
      undefined,
      5,
      undefined,
    ]);
  });

  it('counts what is valid beside what is expected, and may only reorder what it was handed', () => {
    const values = Float64Array.from([3, 1, 2, 3]);
    expect(percentile(values, 5, perMille(500))).toEqual({ value: 3, valid: 4, expected: 5 });
    expect(values.toSorted()).toEqual(Float64Array.from([1, 2, 3, 3]));
  });

  it('is right, too, for an order that misleads the search until the rest of it is sorted', () => {
    const misleading = misleadingOrder(4000, 3799);
    expect(new Set(misleading).size).toBe(4000);
    expect(ranked(misleading, 4000, 950)).toBe(3799);
  });
});

/**
 * Values decided only when the search for place `n` looks at them, smallest first, so that each round sets two aside
 * (McIlroy 1999): the search is played with what is not decided above all.
 */
function misleadingOrder(length: number, n: number): readonly number[] {
  const values = Array.from({ length }, () => Number.POSITIVE_INFINITY);
  const places = Array.from({ length }, (_, i) => i);
  let decided = 0;
  const valueAt = (i: number): number => values[places[i] ?? 0] ?? 0;
  const decide = (i: number): void => {
    if (valueAt(i) === Number.POSITIVE_INFINITY) values[places[i] ?? 0] = decided++;
  };
  for (let low = 0, high = length - 1; high - low > 3; ) {
    const middle = (low + high) >> 1;
    for (const i of [low, middle]) decide(i);
    const pivot = [low, middle, high].map(valueAt).toSorted((a, b) => a - b)[1] ?? 0;
    let left = low;
    let right = high;
    while (left <= right) {
      while (valueAt(left) < pivot) left += 1;
      while (valueAt(right) > pivot) right -= 1;
      if (left > right) break;
      [places[left], places[right]] = [places[right] ?? 0, places[left] ?? 0];
      left += 1;
      right -= 1;
    }
    if (n <= right) high = right;
    else if (n >= left) low = left;
    else break;
  }
  for (let i = 0; i < length; i += 1) decide(places.indexOf(i));
  return values;
}
