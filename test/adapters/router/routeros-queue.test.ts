import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fieldsOf, parentOf, queueTypeOf, targetsOf } from '../../../adapters/router/routeros/routeros-queue.ts';
import { pairOf, rateOf } from '../../../adapters/router/routeros/routeros-rate.ts';
import { attributeWord, plainName, plainText, queryWord } from '../../../adapters/router/routeros/routeros-word.ts';
import { mbps, rate } from '../../../agent/domain/rate.ts';
import type { Change } from '../../../agent/shaping/queue.ts';
import { observedAs } from '../../fakes/memory-router.ts';

const SEED = 20_260_504;
const bad = (field: string): unknown => expect.objectContaining({ code: 'router/bad-word', facts: { field } });

describe('the up/down swap', () => {
  test('20 Mbps down and 5 up is written 5M/20M: RouterOS looks from the target, whose upload comes first', () => {
    expect(pairOf('max-limit', rate(mbps(20), mbps(5)))).toBe('5000000/20000000');
    expect(rateOf('5000000/20000000')).toEqual({ down: 20_000_000, up: 5_000_000 });
  });

  test('what is written reads back the same, in bits, for any rate', () => {
    const bits = fc.integer({ min: 0, max: 10 ** 13 });
    const property = fc.property(bits, bits, (down, up) => {
      expect(rateOf(pairOf('max-limit', rate(down, up)))).toEqual({ down, up });
    });
    fc.assert(property, { seed: SEED });
  });
});

describe('rates as read', () => {
  test.each([
    ['0/0', 0, 0],
    ['10M/2.5M', 10_000_000, 2_500_000],
    ['10M/2500k', 10_000_000, 2_500_000],
    ['1G/10000000', 1_000_000_000, 10_000_000],
    ['512k/1.544M', 512_000, 1_544_000],
    ['4294967296/1K', 4_294_967_296, 1_000],
  ])('%s', (pair, up, down) => expect(rateOf(pair)).toEqual({ up, down }));

  test.each([
    '',
    '10M',
    '10M/',
    '/10M',
    '10M/10M/10M',
    '1.5/1',
    '-1/1',
    '1e9/1',
    '20,5M/1',
    '10 M/1',
    '10Mi/1',
    '10m/1',
    '9007199254740993/1',
    'x/y',
  ])('%j is none', (pair) => expect(rateOf(pair)).toBeUndefined());
});

describe('targets and parents as read', () => {
  test.each([
    ['10.62.1.5', ['10.62.1.5/32']],
    ['10.62.2.0/24,10.62.1.0/24', ['10.62.1.0/24', '10.62.2.0/24']],
    ['2001:DB8:0:0::1', ['2001:db8::1/128']],
    ['2001:0db8:0062::/48,ether1', ['2001:db8:62::/48', 'ether1']],
    ['10.62.1.5/24', ['10.62.1.5/24']],
    ['<pppoe-dinkes>', ['<pppoe-dinkes>']],
    ['', []],
  ])('%s', (list, targets) => expect(targetsOf(list)).toEqual(targets));

  test('a target that is listed twice is one', () =>
    expect(targetsOf('10.62.1.5/32,10.62.1.5')).toEqual(['10.62.1.5/32']));

  test('one kind of queueing stands for both directions', () =>
    expect(['default-small', 'a/b', ''].map(queueTypeOf)).toEqual(['default-small/default-small', 'a/b', '']));

  test('none is no parent', () => expect(['none', '', 'POOL'].map(parentOf)).toEqual([null, null, 'POOL']));
});

