import { describe, expect, it } from 'vitest';
import { DAY, type Moment } from '../../agent/domain/moment.ts';
import { stillSight } from '../../agent/assessment/snapshot.ts';
import { allocation, both, NOW } from '../admission/evidence-kit.ts';
import { flat, type Shelves, sightOver } from '../admission/sight-kit.ts';

const NONE: Shelves = { lines: [], pools: [], contracts: [], shares: [], poolLimits: [], allocations: [] };

describe('a still sight', () => {
  it('reads each table and each newest interval once, and says the same', () => {
    const sight = sightOver(
      { ...NONE, allocations: [allocation(1, 'x', both(30))] },
      { 'uplink:a': flat((NOW - DAY) as Moment, NOW, 5) },
    );
    let reads = 0;
    const counted = {
      ...sight,
      ledger: { ...sight.ledger, allocations: () => ((reads += 1), sight.ledger.allocations()) },
      samples: { ...sight.samples, newest: (s: 'uplink:a', n: number) => ((reads += 1), sight.samples.newest(s, n)) },
    };
    const still = stillSight(counted);
    for (const _ of [1, 2, 3]) {
      expect(still.ledger.allocations()).toEqual(sight.ledger.allocations());
      for (const n of [1, 3]) expect(still.samples.newest('uplink:a', n)).toEqual(sight.samples.newest('uplink:a', n));
    }
    expect(reads).toBe(3);
    counted.ledger.allocations();
    expect(reads).toBe(4);
  });
});
