import { describe, expect, it } from 'vitest';
import {
  type Allocation,
  chargedTime,
  chargesAt,
  chargesIn,
  counts,
  desiredRate,
  isLiveHold,
  lastRise,
  permanentOf,
  permanentRate,
} from '../../agent/domain/allocation.ts';
import { HOUR, MINUTE, moment } from '../../agent/domain/moment.ts';
import { NO_RATE, rate } from '../../agent/domain/rate.ts';
import { grantRow } from '../office/sample-rows.ts';

const H = (hours: number): ReturnType<typeof moment> => moment(hours * HOUR);

function allocation(id: number, rest: Partial<Allocation> = {}): Allocation {
  return { id, ...grantRow('a', rate(10 * id, 10 * id), { appliedAt: null, ...rest }, H(0)) };
}

describe('agent/domain/allocation', () => {
  it('a hold lives until its moment and charges as long', () => {
    const hold = allocation(1, { state: { at: 'held', until: H(5) } });
    expect([moment(H(5) - 1), H(5)].map((now) => [isLiveHold(hold, now), counts(hold, now)])).toEqual([
      [true, true],
      [false, false],
    ]);
    expect([isLiveHold(allocation(1), H(1)), counts(allocation(1), H(1))]).toEqual([false, true]);
    expect(counts(allocation(1, { state: { at: 'ended', since: H(0) } }), H(1))).toBe(false);
  });

  it('a temporary grant charges to the end of its grace, and on until the router was seen without it', () => {
    const window = { from: H(10), until: H(20) };
    const end = moment(H(20) + 30 * MINUTE);
    const charged = (now: number, rest: Partial<Allocation> = {}) =>
      chargedTime(allocation(1, { window, ...rest }), window, 30, moment(now));
    expect(charged(H(12))).toEqual({ from: H(10), until: end });
    expect(charged(end - 1)).toEqual({ from: H(10), until: end });
    expect([charged(end), charged(H(40))]).toEqual([
      { from: H(10), until: null },
      { from: H(10), until: null },
    ]);
    expect(charged(H(40), { returnedAt: H(15) })).toEqual({ from: H(10), until: H(15) });
    expect(charged(H(40), { returnedAt: H(30) })).toEqual({ from: H(10), until: end });
    expect(charged(H(40), { state: { at: 'held', until: H(90) } })).toEqual({ from: H(10), until: end });
  });

  it('a charge has its beginning and not its end; one without an end runs on', () => {
    const charge = { from: H(10), until: H(20) };
    expect([H(9), H(10), H(20)].map((at) => chargesAt(charge, at))).toEqual([false, true, false]);
    expect(chargesAt({ from: H(10), until: null }, H(9999))).toBe(true);
    expect([H(10), H(11)].map((until) => chargesIn(charge, { from: H(0), until }))).toEqual([false, true]);
    expect([H(19), H(20)].map((from) => chargesIn(charge, { from, until: H(99) }))).toEqual([true, false]);
    expect(chargesIn({ from: H(10), until: null }, { from: H(50), until: H(51) })).toBe(true);
  });

  it.each<[string, number | undefined, readonly Allocation[]]>([
    ['never, of a line with its base alone', undefined, [allocation(1)]],
    ['never, of a base that was entered at some time', undefined, [allocation(1, { appliedAt: H(5) })]],
    ['when a grant was applied', 7, [allocation(1), allocation(2, { request: 7, appliedAt: H(7) })]],
    [
      'when a larger limit was registered',
      7,
      [allocation(1, { state: { at: 'ended', since: H(7) } }), allocation(2, { appliedAt: H(7) })],
    ],
    ['when a request gave the line its first limit', 3, [allocation(1, { request: 1, appliedAt: H(3) })]],
    ['not when it was reduced', undefined, [allocation(2), allocation(3, { rate: rate(5, 20), appliedAt: H(8) })]],
    ['in one direction alone', 8, [allocation(2), allocation(3, { rate: rate(5, 21), appliedAt: H(8) })]],
    [
      'when it rose again after a reduction',
      9,
      [2, 1, 2].map((size, i) => allocation(i + 1, { rate: rate(size, size), appliedAt: H(7 + i) })),
    ],
    [
      'by the time on the router, not by the order of the books',
      4,
      [9, 4]
        .map((h, i) => allocation(3 - i, { rate: rate(10, 10), appliedAt: H(h) }))
        .concat(allocation(4, { rate: rate(5, 5) })),
    ],
    ['not by what is approved alone', undefined, [allocation(1), allocation(2, { request: 7 })]],
    [
      'not for a time',
      undefined,
      [allocation(1), allocation(2, { request: 7, appliedAt: H(7), window: { from: H(7), until: H(9) } })],
    ],
  ])('the limit last rose: %s', (_, hour, allocations) =>
    expect(lastRise(allocations)).toBe(hour === undefined ? undefined : H(hour)),
  );

  it('the newest granted permanent allocation of the line counts', () => {
    const all = [
      allocation(2),
      allocation(1),
      allocation(3, { state: { at: 'held', until: H(9) } }),
      allocation(4, { state: { at: 'ended', since: H(0) } }),
      allocation(5, { window: { from: H(0), until: H(9) } }),
      allocation(6, { line: 'b' }),
    ];
    expect(permanentOf(all, 'a')?.id).toBe(2);
    expect([permanentRate(all, 'a'), permanentRate(all, 'b'), permanentRate(all, 'c')]).toEqual([
      rate(20, 20),
      rate(60, 60),
      NO_RATE,
    ]);
    expect(desiredRate(all, 'a', H(5), 0)).toEqual(rate(50, 50));
    expect(desiredRate(all, 'a', H(9), 0)).toEqual(rate(20, 20));
    expect(desiredRate(all, 'c', H(5), 0)).toEqual(NO_RATE);
  });
});
