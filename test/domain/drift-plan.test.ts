import { describe, expect, it } from 'vitest';
import { isQuiet, policyFor, REPORT_ONLY } from '../../agent/domain/drift-plan.ts';
import { momentOf } from '../../agent/domain/moment.ts';
import { zone } from '../../agent/domain/zone.ts';

const JAKARTA = zone('Asia/Jakarta');

describe('agent/domain/drift-plan', () => {
  it('an object has its own policy, or the router has; no inherited word counts', () => {
    const plan = { ...REPORT_ONLY, policy: 'propose', objects: { rsud: 'enforce' } } as const;
    expect([policyFor(plan, 'rsud'), policyFor(plan, 'dinkes'), policyFor(plan, 'constructor')]).toEqual([
      'enforce',
      'propose',
      'propose',
    ]);
  });

  it.each([
    ['07:29', false, true],
    ['07:30', true, true],
    ['15:59', true, false],
    ['16:00', false, false],
    ['22:00', false, true],
  ])('at %s: by day %s, across midnight %s', (time, day, night) => {
    const at = momentOf(`2026-05-04T${time}:00+07:00`);
    const quiet = (from: number, until: number): boolean =>
      isQuiet({ ...REPORT_ONLY, quietHours: [{ from, until }] }, at, JAKARTA);
    expect([quiet(450, 960), quiet(1320, 600)]).toEqual([day, night]);
    expect(isQuiet(REPORT_ONLY, at, JAKARTA)).toBe(false);
  });
});
