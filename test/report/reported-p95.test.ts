import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reportedP95 } from '../../agent/report/reported-p95.ts';

const p95 = (rates: readonly number[]): number => rates.toSorted((a, b) => a - b)[Math.ceil(0.95 * rates.length) - 1]!;

test('the true p95 lies at the bound that is said, whatever the missing intervals carried', () => {
  const rate = fc.nat(1000);
  const intervals = fc.array(fc.record({ rate, seen: fc.boolean() }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(intervals, (all) => {
      const seen = all.filter((each) => each.seen).map((each) => each.rate);
      const reported = reportedP95(seen, all.length);
      if (reported === null) return seen.length === 0 || seen.length < all.length;
      const truth = p95(all.map((each) => each.rate));
      return reported.bound === 'most' ? truth <= reported.bits : truth >= reported.bits;
    }),
    { seed: 95 },
  );
});

test('is exact where nothing is missing, and the least where too much is', () => {
  const hundred = Array.from({ length: 100 }, (_, n) => n + 1);
  expect(reportedP95(hundred, 100)).toEqual({ bits: 95, bound: 'most' });
  expect(reportedP95(hundred.slice(0, 95), 100)).toEqual({ bits: 95, bound: 'most' });
  expect(reportedP95(hundred.slice(0, 94), 100)).toEqual({ bits: 89, bound: 'least' });
  expect(reportedP95([7], 100)).toBeNull();
  expect(reportedP95([], 100)).toBeNull();
});
