import { describe, expect, it } from 'vitest';
import { moment } from '../../agent/domain/moment.ts';
import { changesAfter, inForce } from '../../agent/domain/uplink.ts';

const at = moment;

describe('agent/domain/uplink: what is dated', () => {
  const contracts = [
    { name: 'second', from: at(20), until: at(30) },
    { name: 'first', from: at(10), until: null },
    { name: 'third', from: at(40) },
  ];

  it.each([
    [9, undefined],
    [10, 'first'],
    [19, 'first'],
    [20, 'second'],
    [29, 'second'],
    [30, undefined],
    [39, undefined],
    [40, 'third'],
  ])('at %i %s is in force', (now, name) => {
    expect(inForce(contracts, at(now))?.name).toBe(name);
  });

  it('an older contract comes back after a newer one only where it is dated to run on', () => {
    const dated = [
      { name: 'upgrade', from: at(20), until: at(30) },
      { name: 'base', from: at(10), until: at(50) },
    ];
    expect([25, 30, 49, 50].map((now) => inForce(dated, at(now))?.name)).toEqual([
      'upgrade',
      'base',
      'base',
      undefined,
    ]);
  });

  it('changes are beginnings and ends that are still ahead', () => {
    expect(changesAfter(contracts, at(10)).toSorted((a, b) => a - b)).toEqual([20, 30, 40]);
    expect(changesAfter(contracts, at(40))).toEqual([]);
  });
});
