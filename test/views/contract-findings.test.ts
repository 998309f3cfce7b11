import { describe, expect, it } from 'vitest';
import type { Uplink } from '../../agent/domain/uplink.ts';
import { contractFindings } from '../../agent/views/contract-findings.ts';
import { both, NOW, when } from '../office/evidence-kit.ts';
import { contextOver } from '../office/read-context-kit.ts';

const UPLINK: Uplink = { id: 'a', name: 'ISP A', router: 'core', interface: 'ether1' };

function found(...untils: readonly (string | null)[]) {
  const contracts = untils.map((until, n) => {
    const from = when(`2025-0${n + 1}-01T00:00+07:00`);
    return { uplink: 'a', from, until: until === null ? null : when(until), rate: both(100), document: 'K' };
  });
  const context = contextOver(
    { lines: [], pools: [], contracts, shares: [], poolLimits: [], allocations: [] },
    {},
    { uplinks: [UPLINK] },
  );
  expect(contractFindings(context, 'another')).toEqual([]);
  return contractFindings(context, 'core').map(({ code, level, facts }) => [code, level, facts]);
}

describe('agent/views/contract-findings', () => {
  it('alarms without a contract, and after the last one has ended', () => {
    expect(found()).toEqual([['ledger/no-contract', 'alarm', {}]]);
    const ended = when('2026-04-04T10:00+07:00');
    expect(found('2026-04-04T10:00+07:00')).toEqual([
      ['ledger/contract-ended', 'alarm', { ended, grace: when('2026-06-03T10:00+07:00') }],
    ]);
  });

  it('warns 60 days before the end of one that nothing follows', () => {
    const until = when('2026-06-01T00:00+07:00');
    expect(found('2026-06-01T00:00+07:00')).toEqual([['ledger/contract-ends', 'warn', { until }]]);
    expect(found('2026-09-01T00:00+07:00')).toEqual([]);
    expect(found(null)).toEqual([]);
    expect(NOW).toBe(when('2026-05-04T10:00+07:00'));
  });
});
