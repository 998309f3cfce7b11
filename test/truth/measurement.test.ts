import { expect, test } from 'vitest';
import { MEASURED_ROWS } from './measured-rows.ts';
import { isAsItMust, runMeasured } from './measured-run.ts';

/** A few tries of every kind of row; `npm run faults -- measurement` throws them all. */
const HOLD = ['0', '69l', '70i', '71c', '72b', '72e', '73r', '74b', '77p', '77r', '78d', '79', '81'];
const CONTROLS = MEASURED_ROWS.filter(({ kind }) => kind === 'control').map(({ id }) => id);
const seed = 'smoke';

const named = (id: string) => MEASURED_ROWS.find((row) => row.id === id)!;

test.each(HOLD.map((id) => [named(id).what, id]))('%s (row %s)', async (_, id) => {
  const result = await runMeasured(named(id), seed, 0.02);
  console.log(`row ${id}: seed ${seed}, ${result.tries} tries, ${result.bad} bad`, Object.fromEntries(result.answers));
  expect(result.samples).toEqual([]);
});

test.each(CONTROLS.map((id) => [named(id).what, id]))('%s: found out in every try (%s)', async (_, id) => {
  const result = await runMeasured(named(id), seed, 0.02);
  expect(isAsItMust(result), result.samples.join('\n')).toBe(true);
});

test('a calm day is answered, not only doubted', async () => {
  const { answers } = await runMeasured(named('0'), seed, 0.05);
  expect(Object.fromEntries(answers)).toMatchObject({ 'over not-enough': 2, 'under enough': 2, 'near enough': 2 });
});

test('no two rows have one id', () => {
  expect(new Set(MEASURED_ROWS.map(({ id }) => id)).size).toBe(MEASURED_ROWS.length);
});
