import { describe, expect, test } from 'vitest';
import { exactMbps, tightest } from '../../../agent/commands/request/key-numbers.ts';
import { bps } from '../../../agent/domain/rate.ts';
import { DECISION } from '../view-samples.ts';

describe('agent/commands/key-numbers', () => {
  test.each([
    [0, '0'],
    [40_000_000, '40'],
    [12_500_000, '12,5'],
    [428_571_429, '428,571429'],
    [425_000_001, '425,000001'],
    [1_250_000_000, '1250'],
    [-1, '-0,000001'],
    [-7_500_000, '-7,5'],
    [999_999, '0,999999'],
  ])('%d bit/s is %s Mbps', (bits, shown) => {
    expect(exactMbps(bits, 'id')).toBe(shown);
    expect(exactMbps(bits, 'en')).toBe(shown.replace(',', '.'));
  });

  test('the tightest key is the one with the least room, failed ones first', () => {
    expect(tightest(DECISION.decision.keys)?.key).toBe('measured');
    const [first, second] = DECISION.decision.keys;
    const roomy = { ...first!, demand: bps(1), pass: true };
    expect(tightest([roomy, second!])?.key).toBe('promised');
    const full = { ...first!, demand: bps(1), saturated: true };
    expect(tightest([second!, full, second!])).toBe(full);
    expect(tightest([])).toBeUndefined();
  });
});
