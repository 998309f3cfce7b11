import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bps,
  demandOf,
  dividedBy,
  larger,
  limitOf,
  mbps,
  minus,
  perMille,
  plus,
  rate,
  sameRate,
} from '../../agent/domain/rate.ts';

const SEED = 20_260_504;

describe(`agent/domain/rate (seed ${SEED})`, () => {
  it.each([0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])('%d is no number of bits per second', (bits) => {
    expect(() => bps(bits)).toThrow(RangeError);
  });

  it.each([
    [40, 40_000_000],
    [12.5, 12_500_000],
    [385.8, 385_800_000],
    [0.1 + 0.2, 300_000],
    [0.000001, 1],
    [10_000, 10_000_000_000],
  ])('%d Mbps are %d bit/s', (megabits, bits) => {
    expect(mbps(megabits)).toBe(bits);
  });

  it('part of a bit is refused', () => {
    expect(() => mbps(0.0000005)).toThrow(RangeError);
  });

  it('adds, takes away and compares each direction apart', () => {
    expect(plus(rate(30, 20), rate(1, 2))).toEqual(rate(31, 22));
    expect(minus(rate(30, 20), rate(40, 2))).toEqual(rate(-10, 18));
    expect(larger(rate(30, 20), rate(10, 50))).toEqual(rate(30, 50));
    expect([
      sameRate(rate(1, 2), rate(1, 2)),
      sameRate(rate(1, 2), rate(2, 1)),
      sameRate(rate(1, 2), rate(1, 3)),
    ]).toEqual([true, false, false]);
  });

  it.each([-1, 0.5, Number.NaN])('%d is no share', (thousandths) => {
    expect(() => perMille(thousandths)).toThrow(RangeError);
  });

  it.each([
    [700, 1, 1, 0],
    [700, 10_000_000, 7_000_000, 7_000_000],
    [850, 500_000_001, 425_000_001, 425_000_000],
    [700, -1, 0, -1],
    [0, 5, 0, 0],
  ])('%d thousandths of %d: demand %d, limit %d', (factor, bits, demand, limit) => {
    expect([demandOf(perMille(factor), bits), limitOf(perMille(factor), bits)].map((b) => b + 0)).toEqual([
      demand,
      limit,
    ]);
  });

  it('shares a demand, rounded up', () => {
    expect(dividedBy(perMille(2000), 10_000_000)).toBe(5_000_000);
    expect(dividedBy(perMille(2000), 3)).toBe(2);
    expect(dividedBy(perMille(1500), 30)).toBe(20);
    expect(() => dividedBy(perMille(0), 1)).toThrow(RangeError);
  });

  it('a demand is never below, a limit never above, and by less than a bit', () => {
    fc.assert(
      fc.property(fc.nat(3000), fc.nat(2 ** 31 - 1), (factor, bits) => {
        const exact = BigInt(factor) * BigInt(bits);
        const over = BigInt(demandOf(perMille(factor), bits)) * 1000n - exact;
        const under = exact - BigInt(limitOf(perMille(factor), bits)) * 1000n;
        expect(over >= 0n && over < 1000n && under >= 0n && under < 1000n).toBe(true);
      }),
      { seed: SEED, numRuns: 300 },
    );
  });
});
