import { expect, test } from 'vitest';
import { CONTROLS } from './month-controls.ts';
import { liveMonth } from './month-run.ts';

const SHORT = { seed: 'short', days: 2, ops: 40, faults: 40 } as const;

test('two days of the office with a flapping router violate nothing', async () => {
  const { violations, acts, faults } = await liveMonth(SHORT);
  const sum = (of: Readonly<Record<string, number>>): number => Object.values(of).reduce((all, n) => all + n, 0);
  console.log(`month: seed ${SHORT.seed}, ${sum(acts)} acts and ${sum(faults)} faults took place`);
  expect(violations).toEqual([]);
  expect(sum(acts)).toBeGreaterThanOrEqual(SHORT.ops);
  expect(sum(faults)).toBeGreaterThanOrEqual(SHORT.faults);
});

/** The other controls need more time than this to meet what they do wrong. */
test('an office that writes again in doubt without a read is found out', async () => {
  const { violations } = await liveMonth({ ...SHORT, around: CONTROLS['retry-without-read']! });
  console.log(`retry-without-read: seed ${SHORT.seed}, ${violations.map(({ invariant }) => invariant).join(' ')}`);
  expect(violations.length).toBeGreaterThan(0);
});
