import { isIPv4, isIPv6 } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  contains,
  cutBy,
  isEverything,
  networkOf,
  parsePrefix,
  type Prefix,
  prefixesOverlap,
  targetKind,
} from '../../agent/domain/prefix.ts';

const SEED = 1062;

function prefix(text: string): Prefix {
  const parsed = parsePrefix(text);
  if (parsed === undefined) throw new RangeError(text);
  return parsed;
}

describe('agent/domain/prefix', () => {
  it.each([
    ['10.62.20.0/24', '10.62.20.0/24'],
    ['10.62.20.7', '10.62.20.7/32'],
    ['10.62.20.7/32', '10.62.20.7/32'],
    ['0.0.0.0/0', '0.0.0.0/0'],
    ['2001:DB8:0:0:0:0:0:0/32', '2001:db8::/32'],
    ['2001:db8::1', '2001:db8::1/128'],
    ['::/0', '::/0'],
  ])('%s is %s', (text, canonical) => {
    expect(parsePrefix(text)).toBe(canonical);
    expect(parsePrefix(canonical)).toBe(canonical);
  });

  it.each([
    '',
    ' 10.62.20.0/24',
    '10.62.20.0/24\n',
    '10.62.20.1/24',
    '010.62.20.0/24',
    '10.62.020.0/24',
    '0x0a.62.20.0/24',
    '10.62.20/24',
    '10.62.5140',
    '169754624',
    '10.62.20.0/33',
    '10.62.20.0/024',
    '10.62.20.0/-1',
    '10.62.20.0/',
    '10.62.20.256/32',
    '10.62.20.0./24',
    '.10.62.20.0',
    '10.62.20.0/24,0.0.0.0/0',
    '10.62.20.0-10.62.20.9',
    '１０.62.20.0/24',
    'fe80::1%ether1',
    '::ffff:10.62.16.0/120',
    '::ffff:a3e:1000/120',
    '2001:db8::1/32',
    '2001:db8:::/32',
    '2001:db8::/129',
    '=.id=*2',
    '*1',
    '10.62.20.0\0',
    'x'.repeat(1000),
  ])('%j is no prefix', (text) => {
    expect(parsePrefix(text)).toBeUndefined();
  });

  it.each([
    ['10.62.0.0/16', '10.62.20.0/24', true, true],
    ['10.62.20.0/24', '10.62.0.0/16', false, true],
    ['10.62.20.0/24', '10.62.20.0/24', true, true],
    ['10.62.20.0/24', '10.62.21.0/24', false, false],
    ['10.62.20.0/25', '10.62.20.128/25', false, false],
    ['0.0.0.0/0', '10.62.20.0/24', true, true],
    ['0.0.0.0/0', '2001:db8::/32', false, false],
    ['::/0', '2001:db8::/32', true, true],
    ['2001:db8::/32', '2001:db8:1::/48', true, true],
  ])('%s contains %s: %s; they overlap: %s', (outer, inner, holds, meets) => {
    expect(contains(prefix(outer), prefix(inner))).toBe(holds);
    expect(prefixesOverlap(prefix(outer), prefix(inner))).toBe(meets);
    expect(prefixesOverlap(prefix(inner), prefix(outer))).toBe(meets);
  });

  it('refuses a prefix nobody parsed', () => {
    expect(() => contains('10.62.20.1/24' as Prefix, prefix('10.62.20.1'))).toThrow(RangeError);
    expect(() => contains('2001:DB8::/32' as Prefix, prefix('10.62.20.1'))).toThrow(RangeError);
    expect(isEverything('0.0.0.0/0')).toBe(true);
    expect(isEverything('128.0.0.0/1')).toBe(false);
  });

  it.each([
    ['vlan127-SATPOLPP', 'interface'],
    ['sfp-sfpplus1-ISP-A', 'interface'],
    ['10.62.20.0/24', 'prefix'],
    ['::1', 'prefix'],
    ['all', undefined],
    ['', undefined],
    ['010.62.20.0', undefined],
    ['*1', undefined],
    ['vlan 127', 'interface'],
    ['952', 'interface'],
    ['1-Usuarios', 'interface'],
    ['VLAN - TAMU', 'interface'],
    ['ether3 - REDE', 'interface'],
    ['<pppoe-dinkes>', 'interface'],
    ['sfp1/1', 'interface'],
    ['1.5G-radio', 'interface'],
    ['10.62.20.5', 'prefix'],
    ['10.62.20.0/33', undefined],
    ['10.62.20.1/24', undefined],
    ['10.62.20', undefined],
    ['10/8', undefined],
    ['10.62.20.0-10.62.20.9', undefined],
    ['10.62.20.0/24 10.62.21.0/24', undefined],
    ['2001:db8:::/32', undefined],
    ['fe80::1%ether1', undefined],
    [' ether1', undefined],
    ['ether1 ', undefined],
    [' ', undefined],
    ['vlan127\n', undefined],
    ['=.id=*2', undefined],
    ['vlän', undefined],
    ['a,b', undefined],
    ['x'.repeat(64), undefined],
  ])('%j is of kind %s', (text, kind) => {
    expect(targetKind(text)).toBe(kind);
  });

  it('accepts no address that the host would not, and knows one text of each', () => {
    const alphabet = fc.string({ unit: fc.constantFrom(...'0123456789abcdefF:./%x '.split('')), maxLength: 40 });
    const texts = fc.oneof(alphabet, fc.ipV4(), fc.ipV6(), fc.ipV4Extended());
    fc.assert(
      fc.property(texts, (text) => {
        const parsed = parsePrefix(text);
        if (parsed === undefined) return;
        const [host = ''] = text.split('/');
        expect(isIPv4(host) || isIPv6(host)).toBe(true);
        const [canonicalHost = ''] = parsed.split('/');
        expect(canonicalHost).toBe(isIPv6(host) ? new URL(`http://[${host}]/`).hostname.slice(1, -1) : host);
      }),
      { seed: SEED, numRuns: 3000 },
    );
  });

  it('contains exactly what bit arithmetic says', () => {
    const nets = fc
      .tuple(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 20, max: 32 }))
      .map(([low, length]) => ({ first: (0x0a3e0000 + low * 16) & (-1 << (32 - length)), length }));
    fc.assert(
      fc.property(nets, nets, (a, b) => {
        const isInside = b.length >= a.length && b.first >>> (32 - a.length) === a.first >>> (32 - a.length);
        expect(contains(prefix(textOf(a)), prefix(textOf(b)))).toBe(isInside);
        const shorter = 32 - Math.min(a.length, b.length);
        expect(prefixesOverlap(prefix(textOf(a)), prefix(textOf(b)))).toBe(a.first >>> shorter === b.first >>> shorter);
      }),
      { seed: SEED, numRuns: 2000 },
    );
  });

  it.each([
    ['10.62.1.1/24', '10.62.1.0/24'],
    ['203.0.113.90/29', '203.0.113.88/29'],
    ['203.0.113.244/8', '203.0.0.0/8'],
    ['10.0.0.1/32', undefined],
    ['10.0.0.1', undefined],
    ['10.0.0.300/24', undefined],
    ['2001:db8::1/64', undefined],
  ])('the network of %s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });

  it('is cut into parts that another prefix holds wholly or not at all', () => {
    expect(cutBy(prefix('10.0.0.0/30'), [prefix('10.0.0.2/32')])).toEqual([
      '10.0.0.0/31',
      '10.0.0.2/32',
      '10.0.0.3/32',
    ]);
    expect(cutBy(prefix('10.0.0.0/30'), [prefix('10.0.0.0/24'), prefix('10.1.0.0/16')])).toEqual(['10.0.0.0/30']);
  });

  it('is cut beside IPv4 mapped into IPv6, which is left out', () => {
    const parts = cutBy(prefix('::/0'), [prefix('::fffe:0:0/96')]);
    expect(parts).toContain('::fffe:0:0/96');
    // Of each half the other part, and at last the prefix itself.
    expect(parts.map((part) => Number(part.split('/')[1])).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 96 }, (_, i) => i + 1),
    );
  });
});

function textOf(net: { readonly first: number; readonly length: number }): string {
  return `${[24, 16, 8, 0].map((shift) => (net.first >>> shift) & 255).join('.')}/${net.length}`;
}
