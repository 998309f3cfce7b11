import { describe, expect, it } from 'vitest';
import { grantReview } from '../../../agent/admission/reclaim/grant-review.ts';
import { mbps, perMille, type Rate } from '../../../agent/domain/rate.ts';
import { both, type DayPlan, past, span } from '../../office/evidence-kit.ts';

/** From Monday 4 May, 10.02, for 14 days: 14 May is a holiday. */
const WINDOW = span('2026-05-04T10:02+07:00', '2026-05-18T10:02+07:00');
const BELOW = perMille(400);
const RATES = [both(30), both(50)] as const;

function reviewDays(down: (day: string) => DayPlan, up: DayPlan, [before, now]: readonly [Rate, Rate]) {
  return grantReview({ down: past('2026-06-30', down), up: past('2026-06-30', () => up) }, WINDOW, before, now, BELOW);
}

const review = (down: DayPlan, up: DayPlan = mbps(1), rates: readonly [Rate, Rate] = RATES) =>
  reviewDays(() => down, up, rates);

describe('a grant after its weeks', () => {
  it('was used where more was carried than the line had before', () => {
    expect(review(mbps(31))).toMatchObject({
      kind: 'used',
      down: { p95: mbps(31), share: 620 },
      up: { p95: mbps(1), share: 20 },
    });
    expect(review(mbps(1), mbps(45))).toMatchObject({ kind: 'used' });
  });

  it('was not used up to what it had, nor where most of the new is idle', () => {
    expect(review(mbps(30))).toMatchObject({ kind: 'unused', down: { p95: mbps(30) } });
    expect(review(mbps(35), mbps(1), [both(30), both(100)])).toMatchObject({ kind: 'unused', down: { share: 350 } });
    expect(review(mbps(40), mbps(1), [both(30), both(100)])).toMatchObject({ kind: 'used' });
  });

  it('is judged by the directions that were raised', () => {
    expect(review(mbps(1), mbps(45), [both(30), both(50, 30)])).toMatchObject({ kind: 'unused' });
    expect(review(mbps(1), mbps(1), [both(0), both(50)])).toMatchObject({ kind: 'unused' });
  });

  it('looks at working hours of its own window alone', () => {
    const evenings: DayPlan = (minute) => (minute >= 18 * 60 ? mbps(50) : mbps(5));
    expect(review(evenings)).toMatchObject({ kind: 'unused', down: { p95: mbps(5) } });
    const found = reviewDays((day) => (day < '2026-05-04' || day > '2026-05-18' ? mbps(50) : mbps(5)), mbps(1), RATES);
    expect(found).toMatchObject({ kind: 'unused' });
    expect(found.valid).toBe(found.expected);
  });

  it('is unmeasured where gaps hide it, also right after the grant', () => {
    const found = reviewDays((day) => (day < '2026-05-12' ? undefined : mbps(5)), mbps(1), RATES);
    expect(found).toMatchObject({ kind: 'unmeasured' });
    expect(found.valid).toBeLessThan(found.expected * 0.7);
    expect(review(undefined)).toMatchObject({ kind: 'unmeasured', valid: 0 });
    expect(review(mbps(45), () => undefined)).toMatchObject({ kind: 'unmeasured' });
  });

  it('a sample missing here and there hides nothing', () => {
    expect(review((minute) => (minute === 600 ? undefined : mbps(31)))).toMatchObject({ kind: 'used' });
  });

  it('looks at normal days alone: a month of Ramadan makes no grant unused', () => {
    const seen = past('2026-06-30', (_, kind) => (kind === 'normal' ? mbps(45) : mbps(2)));
    const over = (from: string, until: string) =>
      grantReview({ down: seen, up: seen }, span(from, until), ...RATES, BELOW);
    expect(over('2026-02-20T10:00+07:00', '2026-03-06T10:00+07:00')).toMatchObject({ kind: 'unmeasured', expected: 0 });
    expect(over('2026-02-20T10:00+07:00', '2026-03-31T16:00+07:00')).toMatchObject({
      kind: 'used',
      down: { p95: mbps(45) },
    });
  });
});
