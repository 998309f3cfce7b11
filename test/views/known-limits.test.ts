import { expect, test } from 'vitest';
import type { Office } from '../../agent/domain/office.ts';
import { rate } from '../../agent/domain/rate.ts';
import type { LedgerView, Observed } from '../../agent/ports/ledger.ts';
import { knownLimits } from '../../agent/views/known-limits.ts';
import { observedAs } from '../fakes/memory-router.ts';
import { alike, contractRow, lineRow, poolRow, YEAR_BEGAN } from '../office/sample-rows.ts';

const shape = (name: string, mbps: number) => ({ name, targets: ['10.62.20.0/24'], maxLimit: alike(mbps) });

test('contracts limit uplinks; max-limit with its burst limits lines and pools, as the router last showed it', () => {
  const uplinks = ['isp-a', 'isp-b', 'far'].map((id) => ({ id, router: id === 'far' ? 'edge' : 'core' }));
  const queues = [
    { ...observedAs(shape('POOL', 100)), maxLimit: rate(100e6, 0) },
    { ...observedAs(shape('A', 20)), extras: { burstLimit: rate(30e6, 10e6) } },
    { ...observedAs(shape('B', 20)), disabled: true },
  ];
  const ledger: Partial<LedgerView> = {
    contracts: () => [contractRow('isp-a', alike(300))],
    lines: () => [lineRow('a'), lineRow('b'), lineRow('unseen'), lineRow('elsewhere', { router: 'edge', queue: 'A' })],
    pools: () => [poolRow('pool')],
    observed: () => ({ queues }) as unknown as Observed,
  };
  const limits = knownLimits({ uplinks } as unknown as Office, ledger as LedgerView, 'core', YEAR_BEGAN);
  expect([...limits]).toEqual([
    ['uplink:isp-a', alike(300)],
    ['line:a', { down: 30e6, up: 20e6 }],
    ['pool:pool', { down: 100e6, up: null }],
  ]);
});
