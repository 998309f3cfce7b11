import { describe, expect, it } from 'vitest';
import { type BusyDay, censoredSlope } from '../../../agent/admission/forecast/censored-slope.ts';
import { slope } from '../../../agent/admission/check/demand-figures.ts';
import { trendOf } from '../../../agent/admission/forecast/trend.ts';
import { seeded } from './synthetic-growth.ts';

const once = (): number => 1;
const day = (n: number, p95: number, more: Partial<BusyDay> = {}): BusyDay => ({
  day: n,
  p95,
  isLowerBound: false,
  group: 'g',
  ...more,
});
const many = (
  count: number,
  figure: (n: number) => number,
  group = (n: number): string => `normal ${n % 5}`,
): readonly BusyDay[] => Array.from({ length: count }, (_, n) => day(n, figure(n), { group: group(n) }));

describe('the slope', () => {
  it('is the one that growth takes, where nothing is censored and all days are alike', () => {
    const draw = seeded(7);
    for (let round = 0; round < 50; round += 1) {
      const days = Array.from({ length: 2 + Math.floor(draw() * 30) }, (_, n) => day(n, Math.round(draw() * 1e6)));
      expect(censoredSlope(days, once)?.slope).toBeCloseTo(slope(days), 6);
    }
  });

  it('has the interval of Sen: the (N − C) / 2-th slope and its mirror', () => {
    const days = [3, 1, 4, 1.5, 9, 2.6, 5, 3.5, 8, 9.7].map((p95, n) => day(n, p95));
    const slopes = days
      .flatMap((a, i) => days.slice(i + 1).map((b) => (b.p95 - a.p95) / (b.day - a.day)))
      .toSorted((a, b) => a - b);
    const reach = 1.2816 * Math.sqrt((10 * 9 * 25) / 18);
    const { low, high } = censoredSlope(days, once)!;
    expect(low).toBe(slopes[Math.ceil((45 - reach) / 2) - 1]);
    expect(high).toBe(slopes[Math.ceil((45 + reach) / 2) - 1]);
  });

  it('does not move by a wild day, and is not held down by days of which only the least is known', () => {
    const steady = many(40, (n) => 100 + n);
    const wild = steady.map((d) => (d.day % 13 === 5 ? { ...d, p95: d.p95 * 3 } : d));
    expect(censoredSlope(wild, once)?.slope).toBeCloseTo(1, 1);
    const full = steady.map((d) => (d.day >= 25 ? { ...d, p95: 125, isLowerBound: true } : d));
    expect(censoredSlope(full, once)?.slope).toBeCloseTo(1, 6);
    const blind = full.map((d) => ({ ...d, isLowerBound: false }));
    expect(censoredSlope(blind, once)?.slope).toBeLessThan(0.95);
  });

  it('compares days of a kind only, and says nothing of days that cannot be compared', () => {
    const ramadan = many(
      60,
      (n) => (n >= 30 ? 70 : 100) + n * 0.1,
      (n) => (n >= 30 ? 'ramadan' : 'normal'),
    );
    expect(censoredSlope(ramadan, once)?.slope).toBeCloseTo(0.1, 6);
    expect(censoredSlope([day(1, 5, { group: 'a' }), day(2, 6, { group: 'b' })], once)).toBeUndefined();
    expect(censoredSlope([], once)).toBeUndefined();
  });
});

describe('the line', () => {
  it('is never drawn through a few points, a short time, or days that were mostly full', () => {
    expect(
      trendOf(
        many(5, (n) => n),
        5,
      ),
    ).toEqual({ kind: 'too-little', why: 'few-days', days: 5, span: 5, lowerBounds: 0 });
    expect(
      trendOf(
        many(27, (n) => n),
        27,
      ),
    ).toEqual({ kind: 'too-little', why: 'few-days', days: 27, span: 27, lowerBounds: 0 });
    expect(trendOf([], 27)).toEqual({ kind: 'too-little', why: 'few-days', days: 0, span: 0, lowerBounds: 0 });
    const full = many(40, (n) => 100 + n).map((d) => ({ ...d, isLowerBound: d.day > 15 }));
    expect(trendOf(full, 40)).toEqual({ kind: 'too-little', why: 'mostly-full', days: 40, span: 40, lowerBounds: 24 });
    expect(
      trendOf(
        many(28, (n) => n),
        28,
      ),
    ).not.toHaveProperty('kind');
  });

  it('has its level on the day asked, in the middle of the days', () => {
    const line = trendOf(
      many(50, (n) => 1000 + 2 * n + (n % 5)),
      60,
    );
    expect(line).toMatchObject({ slope: 2, level: 1122, days: 50, lowerBounds: 0 });
  });

  it('is less sure of days that resemble their neighbours', () => {
    let [apart, alike] = [0, 0];
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const draw = seeded(seed);
      const noise = Array.from({ length: 60 }, () => draw());
      const width = (figure: (n: number) => number): number => {
        const line = trendOf(
          many(60, figure, () => 'normal'),
          60,
        );
        return 'kind' in line ? 0 : line.high - line.low;
      };
      apart += width((n) => noise[n]!);
      alike += width((n) => noise[n - (n % 6)]!);
    }
    expect(alike).toBeGreaterThan(apart * 1.3);
  });
});
