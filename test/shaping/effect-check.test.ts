import { describe, expect, it } from 'vitest';
import { isEverything } from '../../agent/domain/prefix.ts';
import { ancestors, coverage, isPrefix } from '../../agent/shaping/coverage.ts';
import { effectFindings } from '../../agent/shaping/effect-check.ts';
import { guaranteeFindings } from '../../agent/shaping/guarantee-sum.ts';
import { pcqTypeFindings } from '../../agent/shaping/pcq-rate.ts';
import type { ObservedQueue } from '../../agent/shaping/queue.ts';
import { PLAIN_TRAITS, type RouterTraits } from '../../agent/shaping/router-traits.ts';
import { CATCH_ALL, mega, POOL, row } from '../office/queue-samples.ts';

const QUEUE = row({ position: 5 });

function effects(
  others: readonly ObservedQueue[],
  queue = QUEUE,
  traits: Partial<RouterTraits> = {},
): readonly unknown[] {
  const table = [POOL, ...others, queue, CATCH_ALL];
  return effectFindings('dinkes', queue, table, { ...PLAIN_TRAITS, ...traits }).map(({ code, level, facts }) => [
    code,
    level,
    facts,
  ]);
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
    [['10.62.0.0/16'], 'vlan120', 'unknown'],
    [['0.0.0.0/0'], 'vlan120', 'all'],
    [['::/0'], 'vlan120', 'part'],
    [['vlan120'], '10.62.20.0/24', 'unknown'],
    [['vlan120', '10.62.20.0/25'], '10.62.20.0/24', 'part'],
    [[], '10.62.20.0/24', 'all'],
    [[], 'VLAN - TAMU', 'all'],
    [[], '', 'all'],
    [['0.0.0.0/0'], '', 'all'],
    [['10.62.0.0/16'], '', 'part'],
    [['10.62.20.0/25', '10.62.20.128/25'], '10.62.20.0/24', 'all'],
    [['10.62.20.0/25', '10.62.20.128/26', '10.62.20.160/27'], '10.62.20.0/24', 'part'],
    [['10.62.21.0/24', '10.62.20.0/25'], '10.62.20.0/24', 'part'],
  ])('%j before %s takes %s', (targets, target, how) => {
    expect(coverage(targets, target)).toBe(how);
  });

  it('walks up to the root, and out of a circle', () => {
    const top = row({ name: 'A', parent: null });
    expect([...ancestors(row({ parent: 'B' }), [top, row({ name: 'B', parent: 'A' })])]).toEqual(['B', 'A']);
    expect([
      ...ancestors(row({ parent: 'B' }), [row({ name: 'B', parent: 'C' }), row({ name: 'C', parent: 'B' })]),
    ]).toEqual(['B', 'C']);
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
    [
      'the same target',
      { targets: ['10.62.20.0/24'] },
      ['queue/shadowed', 'alarm', { by: 'TEST ZOOM PAK', target: '10.62.20.0/24' }],
    ],
    [
      'one address of it',
      { targets: ['10.62.20.50/32'] },
      ['queue/shadowed', 'warn', { by: 'TEST ZOOM PAK', target: '10.62.20.0/24' }],
    ],
    [
      'a wider network',
      { targets: ['10.62.0.0/16'] },
      ['queue/behind-catch-all', 'alarm', { by: 'TEST ZOOM PAK', target: '10.62.20.0/24' }],
    ],
    [
      'everything',
      { targets: ['0.0.0.0/0'] },
      ['queue/behind-catch-all', 'alarm', { by: 'TEST ZOOM PAK', target: '10.62.20.0/24' }],
    ],
  ])('an earlier queue for %s takes its traffic', (_, rest, finding) => {
    expect(effects([earlier(rest)])).toEqual([finding]);
  });

  it('a catch-all that was moved up', () => {
    const up = { ...CATCH_ALL, position: 3 };
    expect(effectFindings('dinkes', QUEUE, [POOL, up, QUEUE], PLAIN_TRAITS).map((f) => [f.code, f.level])).toEqual([
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
      effects([
        other,
        earlier({ id: '*8', name: 'TEST ZOOM PAK 0', parent: 'DINKES', targets: ['10.62.20.1/32'], position: 6 }),
      ]),
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
    expect(orphan[0]).toEqual(['queue/parent-gone', 'alarm', { parent: 'GONE' }]);
    expect(effects([], QUEUE, { fasttrackRules: 2 })).toEqual([['router/fasttrack', 'warn', { rules: 2 }]]);
    expect(effects([row({ id: '*3', name: 'DINKES-2', position: 8 })])).toEqual([
      ['queue/duplicate-mark', 'alarm', { count: 2, names: 'DINKES-2, DINKES' }],
    ]);
  });

  const LIMITED = { down: mega(20).down, up: mega(5).up };
  const DHCP = earlier({ targets: ['10.62.20.7/32'], dynamic: true, name: 'dhcp-ds<7>' });

  it.each<[string, readonly ObservedQueue[], Partial<ObservedQueue>, readonly unknown[]]>([
    [
      'an earlier queue without a limit',
      [earlier({ targets: ['10.62.20.50/32'], maxLimit: mega(0) })],
      {},
      ['queue/unlimited-above', 'warn', { by: 'TEST ZOOM PAK', target: '10.62.20.0/24' }],
    ],
    [
      'one without a limit that takes all',
      [earlier({ targets: ['0.0.0.0/0'], maxLimit: mega(0) })],
      {},
      ['queue/unlimited-above', 'alarm', { by: 'TEST ZOOM PAK', target: '10.62.20.0/24' }],
    ],
    [
      'a dynamic one of a lease',
      [DHCP],
      {},
      ['queue/dynamic-above', 'warn', { by: 'dhcp-ds<7>', target: '10.62.20.0/24', count: 1 }],
    ],
    [
      'hundreds of dynamic ones, together',
      [DHCP, { ...DHCP, name: 'dhcp-ds<8>', targets: ['10.62.20.8/32'] }],
      {},
      ['queue/dynamic-above', 'warn', { by: 'dhcp-ds<7>', target: '10.62.20.0/24', count: 2 }],
    ],
    [
      'a dynamic one that takes all',
      [{ ...DHCP, targets: ['10.62.20.0/24'] }],
      {},
      ['queue/dynamic-above', 'alarm', { by: 'dhcp-ds<7>', target: '10.62.20.0/24', count: 1 }],
    ],
    ['a limit of nothing', [], { maxLimit: mega(0) }, ['queue/no-limit', 'alarm', { direction: 'down,up' }]],
    ['half a limit', [], { maxLimit: mega(30, 0) }, ['queue/no-limit', 'alarm', { direction: 'up' }]],
    [
      'more than its parent has',
      [],
      { maxLimit: mega(600) },
      ['queue/above-parent', 'warn', { parent: '0.TOTAL-PEMDA', limit: 500e6, rate: 600e6 }],
    ],
    [
      'a parent that is disabled',
      [row({ ...POOL, name: 'MATI', disabled: true })],
      { parent: 'MATI' },
      ['queue/parent-disabled', 'alarm', { parent: 'MATI' }],
    ],
    [
      'a parent that is invalid',
      [row({ ...POOL, name: 'MATI', invalid: true })],
      { parent: 'MATI' },
      ['queue/parent-disabled', 'alarm', { parent: 'MATI' }],
    ],
    ['a parent that is gone', [], { parent: '*7' }, ['queue/parent-gone', 'alarm', { parent: '*7' }]],
    [
      'a guarantee without a parent',
      [],
      { parent: null, targets: ['10.99.0.0/24'], limitAt: mega(5) },
      ['queue/guarantee-unenforced', 'warn', { pool: null }],
    ],
    [
      'a guarantee below a parent without limit',
      [row({ ...POOL, name: 'BEBAS', maxLimit: mega(0) })],
      { parent: 'BEBAS', limitAt: mega(5) },
      ['queue/guarantee-unenforced', 'warn', { pool: 'BEBAS' }],
    ],
    [
      'too many targets',
      [],
      { targets: Array.from({ length: 129 }, (_, i) => `10.99.${i}.0/24`) },
      ['queue/too-many-targets', 'warn', { count: 129 }],
    ],
  ])('%s is found', (_, others, fields, finding) => {
    const found = effects(others, row({ position: 5, ...fields }));
    expect(found).toContainEqual(finding);
    // Control: the same queue without it says nothing of the kind.
    expect(effects([]).map((one) => (one as [string])[0])).not.toContain((finding as [string])[0]);
  });

  it.each<[string, Record<string, number>, readonly unknown[]]>([
    [
      'below the limit',
      { 'pcq-download-default': 2e6 },
      [['queue/pcq-rate', 'warn', { type: 'pcq-download-default', rate: 2e6, limit: 20e6 }]],
    ],
    [
      'below it upwards',
      { 'pcq-upload-default': 4e6 },
      [['queue/pcq-rate', 'warn', { type: 'pcq-upload-default', rate: 4e6, limit: 5e6 }]],
    ],
    ['as large as the limit', { 'pcq-download-default': 20e6 }, []],
    ['of another type', { 'pcq-tamu': 1e6 }, []],
    ['between the two directions', { 'pcq-upload-default': 7e6 }, []],
  ])('a pcq-rate %s', (_, pcqRates, finding) => {
    expect(
      effects([], row({ position: 5, maxLimit: LIMITED }), { pcqRates: pcqRates as RouterTraits['pcqRates'] }),
    ).toEqual(finding);
  });
});

