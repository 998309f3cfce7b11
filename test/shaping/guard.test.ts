import { describe, expect, it } from 'vitest';
import { childFindings, guardFindings, type Registry } from '../../agent/shaping/guard.ts';
import type { QueueShape } from '../../agent/shaping/queue.ts';
import { CATCH_ALL, mega, POOL, row, WANT } from '../office/queue-samples.ts';

const TABLE = [POOL, row(), CATCH_ALL];
const REGISTRY: Registry = {
  targets: [
    { owner: 'dinkes', target: '10.62.20.0/24' },
    { owner: 'dinkes', target: 'vlan120' },
    { owner: 'bkad', target: '10.62.17.0/24' },
    { owner: 'overlap', target: '10.62.20.128/25' },
    { owner: 'server', target: '10.62.254.0/24' },
    { owner: 'everything', target: '0.0.0.0/0' },
    { owner: 'total', target: '10.62.0.0/16' },
  ],
  management: ['10.62.254.0/24', '10.62.255.1/32', 'ether1'],
  pools: new Set(['total']),
};
const CLEAN: Registry = {
  ...REGISTRY,
  targets: REGISTRY.targets.filter((t) => t.owner !== 'overlap' && t.owner !== 'everything'),
};

function refused(rest: Partial<QueueShape>, owner = 'dinkes', registry = CLEAN): readonly unknown[] {
  return guardFindings(owner, { ...WANT, ...rest }, TABLE, registry).map(({ code, level, facts }) => [
    code,
    level,
    facts,
  ]);
}

