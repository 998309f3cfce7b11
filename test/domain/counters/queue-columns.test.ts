import { expect, test } from 'vitest';
import { type Counters, orientationOf } from '../../../agent/domain/counters/queue-columns.ts';

type Pair = readonly [Counters, Counters];
const counters = (down: number, up: number): Counters => ({ down: BigInt(down), up: BigInt(up) });
const swapped = ([a, b]: Pair): Pair => [a, { down: b.up, up: b.down }];

/** A queue of a recorded RouterOS 7.18.2 as SNMP shows it (In, Out), beside what its VLAN sent to it and received. */
const GUEST: Pair = [counters(808_891_769, 48_665_868), counters(818_771_829, 49_740_277)];

test('the recorded queue counts what its target downloads in its first column', () => {
  expect(orientationOf([GUEST])).toEqual({ direction: 'straight', queues: 1 });
  expect(orientationOf([swapped(GUEST)])).toEqual({ direction: 'swapped', queues: 1 });
});

test.each<[string, readonly Pair[]]>([
  ['no queue', []],
  ['queues without traffic', [[counters(0, 0), counters(0, 0)]]],
  ['traffic of a few packets', [[counters(400_000, 9000), counters(400_000, 9000)]]],
  ['traffic that is alike in both directions', [[counters(50_000_000, 48_000_000), counters(51_000_000, 49_000_000)]]],
  ['counters of which one source was reset', [[counters(900_000_000, 80_000_000), counters(0, 0)]]],
  ['queues that contradict each other', [GUEST, swapped(GUEST)]],
])('%s proves nothing', (_, pairs) => {
  expect(orientationOf(pairs)).toEqual({ direction: 'unknown', queues: 0 });
});

test('one queue in ten may be odd, for example reset in between', () => {
  const many = Array.from({ length: 9 }, () => swapped(GUEST));
  expect(orientationOf([...many, GUEST])).toEqual({ direction: 'swapped', queues: 9 });
  expect(orientationOf([...many.slice(1), GUEST])).toEqual({ direction: 'unknown', queues: 0 });
});