describe('agent/shaping: what is found about a whole table', () => {
  const child = (name: string, limitAt: number, rest: Partial<ObservedQueue> = {}): ObservedQueue =>
    row({ name, comment: `bwagent:${name}`, limitAt: mega(limitAt), ...rest });

  it.each<[string, readonly ObservedQueue[], readonly unknown[]]>([
    ['as many as fit', [child('a', 300), child('b', 200)], []],
    [
      'one too many',
      [child('a', 300), child('b', 201)],
      [['queue/guarantees-above-limit', '0.TOTAL-PEMDA', { sum: 501e6, limit: 500e6, direction: 'down' }]],
    ],
    [
      'a foreign one counts',
      [child('a', 300), child('b', 201, { comment: '' })],
      [['queue/guarantees-above-limit', '0.TOTAL-PEMDA', { sum: 501e6, limit: 500e6, direction: 'down' }]],
    ],
    ['a disabled one does not', [child('a', 300), child('b', 201, { disabled: true })], []],
    ['none of ours', [child('a', 501, { comment: '' })], []],
  ])('guarantees below one parent: %s', (_, children, found) => {
    expect(guaranteeFindings([POOL, ...children]).map(({ code, subject, facts }) => [code, subject, facts])).toEqual(
      found,
    );
  });

  it('each queue type whose pcq-rate hides a limit is named once, with the largest limit that it hides', () => {
    const table = [POOL, child('a', 0, { maxLimit: mega(10) }), child('b', 0, { maxLimit: mega(40) }), CATCH_ALL];
    const rates = { 'pcq-download-default': mega(2).down } as const;
    expect(
      pcqTypeFindings(table, { ...PLAIN_TRAITS, pcqRates: rates }).map(({ subject, facts }) => [
        subject,
        facts['limit'],
      ]),
    ).toEqual([['pcq-download-default', 500e6]]);
    expect(pcqTypeFindings(table, PLAIN_TRAITS)).toEqual([]);
  });
});
