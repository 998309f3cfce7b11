import { afterAll, beforeAll, expect, test } from 'vitest';
import { runRow } from './row-run.ts';
import { ROWS } from './rows.ts';
import { sowOffice, type WiredSeed } from '../office/wired/wired-seed.ts';

/** A few tries of the rows that touch most; `npm run faults -- router` throws them all. */
const HOLD: readonly (readonly [id: string, share: number])[] = [
  ['1', 0.001],
  ['7', 0.1],
  ['16', 0.1],
  ['23', 0.1],
  ['26', 0.1],
  ['82', 0.01],
  ['84', 0.1],
];
const CONTROLS = ['control-a', 'control-b', 'control-c'];
const seed = 'smoke';

let sown: WiredSeed;
beforeAll(async () => {
  sown = await sowOffice();
});
afterAll(() => sown?.close());

const named = (id: string) => ROWS.find((row) => row.id === id)!;

test.each(HOLD.map(([id, share]) => [named(id).what, id, share] as const))('%s (row %s)', async (_, id, share) => {
  const { tries, bad, samples, executed } = await runRow(named(id), sown, { seed, share });
  console.log(`row ${id}: seed ${seed}, ${tries} tries, ${executed} writes, ${bad} bad`);
  expect(samples).toEqual([]);
  expect(tries).toBeGreaterThan(0);
});

test.each(CONTROLS.map((id) => [named(id).what, id]))('%s: found out in every try (%s)', async (_, id) => {
  const { tries, bad, byInvariant } = await runRow(named(id), sown, { seed, share: 0.02 });
  console.log(`${id}: ${bad} of ${tries} tries found out`, byInvariant);
  expect(bad).toBe(tries);
});

test('no two rows have one id', () => {
  expect(new Set(ROWS.map(({ id }) => id)).size).toBe(ROWS.length);
});
