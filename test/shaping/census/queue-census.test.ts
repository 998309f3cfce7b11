import { describe, expect, test } from 'vitest';
import { bps, mbps, NO_RATE, rate } from '../../../agent/domain/rate.ts';
import { censusOf } from '../../../agent/shaping/census/queue-census.ts';
import { targetsMeet } from '../../../agent/domain/prefix.ts';
import { type QueueFields, tableOf } from '../../office/survey-samples.ts';

const ten = rate(mbps(10), mbps(10));

function told(...rows: readonly QueueFields[]) {
  const { pools, lines, unmanaged } = censusOf(tableOf(...rows), new Set(['ether1 ISP']));
  return {
    pools: pools.map(({ name }) => name),
    lines: lines.map(({ name }) => name),
    unmanaged: unmanaged.map(({ queue, why, of }) => [queue.name, why, ...(of === null ? [] : [of])]),
  };
}

describe('agent/shaping/census/queue-census', () => {
  test('a parent is a pool, its children are lines', () => {
    const pool = { name: 'TOTAL', targets: ['10.62.0.0/16'] };
    expect(told(pool, { name: 'A', parent: 'TOTAL' }, { name: 'B', parent: 'TOTAL' })).toEqual({
      pools: ['TOTAL'],
      lines: ['A', 'B'],
      unmanaged: [],
    });
  });

  test('a flat table: the widest queue that stands first is the pool, one that stands last is a catch-all', () => {
    const wide = { name: 'SEMUA', targets: ['10.62.0.0/16'] };
    expect(told(wide, { name: 'A' }, { name: 'B' })).toMatchObject({
      pools: ['SEMUA'],
      lines: ['A', 'B'],
      unmanaged: [],
    });
    expect(told({ name: 'A' }, { name: 'B' }, wide)).toEqual({
      pools: [],
      lines: ['A', 'B'],
      unmanaged: [['SEMUA', 'catch-all']],
    });
  });

  test.each([
    ['dynamic', null, { dynamic: true }],
    ['disabled', null, { disabled: true }],
    ['invalid', null, { invalid: true }],
    ['invalid', '*F', { parent: '*F' }],
    ['everything', null, { targets: ['0.0.0.0/0'] }],
    ['everything', null, { targets: ['10.62.9.0/24', '::/0'] }],
    ['everything', null, { targets: [] }],
    ['interface', 'vlan9 TAMU', { targets: ['10.62.9.0/24', 'vlan9 TAMU'] }],
    ['uplink-interface', 'ether1 ISP', { targets: ['ether1 ISP'] }],
    ['unknown-target', '10.62.9.1-10.62.9.9', { targets: ['10.62.9.1-10.62.9.9'] }],
    ['unknown-target', '10.62.300.0/24', { targets: ['10.62.300.0/24'] }],
    ['unknown-target', 'NET 10.0.0.0/24', { targets: ['NET 10.0.0.0/24'] }],
    ['unlimited', null, { maxLimit: NO_RATE }],
    ['unlimited', null, { maxLimit: rate(mbps(10), 0) }],
    ['tiny', '10/5', { maxLimit: rate(10, 5) }],
    ['tiny', '5000000/1000', { maxLimit: rate(mbps(5), 1000) }],
    ['half-guarantee', null, { limitAt: rate(mbps(5), bps(0)) }],
    ['marks', 'game,vip', { extras: { packetMarks: ['game', 'vip'] } }],
    ['destination', '10.9.0.0/16', { extras: { dst: '10.9.0.0/16' } }],
    ['not-ascii', '"Pak Ḥasan"', { comment: 'Pak Ḥasan' }],
    ['not-ascii', '"baris naik"', { comment: 'baris\r\nnaik' }],
    ['too-many-targets', null, { targets: Array.from({ length: 129 }, (_, i) => `10.63.${i}.0/24`) }],
  ] as const)('%s (%s) is left out: %j', (why, of, fields) => {
    expect(told({ name: 'A' }, { name: 'X', ...fields }).unmanaged).toEqual([['X', why, ...(of === null ? [] : [of])]]);
  });

  test('names that cannot be sent: of the queue itself, of its parent', () => {
    expect(told({ name: 'X ' }).unmanaged).toEqual([['X ', 'not-ascii', '"X "']]);
    expect(told({ name: 'INDUK ', maxLimit: NO_RATE }, { name: 'A', parent: 'INDUK ' }).unmanaged).toEqual([
      ['A', 'parent-name', 'INDUK '],
    ]);
  });

  test.each([
    ['<pppoe-budi>', 'ppp'],
    ['<l2tp-kantor>', 'ppp'],
    ['hs-<hotspot1>', 'hotspot'],
    ['<hotspot-tamu>', 'hotspot'],
    ['dhcp-ds<AA:BB:CC:DD:EE:FF>', 'dhcp'],
    ['sesuatu', 'dynamic'],
  ])('a dynamic queue %s belongs to %s', (name, why) => {
    expect(told({ name, dynamic: true, targets: [name] }).unmanaged).toEqual([[name, why]]);
  });

  test('a queue inside another’s prefix, and a second one for the same prefix, name the queue they overlap', () => {
    const rows = [
      { name: 'TEST', targets: ['10.62.1.50/32'] },
      { name: 'A' },
      { name: 'B' },
      { name: 'A lama', targets: ['10.62.1.0/24'] },
    ] as const;
    expect(told(...rows)).toEqual({
      pools: [],
      lines: ['A', 'B'],
      unmanaged: [
        ['TEST', 'overlaps', 'A'],
        ['A lama', 'overlaps', 'A'],
      ],
    });
  });

  test('no two lines share an address, and no queue is lost', () => {
    const rows = Array.from({ length: 60 }, (_, i) => ({
      name: `Q${i}`,
      targets: [`10.${i % 7}.0.0/${8 + (i % 5) * 4}`.replace(/^10\.\d\.0\.0\/8$/, '10.0.0.0/8')],
      maxLimit: ten,
    }));
    const table = tableOf(...rows);
    const { pools, lines, unmanaged } = censusOf(table);
    expect(pools.length + lines.length + unmanaged.length).toBe(table.length);
    expect(lines.length).toBeGreaterThan(1);
    for (const [i, a] of lines.entries())
      for (const b of lines.slice(i + 1)) expect(targetsMeet(a.targets[0]!, b.targets[0]!)).toBe(false);
  });
});
