import { describe, expect, it } from 'vitest';
import { after, HOUR, type Moment, momentOf, span } from '../../agent/domain/moment.ts';
import { mbps } from '../../agent/domain/rate.ts';
import { distance, movedBy, movedIn, roomForOne, roomToMove } from '../../agent/shaping/blast-radius.ts';
import type { Op } from '../../agent/shaping/op.ts';
import type { Change } from '../../agent/shaping/queue.ts';
import { mega, row, WANT } from '../office/queue-samples.ts';

const NOW = momentOf('2026-05-04T09:00:00+07:00');
const minutesAgo = (minutes: number): Moment => after(NOW, span(-60_000 * minutes));
const free = (at: Moment): Moment => after(at, span(HOUR + 1));

/** A change from 30 Mbps to this, intended so many minutes ago. */
function op(id: number, minutes: number, to: number): Op {
  const change: Change = { kind: 'set', owner: 'dinkes', want: { ...WANT, maxLimit: mega(to) }, was: row() };
  const common = {
    plan: id,
    router: 'core',
    request: null,
    state: 'verified',
    refused: null,
    settledAt: NOW,
    evidence: {},
  } as const;
  return { ...common, id, change, intendedAt: minutesAgo(minutes) };
}

describe('agent/shaping/blast-radius', () => {
  it.each<[string, Change, number]>([
    ['a raise', { kind: 'set', owner: 'dinkes', want: { ...WANT, maxLimit: mega(40) }, was: row() }, 10],
    ['a cut', { kind: 'set', owner: 'dinkes', want: { ...WANT, maxLimit: mega(5) }, was: row() }, 25],
    [
      'the direction that moves more',
      { kind: 'set', owner: 'dinkes', want: { ...WANT, maxLimit: mega(31, 50) }, was: row() },
      20,
    ],
    ['a new queue', { kind: 'add', owner: 'dinkes', want: { ...WANT, maxLimit: mega(12) }, placeBefore: null }, 12],
    ['a queue taken away', { kind: 'remove', owner: 'dinkes', was: row() }, 30],
    ['a mark', { kind: 'mark', owner: 'dinkes', want: WANT, was: row() }, 0],
    ['a place', { kind: 'move', owner: 'dinkes', was: row(), before: null }, 0],
  ])('%s moves what it moves', (_, change, moved) => {
    expect(movedBy(change)).toBe(mbps(moved));
  });

  it('the distance has no sign, and a sum counts every op', () => {
    expect(distance(mega(10), mega(40))).toBe(distance(mega(40), mega(10)));
    expect(movedIn([op(1, 5, 40), op(2, 1, 20)])).toBe(mbps(20));
    expect(movedIn([])).toBe(0);
  });

  it('one op more fits below the limit, or when enough of the oldest are an hour old', () => {
    const three = [op(1, 50, 40), op(2, 40, 40), op(3, 30, 40)];
    expect(roomForOne(three, 4, NOW)).toBeUndefined();
    expect(roomForOne(three, 3, NOW)).toBe(free(minutesAgo(50)));
    expect(roomForOne(three, 1, NOW)).toBe(free(minutesAgo(30)));
    expect(roomForOne([], 0, NOW)).toBe(free(NOW));
  });

  it('a change fits when what is left of the hour leaves room for it, to the bit', () => {
    const two = [op(1, 50, 40), op(2, 20, 35)];
    expect(roomToMove(two, mbps(5), mbps(20), NOW)).toBeUndefined();
    expect(roomToMove(two, mbps(5.000001), mbps(20), NOW)).toBe(free(minutesAgo(50)));
    expect(roomToMove(two, mbps(15), mbps(20), NOW)).toBe(free(minutesAgo(50)));
    expect(roomToMove(two, mbps(16), mbps(20), NOW)).toBe(free(minutesAgo(20)));
  });

  it('one that is larger than the limit goes alone', () => {
    expect(roomToMove([], mbps(500), mbps(20), NOW)).toBeUndefined();
    expect(roomToMove([op(1, 5, 31)], mbps(500), mbps(20), NOW)).toBe(free(minutesAgo(5)));
  });
});
