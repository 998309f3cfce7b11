import { expect, test } from 'vitest';
import type { Counted } from '../../../agent/domain/counters/leaps.ts';
import { PassedSpeeds } from '../../../agent/domain/counters/passed-speeds.ts';
import { MINUTE, moment } from '../../../agent/domain/moment.ts';

function minute(n: number, megabits: number): Counted {
  const octets = BigInt(Math.round(megabits * 7_500_000));
  const times = { from: moment((n - 1) * MINUTE), until: moment(n * MINUTE) };
  return { kind: 'octets', subject: 'uplink:isp', ...times, down: octets, up: 0n, dropsDown: 0, dropsUp: 0 };
}

/** Mbps of each minute and the speed that its reading reports; whether the speed is passed after it. */
function passes(steps: readonly (readonly [megabits: number, speed: number])[]): readonly boolean[] {
  const speeds = new PassedSpeeds();
  return steps.map(([megabits, speed], i) =>
    speeds.passes('uplink:isp', [minute(i + 1, megabits)], speed, (i + 1) * MINUTE),
  );
}

test('three intervals in a row above 1.05 × the speed prove it wrong', () => {
  const start = [60, 10] as const;
  expect(passes([start, [60, 10], [11, 10], [10.6, 10], [10.5, 10]])).toEqual([false, false, false, true, false]);
  expect(passes([start, [60, 10], [60, 10], [9, 10], [60, 10]])).toEqual([false, false, false, false, false]);
});

test('an interval that began under another speed proves nothing of this one', () => {
  const fast = [900, 1000] as const;
  expect(passes([fast, fast, [900, 100], [900, 100], [900, 100], [900, 100]])).toEqual([
    false,
    false,
    false,
    false,
    false,
    true,
  ]);
});

test('no speed is none that could be passed', () => {
  expect(passes([1, 2, 3, 4, 5].map(() => [900, 0] as const))).toEqual([false, false, false, false, false]);
});

test('intervals that were held back and then believed count all at once', () => {
  const speeds = new PassedSpeeds();
  for (const n of [1, 2, 3]) expect(speeds.passes('uplink:isp', [], 10, n * MINUTE)).toBe(false);
  expect(
    speeds.passes(
      'uplink:isp',
      [2, 3, 4].map((n) => minute(n, 60)),
      10,
      4 * MINUTE,
    ),
  ).toBe(true);
});
