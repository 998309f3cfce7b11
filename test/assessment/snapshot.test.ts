import { describe, expect, it } from 'vitest';
import { DAY, type Moment } from '../../agent/domain/moment.ts';
import { snapshotOf } from '../../agent/assessment/snapshot.ts';
import { allocation, both, NOW } from '../office/evidence-kit.ts';
import { flat, type Tables, contextOver } from '../office/read-context-kit.ts';

const NONE: Tables = { lines: [], pools: [], contracts: [], shares: [], poolLimits: [], allocations: [] };

describe('a still context', () => {
  it('reads each table and each newest interval once, and says the same', () => {
    const context = contextOver(
      { ...NONE, allocations: [allocation(1, 'x', both(30))] },
      { 'uplink:a': flat((NOW - DAY) as Moment, NOW, 5) },
    );
    let reads = 0;
    const counted = {
      ...context,
      ledger: { ...context.ledger, allocations: () => ((reads += 1), context.ledger.allocations()) },
      samples: {
        ...context.samples,
        newest: (s: 'uplink:a', n: number) => ((reads += 1), context.samples.newest(s, n)),
      },
    };
    const still = snapshotOf(counted);
    for (const _ of [1, 2, 3]) {
      expect(still.ledger.allocations()).toEqual(context.ledger.allocations());
      for (const n of [1, 3])
        expect(still.samples.newest('uplink:a', n)).toEqual(context.samples.newest('uplink:a', n));
    }
    expect(reads).toBe(3);
    counted.ledger.allocations();
    expect(reads).toBe(4);
  });
});
