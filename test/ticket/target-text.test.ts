import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { claimedTarget } from '../../agent/ticket/target-text.ts';

const REGISTRY = [
  { line: 'dispenda', agency: 'dispenda', prefix: '10.62.17.0/24' },
  { line: 'bkad', agency: 'bkad', prefix: '10.62.16.0/24' },
  { line: 'rsud', agency: 'rsud', prefix: '10.62.21.0/24' },
  { line: 'rsud', agency: 'rsud', prefix: '10.62.121.0/24' },
  { line: 'satpolpp', agency: 'satpolpp', prefix: 'vlan127-SATPOLPP' },
  { line: 'satpolpp', agency: 'satpolpp', prefix: '10.62.27.0/24' },
];

describe('agent/ticket/asked-target', () => {
  it.each([
    ['10.62.17.0/24', 'dispenda', { kind: 'own', target: '10.62.17.0/24', lines: ['dispenda'] }],
    [' 10.62.17.9 ', 'dispenda', { kind: 'own', target: '10.62.17.9/32', lines: ['dispenda'] }],
    ['10.62.16.0/24', 'dispenda', { kind: 'of-other-agency', target: '10.62.16.0/24', owner: 'bkad' }],
    ['10.62.16.0/23', 'dispenda', { kind: 'of-other-agency', target: '10.62.16.0/23', owner: 'bkad' }],
    ['10.0.0.0/8', 'dispenda', { kind: 'of-other-agency', target: '10.0.0.0/8', owner: 'bkad' }],
    ['10.62.99.0/24', 'dispenda', { kind: 'outside', target: '10.62.99.0/24' }],
    ['10.62.254.1', 'dispenda', { kind: 'outside', target: '10.62.254.1/32' }],
    ['2001:db8::/32', 'dispenda', { kind: 'outside', target: '2001:db8::/32' }],
    ['0.0.0.0/0', 'dispenda', { kind: 'everything', target: '0.0.0.0/0' }],
    ['::/0', 'dispenda', { kind: 'everything', target: '::/0' }],
    ['10.62.17.1/24', 'dispenda', { kind: 'unreadable', target: '10.62.17.1/24' }],
    ['10.62.17.1/32,0.0.0.0/0', 'dispenda', { kind: 'unreadable', target: '10.62.17.1/32,0.0.0.0/0' }],
    ['010.62.17.0/24', 'dispenda', { kind: 'unreadable', target: '010.62.17.0/24' }],
    ['', 'dispenda', { kind: 'unreadable', target: '' }],
    ['=.id=*2', 'dispenda', { kind: 'unreadable', target: '=.id=*2' }],
    ['10.62.17.0/24\n', 'dispenda', { kind: 'unreadable', target: '10.62.17.0/24\n' }],
    ['vlan127-SATPOLPP', 'satpolpp', { kind: 'own', target: 'vlan127-SATPOLPP', lines: ['satpolpp'] }],
    ['vlan127-SATPOLPP', 'dispenda', { kind: 'of-other-agency', target: 'vlan127-SATPOLPP', owner: 'satpolpp' }],
    ['vlan127-satpolpp', 'satpolpp', { kind: 'outside', target: 'vlan127-satpolpp' }],
  ])('%j of %s', (text, agency, judged) => {
    expect(claimedTarget(text, agency, REGISTRY)).toEqual(judged);
  });

  it('never gives an address that is not registered for the agency', () => {
    const octet = fc.integer({ min: 0, max: 255 });
    const near = fc.tuple(fc.constantFrom(15, 16, 17, 18, 21, 27, 121), octet, fc.integer({ min: 0, max: 32 }));
    fc.assert(
      fc.property(near, fc.constantFrom('dispenda', 'bkad', 'rsud'), ([third, last, length], agency) => {
        const judged = claimedTarget(`10.62.${third}.${last}/${length}`, agency, REGISTRY);
        const own = { dispenda: [17], bkad: [16], rsud: [21, 121] }[agency] ?? [];
        expect(judged.kind === 'own').toBe(own.includes(third) && length >= 24 && last % 2 ** (32 - length) === 0);
      }),
      { seed: 83, numRuns: 2000 },
    );
  });
});