describe('the fields a change writes', () => {
  const was = observedAs({ name: 'DINKES', comment: 'lama bwagent:dinkes-1', maxLimit: rate(mbps(10), mbps(10)) });
  const keys = (change: Change): readonly string[] => fieldsOf(change).map(([key]) => key);

  test('add writes them all', () => {
    const want = { ...was, maxLimit: rate(mbps(20), mbps(5)) };
    expect(fieldsOf({ kind: 'add', owner: 'dinkes-1', want, placeBefore: null })).toEqual([
      ['name', 'DINKES'],
      ['target', '10.62.1.0/24'],
      ['parent', 'none'],
      ['max-limit', '5000000/20000000'],
      ['limit-at', '0/0'],
      ['comment', 'bwagent:dinkes-1'],
    ]);
  });

  test('set writes what changes, and both limits where one does', () => {
    const want = { ...was, name: 'DINKES-2', targets: ['10.62.2.0/24'], parent: 'POOL' };
    expect(keys({ kind: 'set', owner: 'dinkes-1', want, was })).toEqual(['name', 'target', 'parent']);
    const lower = { ...want, limitAt: rate(1, 1) };
    expect(keys({ kind: 'set', owner: 'dinkes-1', want: lower, was })).toEqual([
      'name',
      'target',
      'parent',
      'max-limit',
      'limit-at',
    ]);
    expect(keys({ kind: 'set', owner: 'dinkes-1', want: was, was })).toEqual(['max-limit', 'limit-at']);
  });

  test('set never writes a feature that is not ours', () => {
    const burst = { ...was, queueType: 'pcq/pcq', extras: { burstLimit: rate(9, 9), dst: 'ether1' } };
    const want = { ...burst, maxLimit: rate(mbps(20), mbps(5)), queueType: 'x/x', extras: {} };
    expect(keys({ kind: 'set', owner: 'dinkes-1', want, was: burst })).toEqual(['max-limit', 'limit-at']);
  });

  test('a name beyond ASCII that stays does not stop a set', () => {
    const odd = { ...was, name: 'DINKES Ω' };
    expect(keys({ kind: 'set', owner: 'dinkes-1', want: odd, was: odd })).toEqual(['max-limit', 'limit-at']);
  });

  test('mark writes the comment only, with what stood there', () => {
    const plain = { ...was, comment: 'jangan dihapus' };
    expect(fieldsOf({ kind: 'mark', owner: 'dinkes-1', want: plain, was: plain })).toEqual([
      ['comment', 'jangan dihapus bwagent:dinkes-1'],
    ]);
  });

  test.each(['catatan Ω', 'a\nb', 'a\0b', 'x'.repeat(9_000)])(
    'mark refuses the comment %j rather than mend it',
    (comment) => {
      const odd = { ...was, comment };
      expect(() => fieldsOf({ kind: 'mark', owner: 'dinkes-1', want: odd, was: odd })).toThrow(bad('comment'));
    },
  );

  test('move and remove write none', () => {
    expect(keys({ kind: 'move', owner: 'dinkes-1', was, before: null })).toEqual([]);
    expect(keys({ kind: 'remove', owner: 'dinkes-1', was })).toEqual([]);
  });

  test('a rate below zero is refused under its field', () => {
    const want = { ...was, limitAt: rate(0, -1) };
    expect(() => fieldsOf({ kind: 'set', owner: 'dinkes-1', want, was })).toThrow(bad('limit-at'));
  });
});

describe('words', () => {
  test.each(['', '\r', 'a\nb', 'a\0', '\u001b[2J', 'Ω', 'é', '１０', '\u202e', 'x'.repeat(8_193)])(
    '%j does not travel',
    (text) => {
      expect(() => plainText('comment', text)).toThrow(bad('comment'));
      expect(() => attributeWord(['comment', text])).toThrow(bad('comment'));
      expect(() => queryWord(['name', text])).toThrow(bad('name'));
    },
  );

  test.each(['*1', ' DINKES', 'DINKES '])('%j is no name', (name) =>
    expect(() => plainName('name', name)).toThrow(bad('name')),
  );

  test.each(['=.id=*2', '/system/reboot', '.tag=1', '?name=x', '!done', 'a=b', ';', '$(x)'])(
    '%j is only a value',
    (text) => {
      expect(attributeWord(['comment', text])).toBe(`=comment=${text}`);
    },
  );

  test('any text is refused or stays one printable word behind its key', () => {
    const property = fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      let word: string;
      try {
        word = attributeWord(['name', text]);
      } catch {
        expect(text === '' || /[^\x20-\x7e]/.test(text)).toBe(true);
        return;
      }
      expect(word).toBe(`=name=${text}`);
      expect(word).toMatch(/^=name=[\x20-\x7e]+$/);
    });
    fc.assert(property, { seed: SEED, numRuns: 3_000 });
  }, 300_000);
});
