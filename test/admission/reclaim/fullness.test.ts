import { describe, expect, it } from 'vitest';
import { fullnessOf } from '../../../agent/admission/reclaim/fullness.ts';
import type { DecisionInputs } from '../../../agent/admission/check/decision-inputs.ts';
import { bps, mbps, perMille } from '../../../agent/domain/rate.ts';
import { both, bound, terms } from '../../office/evidence-kit.ts';

const busy = (bits: number) => ({
  ...terms().directions.down,
  busy: { ...terms().directions.down.busy, kind: 'known', bits: bps(bits) } as const,
});
const carrying = (down: number, up: number, more: Partial<DecisionInputs> = {}) =>
  fullnessOf(terms({}, { directions: { down: busy(down), up: busy(up) }, ...more }));

describe('a path of 1,000 Mbps', () => {
  it('is full from 95 % of it on, in either direction, whatever is asked', () => {
    expect(carrying(mbps(950) - 1, mbps(950) - 1)).toBe('room');
    expect([carrying(mbps(950), 0), carrying(0, mbps(950))]).toEqual(['full', 'full']);
  });

  it('is as full as the fullest of its uplinks and pools, each for its share', () => {
    const half = { share: perMille(500) };
    const bounds = [bound({ ...half, capacity: both(200) }), bound({ ...half, name: 'b', capacity: both(100) })];
    expect(carrying(mbps(189.8), 0, { bounds })).toBe('room');
    expect(carrying(mbps(190), 0, { bounds })).toBe('full');
    const pool = bound({ kind: 'pool', name: 'p', capacity: both(300) });
    expect(carrying(mbps(285), 0, { bounds: [bound(), pool] })).toBe('full');
  });

  it('is not known without a figure, a contract or shares, unless it is full all the same', () => {
    const noBusy = {
      down: busy(0),
      up: { ...busy(0), busy: { kind: 'unknown', why: 'coverage', valid: 1, expected: 9 } as never },
    };
    expect(fullnessOf(terms({}, { directions: noBusy }))).toBe('unknown');
    expect(carrying(0, 0, { bounds: [], blind: [{ why: 'no-shares' }] })).toBe('unknown');
    const bounds = [bound(), bound({ name: 'b', capacity: null })];
    expect(carrying(mbps(100), 0, { bounds })).toBe('unknown');
    expect(carrying(mbps(950), 0, { bounds })).toBe('full');
  });
});
