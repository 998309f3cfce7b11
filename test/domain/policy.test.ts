import { describe, expect, it } from 'vitest';
import { FORMULA } from '../../agent/assessment/availability.ts';
import { DEFAULT_POLICY } from '../../agent/domain/policy.ts';
import { mbps } from '../../agent/domain/rate.ts';

describe('agent/domain/policy', () => {
  it('ships the numbers of the office', () => {
    expect(DEFAULT_POLICY).toEqual({
      version: 1,
      busyLimit: 850,
      liveLimit: 950,
      reserve: 100,
      sharing: 2000,
      activity: 700,
      saturation: 950,
      leadDays: 0,
      promised: 'enforce',
      offerStep: mbps(5),
      needBusy: 800,
      needSaturated: 50,
      holdDays: 3,
      documentDays: 3,
      offerDays: 3,
      confirmDays: 2,
      contractGraceDays: 60,
      reviewDays: 14,
      graceMinutes: 30,
      expiryNoticeHours: 24,
      reclaimBelow: 400,
      reclaimDays: 20,
      reclaimRoom: 1300,
      objectDays: 10,
    });
    expect(FORMULA).toBe(3);
  });

  it('a busy hour stays below what the live key allows', () => {
    expect(DEFAULT_POLICY.busyLimit).toBeLessThan(DEFAULT_POLICY.liveLimit);
    expect(DEFAULT_POLICY.liveLimit).toBeLessThanOrEqual(DEFAULT_POLICY.saturation);
  });
});
