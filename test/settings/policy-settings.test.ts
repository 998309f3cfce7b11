import { describe, expect, test } from 'vitest';
import { DEFAULT_POLICY } from '../../agent/domain/policy.ts';
import { policySchema } from '../../agent/settings/policy-settings.ts';

describe('agent/settings/policy-settings', () => {
  test('what is left out is as shipped', () => {
    expect(policySchema.parse({})).toEqual(DEFAULT_POLICY);
    const asked = { reclaimBelow: 0.3, reclaimDays: 15, reclaimRoom: 1.5, objectDays: 5 };
    expect(policySchema.parse(asked)).toEqual({
      ...DEFAULT_POLICY,
      reclaimBelow: 300,
      reclaimDays: 15,
      reclaimRoom: 1500,
      objectDays: 5,
    });
  });

  test.each([
    { reclaimBelow: 1.1 },
    { reclaimBelow: 0.3333 },
    // Less room than is used would take away what a line needs.
    { reclaimRoom: 0.9 },
    // A week of data is the least, and samples reach no further back than some 60 working days.
    { reclaimDays: 4 },
    { reclaimDays: 41 },
    { objectDays: -1 },
  ])('%j is refused', (given) => expect(policySchema.safeParse(given).success).toBe(false));
});
