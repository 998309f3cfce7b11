import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Agency, agencyId, findAgency } from '../../agent/domain/agency.ts';

function agency(id: string, code: string, name: string): Agency {
  return { id, code, name, kind: 'opd', location: 'Kasongan', managed: true };
}

const AGENCIES = [
  agency('dinkes', 'DINKES', 'Dinas Kesehatan'),
  agency('kec-tsg', 'KEC-TSG', 'Kecamatan Tewang Sangalang Garing'),
  agency('satpolpp', 'SATPOLPP', 'Satuan Polisi Pamong Praja dan Pemadam Kebakaran'),
  agency('bidang-a', 'BIDANG', 'Bidang Umum'),
  agency('bidang-b', 'BIDANG-B', 'bidang'),
];

describe('agent/domain/agency', () => {
  it.each([
    ['DINKES', 'dinkes'],
    [' dinas  kesehatan ', 'dinkes'],
    ['Satpol PP', 'satpolpp'],
    ['kec-tsg', 'kec-tsg'],
    ['kecamatan tewang sangalang garing', 'kec-tsg'],
    ['Dinas Kesehatn', undefined],
    ['Dinkes Kabupaten', undefined],
    ['Dinas', undefined],
    ['ＤＩＮＫＥＳ', undefined],
    ['bidang', undefined],
    ['', undefined],
    ['   ', undefined],
    ['__proto__', undefined],
    ['=.id=*1', undefined],
  ])('%j names %s', (text, id) => {
    expect(findAgency(AGENCIES, text)?.id).toBe(id);
  });

  it.each([
    ['Dinas Kesehatan', 'dinas-kesehatan'],
    [' DINAS KESEHATAN ', 'dinas-kesehatan'],
  ])('%j gets the id %s', (name, id) => {
    expect(agencyId(name)).toBe(id);
  });

  it('gives every name an id that a router can carry, and different names different ones', () => {
    const names = fc.uniqueArray(
      fc.oneof(
        fc.string({ unit: 'grapheme', maxLength: 80 }),
        fc.string({ unit: fc.constantFrom('a', 'é', '-', '.', ' ', 'Ω', '’'), maxLength: 12 }),
      ),
      { minLength: 500, maxLength: 1000, selector: (name) => name.normalize('NFC').trim().toLowerCase() },
    );
    fc.assert(
      fc.property(names, (all) => {
        const ids = all.map(agencyId);
        expect(new Set(ids).size).toBe(all.length);
        expect(ids.every((id) => /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id) && id.length <= 48)).toBe(true);
      }),
      { seed: 86, numRuns: 20 },
    );
  });

  it('tells 100,000 look-alike names apart', () => {
    const ids = new Set<string>();
    for (let i = 0; i < 100_000; i++) ids.add(agencyId(`Dínas №${i % 2 === 0 ? ' ' : '-'}${i >> 1}`));
    expect(ids.size).toBe(100_000);
  });
});
