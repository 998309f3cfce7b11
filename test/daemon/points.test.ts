import { expect, test } from 'vitest';
import { pointsOf } from '../../agent/daemon/points.ts';
import type { Line } from '../../agent/domain/line.ts';
import type { Office } from '../../agent/domain/office.ts';
import type { LedgerView } from '../../agent/ports/ledger.ts';
import { lineRow } from '../office/sample-rows.ts';

const line = (id: string, router: string, ...targets: readonly string[]): Line =>
  lineRow(id, { router, targets, parent: null });

test('one router is asked for its uplinks and lines; a line that is one interface names that too', () => {
  const uplinks = ['core', 'edge'].map((router) => ({ id: `isp-${router}`, name: 'ISP', router, interface: 'sfp1' }));
  const lines = [
    line('net', 'core', '10.62.1.0/24'),
    line('vlan', 'core', 'vlan20'),
    line('two', 'core', 'vlan21', 'vlan22'),
    line('mixed', 'core', 'vlan23', '10.62.2.0/24'),
    line('away', 'edge', 'vlan24'),
  ];
  const points = pointsOf({ uplinks } as unknown as Office, { lines: () => lines } as unknown as LedgerView, 'core');
  expect(points).toEqual([
    { subject: 'uplink:isp-core', interface: 'sfp1' },
    { subject: 'line:net', queue: 'NET' },
    { subject: 'line:vlan', queue: 'VLAN', interface: 'vlan20', faces: 'agency' },
    { subject: 'line:two', queue: 'TWO' },
    { subject: 'line:mixed', queue: 'MIXED' },
  ]);
});
