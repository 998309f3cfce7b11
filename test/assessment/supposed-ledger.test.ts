import { describe, expect, test } from 'vitest';
import { supposedLedger } from '../../agent/assessment/supposed-ledger.ts';
import type { Line } from '../../agent/domain/line.ts';
import { bareLine } from '../office/evidence-kit.ts';
import { contextOver } from '../office/read-context-kit.ts';

const line = (id: string): Line => ({ ...bareLine(id), agency: 'dinkes', queue: id.toUpperCase() });
const { ledger } = contextOver(
  { lines: [line('x')], pools: [], contracts: [], shares: [], poolLimits: [], allocations: [] },
  {},
);

describe('assessment/supposed-ledger', () => {
  test('a look-up answers out of the list that was replaced, and the ledger itself stays as it is', () => {
    const supposed = supposedLedger(ledger, { lines: () => [line('y')] });
    expect([supposed.line('x'), supposed.line('y')?.queue]).toEqual([undefined, 'Y']);
    expect([ledger.line('x')?.queue, ledger.line('y')]).toEqual(['X', undefined]);
    expect(supposed.line(null)).toBeUndefined();
  });

  test('a supposition on a supposition sees the last list', () => {
    const once = supposedLedger(ledger, { lines: () => [line('y')] });
    const twice = supposedLedger(once, { lines: () => [...once.lines(), line('z')] });
    expect(twice.lines().map(({ id }) => id)).toEqual(['y', 'z']);
    expect(twice.line('z')).toBeDefined();
  });
});
