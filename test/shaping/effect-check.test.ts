import { describe, expect, it } from 'vitest';
import { ancestors, coverage, isEverything, isPrefix } from '../../agent/shaping/coverage.ts';
import { effectFindings } from '../../agent/shaping/effect-check.ts';
import type { ObservedQueue } from '../../agent/shaping/queue.ts';
import { CATCH_ALL, POOL, row } from './queue-samples.ts';

const QUEUE = row({ position: 5 });

function effects(others: readonly ObservedQueue[], queue = QUEUE, fasttrack = 0): readonly unknown[] {
  const table = [POOL, ...others, queue, CATCH_ALL];
  return effectFindings('dinkes', queue, table, fasttrack).map(({ code, level, facts }) => [code, level, facts]);
}

function earlier(rest: Partial<ObservedQueue>): ObservedQueue {
  return row({ id: '*7', position: 0, name: 'TEST ZOOM PAK', parent: null, comment: '', ...rest });
}

describe('agent/shaping/coverage', () => {
  it.each<[readonly string[], string, string]>([
    [['10.62.20.0/24'], '10.62.20.0/24', 'all'],
    [['10.62.0.0/16'], '10.62.20.0/24', 'all'],
    [['10.62.20.50/32'], '10.62.20.0/24', 'part'],
    [['10.62.21.0/24'], '10.62.20.0/24', 'none'],
    [['0.0.0.0/0'], '10.62.20.0/24', 'all'],
    [['::/0'], '10.62.20.0/24', 'none'],
    [['::/0'], '2001:db8::/48', 'all'],
    [['vlan120'], 'vlan120', 'all'],
    [['vlan121'], 'vlan120', 'none'],
    [['10.62.0.0/16'], 'vlan120', 'none'],
    [['0.0.0.0/0'], 'vlan120', 'all'],
    [['vlan120'], '10.62.20.0/24', 'none'],
    [[], '10.62.20.0/24', 'none'],
    [['10.62.21.0/24', '10.62.20.0/25'], '10.62.20.0/24', 'part'],
  ])('%j before %s takes %s', (targets, target, how) => {
    expect(coverage(targets, target)).toBe(how);
  });

  it('walks up to the root, and out of a circle', () => {
    const top = row({ name: 'A', parent: null });
    expect([...ancestors(row({ parent: 'B' }), [top, row({ name: 'B', parent: 'A' })])]).toEqual(['B', 'A']);
    expect([...ancestors(row({ parent: 'B' }), [row({ name: 'B', parent: 'C' }), row({ name: 'C', parent: 'B' })])]).toEqual(['B', 'C']);
    expect([...ancestors(row({ parent: 'gone' }), [])]).toEqual(['gone']);
    expect([...ancestors(top, [top])]).toEqual([]);
  });

  it('tells prefixes from interfaces', () => {
    expect([
      isPrefix('10.62.20.0/24'),
      isPrefix('vlan120'),
      isEverything('0.0.0.0/0'),
      isEverything('::/0'),
      isEverything('0.0.0.0/1'),
    ]).toEqual([true, false, true, true, false]);
  });
});

describe('agent/shaping/effect-check', () => {
  it('a queue under its pool and before the catch-all has its effect', () => {
    expect(effects([])).toEqual([]);
  });

  it.each<[string, Partial<ObservedQueue>, readonly unknown[]]>([
    ['the same target', { targets: ['10.62.20.0/24'] }, ['queue/shadowed', 'alarm', { by: 'TEST ZOOM PAK', target: '10.62.20.0/24' }]],
    ['one address of it', { targets: ['10.62.20.50/32'] }, ['queue/shadowed', 'warn', { by: 'TEST ZOOM PAK', target: '10.62.20.0/24' }]],
    [
      'a wider network',
      { targets: ['10.62.0.0/16'] },
      ['queue/behind-catch-all', 'alarm', { by: 'TEST ZOOM PAK', target: '10.62.20.0/24' }],
    ],
    ['everything', { targets: ['0.0.0.0/0'] }, ['queue/behind-catch-all', 'alarm', { by: 'TEST ZOOM PAK', target: '10.62.20.0/24' }]],
  ])('an earlier queue for %s takes its traffic', (_, rest, finding) => {
    expect(effects([earlier(rest)])).toEqual([finding]);
  });

  it('a catch-all that was moved up', () => {
    const up = { ...CATCH_ALL, position: 3 };
    expect(effectFindings('dinkes', QUEUE, [POOL, up, QUEUE], 0).map((f) => [f.code, f.level])).toEqual([
      ['queue/behind-catch-all', 'alarm'],
    ]);
  });

  it('an interface is matched by its name, and by everything', () => {
    const wired = row({ position: 5, targets: ['vlan120'] });
    expect(effects([earlier({ targets: ['vlan120'] })], wired)).toHaveLength(1);
    expect(effects([earlier({ targets: ['0.0.0.0/0'] })], wired)).toHaveLength(1);
    expect(effects([earlier({ targets: ['vlan121'] })], wired)).toEqual([]);
  });

  it('of two targets the one that goes elsewhere is named, and it is no alarm', () => {
    const two = row({ position: 5, targets: ['10.62.20.0/24', '10.62.30.0/24'] });
    expect(effects([earlier({ targets: ['10.62.30.0/24'] })], two)).toEqual([
      ['queue/shadowed', 'warn', { by: 'TEST ZOOM PAK', target: '10.62.30.0/24' }],
    ]);
  });

  it.each<[string, ObservedQueue]>([
    ['a later queue', earlier({ position: 7 })],
    ['a disabled one', earlier({ disabled: true })],
    ['an invalid one', earlier({ invalid: true })],
    ['another network', earlier({ targets: ['10.62.21.0/24'] })],
    ['its own child', earlier({ parent: 'DINKES' })],
    ['its grandchild', earlier({ parent: 'TEST ZOOM PAK 0' })],
  ])('%s is no shadow', (_, other) => {
    expect(
      effects([other, earlier({ id: '*8', name: 'TEST ZOOM PAK 0', parent: 'DINKES', targets: ['10.62.20.1/32'], position: 6 })]),
    ).toEqual([]);
  });

  it('parents are no shadow, however far up', () => {
    const middle = row({ id: '*4', position: 2, name: 'MIDDLE', comment: '', targets: ['10.62.0.0/16'] });
    expect(effects([middle], row({ position: 5, parent: 'MIDDLE' }))).toEqual([]);
  });

  it('names every other reason for no effect', () => {
    expect(effects([], row({ position: 5, disabled: true }))).toEqual([['queue/disabled', 'alarm', {}]]);
    expect(effects([], row({ position: 5, invalid: true }))).toEqual([['queue/invalid', 'alarm', {}]]);
    const orphan = effects([], row({ position: 5, parent: 'GONE' }));
    expect(orphan[0]).toEqual(['queue/wrong-parent', 'alarm', { expected: 'GONE', found: null }]);
    expect(effects([], QUEUE, 2)).toEqual([['router/fasttrack', 'warn', { rules: 2 }]]);
    expect(effects([row({ id: '*3', name: 'DINKES-2', position: 8 })])).toEqual([['queue/duplicate-mark', 'alarm', { count: 2 }]]);
  });
});
