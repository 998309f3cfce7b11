import { describe, expect, test } from 'vitest';
import { bps, mbps, NO_RATE, rate } from '../../../agent/domain/rate.ts';
import { censusOf, type Site } from '../../../agent/shaping/census/queue-census.ts';
import { type Prefix, targetsMeet } from '../../../agent/domain/prefix.ts';
import { WEEK_DAYS } from '../../../agent/shaping/queue-extras.ts';
import { type QueueFields, tableOf } from '../../office/survey-samples.ts';

const ten = rate(mbps(10), mbps(10));

const SITE: Site = {
  uplinks: new Set(['ether1 ISP']),
  networks: new Map([['bridge-LAN', ['10.62.0.0/16' as Prefix]]]),
};

function told(...rows: readonly QueueFields[]) {
  const { pools, lines, unmanaged } = censusOf(tableOf(...rows), SITE);
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
    const { pools, lines, unmanaged } = censusOf(table, SITE);
    expect(pools.length + lines.length + unmanaged.length).toBe(table.length);
    expect(lines.length).toBeGreaterThan(1);
    for (const [i, a] of lines.entries())
      for (const b of lines.slice(i + 1)) expect(targetsMeet(a.targets[0]!, b.targets[0]!)).toBe(false);
  });

  const open = { maxLimit: NO_RATE };
  const under = (parent: string, ...names: readonly string[]) =>
    names.map((name, i) => ({ name, parent, targets: [`10.62.1.${10 + i}/32`] }));

  test('a tree: parents with a limit are pools, those without are groups, each with any target', () => {
    const tree = [
      { name: 'ALL', targets: [] },
      { name: 'LANTAI', targets: ['bridge-LAN'], parent: 'ALL', ...open },
      { name: 'GEDUNG', targets: ['10.62.0.0/16'], parent: 'LANTAI' },
      ...under('GEDUNG', 'A', 'B'),
      { name: 'C', parent: 'LANTAI', targets: ['VLAN - TAMU'] },
    ];
    const { pools, groups, lines, unmanaged } = censusOf(tableOf(...tree), SITE);
    expect([pools, groups, lines].map((rows) => rows.map(({ name }) => name))).toEqual([
      ['ALL', 'GEDUNG'],
      ['LANTAI'],
      ['A', 'B', 'C'],
    ]);
    expect(unmanaged).toEqual([]);
  });

  test.each([
    ['has a limit of both directions together', { ...open, extras: { totalMaxLimit: mbps(50) } }, 'total-only'],
    ['limits one direction', { maxLimit: rate(mbps(10), 0) }, 'one-direction'],
    ['takes marked packets', { extras: { packetMarks: ['iix'] } }, 'marks'],
    ['is in force at some hours', { extras: { hours: { from: 0, until: 3600, days: WEEK_DAYS } } }, 'hours-only'],
    ['is on an uplink with unlike limits', { targets: ['ether1 ISP'], maxLimit: rate(10e6, 5e6) }, 'uplink-interface'],
  ] as const)('a parent that %s is no pool and no group', (_, fields, why) => {
    const table = tableOf({ name: 'P', ...fields }, ...under('P', 'A', 'B'));
    const { pools, groups, unmanaged } = censusOf(table, SITE);
    expect([pools, groups]).toEqual([[], []]);
    expect(unmanaged.find(({ queue }) => queue.name === 'P')?.why).toBe(why);
  });

  test('a parent on an uplink bounds the whole link, if it does not matter which direction is which', () => {
    expect(told({ name: 'P', targets: ['ether1 ISP'] }, ...under('P', 'A', 'B'))).toMatchObject({ pools: ['P'] });
  });

  test('below a parent that takes marked packets nobody has all its traffic', () => {
    const rows = [{ name: 'P', extras: { packetMarks: ['iix'] } }, ...under('P', 'A', 'B')];
    expect(told(...rows)).toEqual({
      pools: [],
      lines: [],
      unmanaged: ['P', 'A', 'B'].map((name) => [name, 'marks', 'iix']),
    });
  });

  test.each([
    ['covers all of them', ['10.62.1.0/24'], 'catch-all'],
    ['lists the addresses of several', ['10.62.1.10/32', '10.62.1.12/32'], 'rest'],
    ['takes everything', [], 'everything'],
    ['takes everything by prefix', ['0.0.0.0/0'], 'everything'],
  ] as const)('the queue of a group that %s is nobody’s line, first or last', (_, targets, why) => {
    const rest = { name: 'BELUM BAYAR', parent: 'P', targets, maxLimit: rate(200_000, 150_000) };
    const lines = under('P', 'A', 'B', 'C', 'D');
    const pool = { name: 'P', targets: ['10.62.0.0/16'] };
    for (const rows of [
      [pool, rest, ...lines],
      [pool, ...lines, rest],
    ]) {
      const { unmanaged, ...found } = told(...rows);
      expect(found).toEqual({ pools: ['P'], lines: ['A', 'B', 'C', 'D'] });
      expect(unmanaged.map((row) => row.slice(0, 2))).toEqual([['BELUM BAYAR', why]]);
    }
  });

  test('a list of unpaid addresses outside the group is nobody’s line, also with an address of nobody', () => {
    const pool = { name: 'P', targets: ['10.62.0.0/16'] };
    const names = ['A', 'B', 'C', 'E', 'F', 'G', 'H', 'I'];
    const lines = names.map((name, n) => ({ name, parent: 'P', targets: [`10.62.1.${n + 1}/32`] }));
    const unpaid = { name: 'BLM BAYAR', targets: ['10.62.1.1/32', '10.62.1.2/32', '10.62.1.3/32', '10.62.9.9/32'] };
    expect(told(unpaid, pool, ...lines)).toEqual({
      pools: ['P'],
      lines: names,
      unmanaged: [['BLM BAYAR', 'rest', 'A, B, C']],
    });
    // With most of its addresses its own it is a line, and the one that shares an address with it gives way.
    const own = { name: 'D', targets: ['10.62.1.1/32', '10.62.2.1/32', '10.62.3.1/32'] };
    expect(told(own, pool, ...lines).lines).toContain('D');
  });

  test('one line and the rest of its group', () => {
    const pool = { name: 'P', targets: ['10.62.1.0/24'] };
    const rest = { name: 'SISA', parent: 'P', targets: ['10.62.1.0/24'] };
    expect(told(pool, rest, ...under('P', 'A'))).toMatchObject({ lines: ['A'], unmanaged: [['SISA', 'catch-all']] });
    // Alone, the same queue is the line.
    expect(told(pool, rest)).toMatchObject({ lines: ['SISA'], unmanaged: [] });
  });

  test('a queue on an interface covers the addresses behind it', () => {
    const wide = { name: 'SEMUA', targets: ['bridge-LAN'] };
    expect(told(wide, { name: 'A' }, { name: 'B' })).toMatchObject({ pools: ['SEMUA'], lines: ['A', 'B'] });
    expect(told({ name: 'A' }, { name: 'B' }, wide).unmanaged).toEqual([['SEMUA', 'catch-all']]);
  });

  const day = { extras: { hours: { from: 28_800, until: 61_200, days: WEEK_DAYS } } };
  const night = { extras: { hours: { from: 61_200, until: 28_800, days: WEEK_DAYS } } };
  const same = { targets: ['10.62.50.0/24'] };

  test('hours: day and night are parts of one; the queue of all hours is the line; alone it is one', () => {
    expect(told({ name: 'SIANG', ...day, ...same }, { name: 'MALAM', ...night, ...same }, { name: 'A' })).toEqual({
      pools: [],
      lines: ['A'],
      unmanaged: [
        ['SIANG', 'hours', 'MALAM'],
        ['MALAM', 'hours', 'SIANG'],
      ],
    });
    expect(told({ name: 'MALAM', ...night, ...same }, { name: 'TETAP', ...same })).toMatchObject({
      lines: ['TETAP'],
      unmanaged: [['MALAM', 'hours', 'TETAP']],
    });
    expect(told({ name: 'SIANG', ...day, ...same }, { name: 'A' })).toMatchObject({ lines: ['SIANG', 'A'] });
  });

  test.each([
    ['marks', { extras: { packetMarks: ['game'] } }, 'marks'],
    ['a destination', { extras: { dst: '10.9.0.0/16' } }, 'destination'],
    ['hours', day, 'catch-all'],
    ['no limit', open, 'unlimited'],
  ] as const)('without parents, the widest queue with %s is no pool', (_, fields, why) => {
    const wide = { name: 'SEMUA', targets: ['10.62.0.0/16'], ...fields };
    const { pools, lines, unmanaged } = told(wide, { name: 'A' }, { name: 'B' });
    expect([pools, lines, unmanaged[0]?.slice(0, 2)]).toEqual([[], ['A', 'B'], ['SEMUA', why]]);
  });
});
