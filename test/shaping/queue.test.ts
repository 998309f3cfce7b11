import { describe, expect, it } from 'vitest';
import { differences, marked, ownerOf } from '../../agent/shaping/queue.ts';
import { mega, WANT } from '../office/queue-samples.ts';

describe('agent/shaping/queue: the owner mark', () => {
  it.each<[string, string | undefined]>([
    ['bwagent:dinkes', 'dinkes'],
    ['Dinas Kesehatan bwagent:dinkes', 'dinkes'],
    ['bwagent:kec-katingan-hilir lantai 2', 'kec-katingan-hilir'],
    ['baris\tbwagent:dinkes\tlain', 'dinkes'],
    ['bwagent:first bwagent:second', 'first'],
    ['', undefined],
    ['Dinas Kesehatan', undefined],
    ['bwagent:', undefined],
    ['xbwagent:dinkes', undefined],
    ['bwagent: dinkes', undefined],
    ['bwagent:Dinkes', undefined],
    ['bwagent:dinkes,', undefined],
    ['BWAGENT:dinkes', undefined],
  ])('%j belongs to %s', (comment, owner) => {
    expect(ownerOf(comment)).toBe(owner);
  });

  it('is appended, and the words of the NOC stay', () => {
    expect(marked('', 'dinkes')).toBe('bwagent:dinkes');
    expect(marked('lantai 2', 'dinkes')).toBe('lantai 2 bwagent:dinkes');
    expect(marked('lantai 2 bwagent:dinkes x', 'dinkes')).toBe('lantai 2 bwagent:dinkes x');
  });
});

describe('agent/shaping/queue: differences', () => {
  it('is empty for the same, in whatever order the targets stand', () => {
    const two = { ...WANT, targets: ['10.62.20.0/24', '10.62.21.0/24'] };
    expect(differences(two, { ...two, targets: two.targets.toReversed() })).toEqual([]);
    expect(two.targets).toEqual(['10.62.20.0/24', '10.62.21.0/24']);
  });

  it.each([
    ['name', { name: 'Dinkes baru' }],
    ['targets', { targets: ['10.62.20.0/25'] }],
    ['targets', { targets: [] }],
    ['parent', { parent: null }],
    ['maxLimit', { maxLimit: mega(40, 9) }],
    ['limitAt', { limitAt: mega(1, 0) }],
  ])('names %s', (field, other) => {
    expect(differences(WANT, { ...WANT, ...other })).toEqual([field]);
  });

  it('names all of them at once', () => {
    const other = { name: 'x', targets: ['10.0.0.0/8'], parent: null, maxLimit: mega(1), limitAt: mega(1) };
    expect(differences(WANT, other)).toEqual(['name', 'targets', 'parent', 'maxLimit', 'limitAt']);
  });
});
