import { expect, test } from 'vitest';
import { pointsOf } from '../../agent/daemon/points.ts';
import type { Line } from '../../agent/domain/line.ts';
import type { Office } from '../../agent/domain/office.ts';
import type { LedgerView } from '../../agent/ports/ledger.ts';
import { lineRow, poolRow } from '../office/sample-rows.ts';

const line = (id: string, router: string, ...targets: readonly string[]): Line =>
  lineRow(id, { router, targets, parent: null });

test('one router is asked for its uplinks, lines and pools; one that is one interface names that too', () => {
  const uplinks = ['core', 'edge'].map((router) => ({ id: `isp-${router}`, name: 'ISP', router, interface: 'sfp1' }));
  const lines = [
    line('net', 'core', '10.62.1.0/24'),
    line('vlan', 'core', 'vlan20'),
    line('two', 'core', 'vlan21', 'vlan22'),
    line('mixed', 'core', 'vlan23', '10.62.2.0/24'),
    line('away', 'edge', 'vlan24'),
  ];
  const pools = [
    poolRow('all', { targets: ['10.62.0.0/16'] }),
    poolRow('floor', { targets: ['vlan20'], parent: 'ALL' }),
    poolRow('far', { router: 'edge' }),
  ];
  const ledger = { lines: () => lines, pools: () => pools } as unknown as LedgerView;
  const points = pointsOf({ uplinks } as unknown as Office, ledger, 'core');
  expect(points).toEqual([
    { subject: 'uplink:isp-core', interface: 'sfp1' },
    { subject: 'line:net', queue: 'NET' },
    { subject: 'line:vlan', queue: 'VLAN', interface: 'vlan20', faces: 'agency' },
    { subject: 'line:two', queue: 'TWO' },
    { subject: 'line:mixed', queue: 'MIXED' },
    { subject: 'pool:all', queue: 'ALL' },
    { subject: 'pool:floor', queue: 'FLOOR', interface: 'vlan20', faces: 'agency' },
  ]);
  const proven = pointsOf({ uplinks } as unknown as Office, ledger, 'core', 'down');
  expect(proven.map(({ bytesIn }) => bytesIn)).toEqual([undefined, ...Array.from({ length: 6 }, () => 'down')]);
});