describe('agent/shaping/guard', () => {
  it('lets a pool be for everything, if it is registered so, and no line', () => {
    const everything = { ...CLEAN, pools: new Set(['total', 'all', 'v4']) };
    const v4 = { ...everything, targets: [...CLEAN.targets, { owner: 'v4', target: '0.0.0.0/0' }] };
    expect(refused({ targets: [] }, 'all', everything)).toEqual([]);
    expect(refused({ targets: ['0.0.0.0/0'] }, 'v4', v4)).toEqual([]);
    expect(refused({ targets: [] }, 'total', everything)).toEqual([['guard/no-target', 'alarm', {}]]);
    expect(refused({ targets: ['::/0'] }, 'v4', v4)[0]).toEqual(['guard/target-too-wide', 'alarm', { target: '::/0' }]);
    expect(refused({ targets: ['0.0.0.0/0'] }, 'all', everything)).toHaveLength(1);
    expect(refused({ targets: [] }, 'line', everything)).toEqual([['guard/no-target', 'alarm', {}]]);
  });

  it('compares nothing with a parent or child of which a value cannot be read', () => {
    const unreadable = { 'max-limit': '1000m/1000m' };
    const finding = { code: 'guard/unreadable', facts: { values: 'max-limit=1000m/1000m' } };
    const parent = [{ ...POOL, maxLimit: mega(0), unreadable }, row()];
    expect(guardFindings('dinkes', WANT, parent, CLEAN)).toMatchObject([finding]);
    expect(guardFindings('dinkes', { ...WANT, parent: null }, parent, CLEAN)).toEqual([]);
    expect(childFindings(POOL, [POOL, row({ maxLimit: mega(0), unreadable })])).toMatchObject([finding]);
    expect(childFindings(POOL, [POOL, row()])).toEqual([]);
  });

  it('lets a registered queue under its pool pass', () => {
    expect(refused({})).toEqual([]);
    expect(refused({ targets: ['10.62.20.0/25'] })).toEqual([]);
    expect(refused({ targets: ['vlan120'] })).toEqual([]);
    expect(refused({ limitAt: mega(40) })).toEqual([]);
    expect(refused({ parent: null })).toEqual([]);
  });

  it.each<[string, readonly string[], string, Readonly<Record<string, unknown>>]>([
    ['no target', [], 'guard/no-target', {}],
    [
      'more than RouterOS takes',
      Array.from({ length: 129 }, (_, i) => `10.62.20.${i}/32`),
      'guard/too-many-targets',
      { count: 129 },
    ],
    ['everything', ['0.0.0.0/0'], 'guard/target-too-wide', { target: '0.0.0.0/0' }],
    ['everything of IPv6', ['::/0'], 'guard/target-too-wide', { target: '::/0' }],
    ['nobody has it', ['10.62.99.0/24'], 'guard/target-unregistered', { target: '10.62.99.0/24' }],
    ['an empty word', [''], 'guard/target-unregistered', { target: '' }],
    ['wider than registered', ['10.62.20.0/23'], 'guard/target-unregistered', { target: '10.62.20.0/23' }],
    ["another agency's", ['10.62.17.0/24'], 'guard/target-unregistered', { target: '10.62.17.0/24' }],
    ["another's interface", ['vlan121'], 'guard/target-unregistered', { target: 'vlan121' }],
  ])('%s', (_, targets, code, facts) => {
    expect(refused({ targets })).toEqual([[code, 'alarm', facts]]);
  });

  it('128 targets are still taken', () => {
    const targets = Array.from({ length: 128 }, (_, i) => `10.62.20.${i}/32`);
    expect(refused({ targets })).toEqual([]);
  });

  it('names each target that is refused', () => {
    expect(refused({ targets: ['10.62.20.0/24', '0.0.0.0/0', '10.62.17.0/24'] })).toHaveLength(2);
  });

  it('management is never shaped, not even when it was registered', () => {
    expect(refused({ targets: ['10.62.254.0/24'] }, 'server')).toEqual([
      ['guard/target-management', 'alarm', { target: '10.62.254.0/24' }],
    ]);
    expect(refused({ targets: ['10.62.254.7/32'] }, 'server')).toEqual([
      ['guard/target-management', 'alarm', { target: '10.62.254.7/32' }],
    ]);
    const wired = { ...CLEAN, targets: [{ owner: 'server', target: 'ether1' }] };
    expect(refused({ targets: ['ether1'] }, 'server', wired)).toEqual([
      ['guard/target-management', 'alarm', { target: 'ether1' }],
    ]);
    expect(refused({ targets: ['0.0.0.0/0'] }, 'everything', REGISTRY)).toEqual([
      ['guard/target-too-wide', 'alarm', { target: '0.0.0.0/0' }],
    ]);
  });

  it('two agencies never share an address, whichever is the wider', () => {
    const both = { ...CLEAN, targets: [...CLEAN.targets, { owner: 'overlap', target: '10.62.20.128/25' }] };
    expect(refused({}, 'dinkes', both)).toEqual([
      ['guard/target-foreign', 'alarm', { target: '10.62.20.0/24', owner: 'overlap' }],
    ]);
    expect(refused({ targets: ['10.62.20.128/25'] }, 'overlap', both)).toEqual([
      ['guard/target-foreign', 'alarm', { target: '10.62.20.128/25', owner: 'dinkes' }],
    ]);
  });

  it('a pool may contain the lines below it and the management', () => {
    expect(refused({ name: '0.TOTAL-PEMDA', targets: ['10.62.0.0/16'], parent: null }, 'total', REGISTRY)).toEqual([]);
  });

  it('a pool above everything may be written as it was registered, and no line ever', () => {
    const pool = { name: 'SEMUA', parent: null };
    const empty = { ...CLEAN, pools: new Set(['semua']) };
    expect(refused({ ...pool, targets: [] }, 'semua', empty)).toEqual([]);
    const wide = { ...empty, targets: [{ owner: 'semua', target: '0.0.0.0/0' }] };
    expect(refused({ ...pool, targets: ['0.0.0.0/0'] }, 'semua', wide)).toEqual([]);
    expect(refused({ ...pool, targets: [] }, 'semua', wide)).toEqual([['guard/no-target', 'alarm', {}]]);
    expect(refused({ ...pool, targets: ['0.0.0.0/0'] }, 'semua', empty)).toEqual([
      ['guard/target-too-wide', 'alarm', { target: '0.0.0.0/0' }],
    ]);
    expect(refused({ ...pool, targets: [] }, 'semua', { ...CLEAN, pools: new Set() })).toEqual([
      ['guard/no-target', 'alarm', {}],
    ]);
  });

  it.each<[string, Partial<QueueShape>, readonly unknown[]]>([
    ['a limit of zero means none', { maxLimit: mega(40, 0) }, [['guard/zero-limit', 'alarm', { direction: 'up' }]]],
    ['nor less', { maxLimit: mega(-1, 40) }, [['guard/zero-limit', 'alarm', { direction: 'down' }]]],
    [
      'a guarantee above the limit',
      { limitAt: mega(40, 41) },
      [['guard/limit-above-max', 'alarm', { direction: 'up' }]],
    ],
    ['a parent that is not there', { parent: 'X' }, [['guard/parent-missing', 'alarm', { parent: 'X' }]]],
    [
      'more than the parent has',
      { maxLimit: mega(501, 40) },
      [['guard/parent-too-small', 'alarm', { parent: '0.TOTAL-PEMDA', limit: 500_000_000 }]],
    ],
    [
      'more than the parent has, upwards',
      { maxLimit: mega(40, 501) },
      [['guard/parent-too-small', 'alarm', { parent: '0.TOTAL-PEMDA', limit: 500_000_000 }]],
    ],
    ['exactly what the parent has', { maxLimit: mega(500) }, []],
  ])('%s', (_, rest, findings) => {
    expect(refused(rest)).toEqual(findings);
  });

  it('a parent without a limit bounds nothing', () => {
    const open = [{ ...POOL, maxLimit: mega(0) }];
    expect(guardFindings('dinkes', { ...WANT, maxLimit: mega(900) }, open, CLEAN)).toEqual([]);
  });

  it('several refusals come together', () => {
    const codes = guardFindings('dinkes', { ...WANT, targets: [], maxLimit: mega(0), parent: 'X' }, TABLE, CLEAN).map(
      (f) => f.code,
    );
    expect(codes).toEqual(['guard/no-target', 'guard/zero-limit', 'guard/zero-limit', 'guard/parent-missing']);
  });
});
