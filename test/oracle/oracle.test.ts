import { expect, test } from 'vitest';
import { Dice } from '../fakes/dice.ts';
import { CONTROLS, newTally, runOracle, runWorld } from './oracle-run.ts';
import { SecondBySecond } from './second-by-second.ts';
import { type World, worldOf } from './world.ts';

const seed = 'smoke';

test('the promised key answers as an oracle of every second does; shorter sums do not', () => {
  const tally = runOracle(seed, 20_000);
  const { bookings, comparisons, fits, unknown, wrong, examples, controls } = tally;
  console.log(`oracle: seed ${seed}, ${bookings} bookings, ${comparisons} comparisons, ${wrong} wrong`, controls);
  expect(examples).toEqual([]);
  expect([bookings, wrong]).toEqual([20_000, 0]);
  expect(Math.min(fits, bookings - fits - unknown, unknown)).toBeGreaterThan(500);
  expect(CONTROLS.map((name) => [name, controls[name].wrong > 0, controls[name].figures > 0])).toEqual([
    ['set-of-deltas', true, true],
    ['sum-of-all', true, true],
    ['list-of-deltas', false, false],
  ]);
}, 600_000);

test('a world runs again from its seed', () => {
  const run = () => {
    const tally = newTally();
    runWorld(`${seed}/7`, 30, tally);
    return tally;
  };
  expect(run()).toEqual(run());
});

test('the oracle itself, by hand: three of equal size that begin in one second', () => {
  const window = { from: 100, until: 200 };
  const line = { service: 'shared', kind: 'pinned', uplinks: ['a'], pooled: false, p95: 0 } as const;
  const lines = ['x', 'y', 'z', 'w'].map((id) => ({ ...line, id }));
  const booked = { limitAt: 0, state: 'granted', holdUntil: 0, applied: true } as const;
  const base = lines.map(({ id }, n) => ({ ...booked, id: n, line: id, rate: 10, window: null }));
  const runs = ['x', 'y', 'z'].map((id, n) => ({ ...booked, id: 10 + n, line: id, rate: 400, window }));
  const contracts = new Map([['a', [{ from: 0, until: null, rate: 1000 }]]]);
  const plain = {
    contracts,
    pool: [],
    down: new Set<string>(),
    shares: [{ from: 0, a: 600 }],
    sharing: 2000,
    reserve: 100,
    graceMinutes: 0,
  };
  const world: World = { ...worldOf(new Dice('hand')), ...plain, now: 0, lines, bookings: [...base, ...runs] };
  const oracle = new SecondBySecond(world);
  oracle.repaint(null);
  const ask = (from: number, until: number) =>
    oracle.answer({ line: 'w', wanted: 60, window: { from, until }, from: 0, instead: null });
  expect(ask(0, 101)).toEqual([{ bound: 'a', demand: 3 * 390 + 50, limit: 900, worst: 100 }]);
  expect(ask(200, 300)).toEqual([{ bound: 'a', demand: 50, limit: 900, worst: 200 }]);
});
