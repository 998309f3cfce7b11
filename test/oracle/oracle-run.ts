import { Dice } from '../fakes/dice.ts';
import type { Figure, Figures, Wish } from './booking.ts';
import { type Adding, naiveFigure } from './naive-answers.ts';
import { ProductBooks } from './product-books.ts';
import { book, happen, wishOf } from './random-bookings.ts';
import { SecondBySecond } from './second-by-second.ts';
import { worldOf } from './world.ts';

const PER_WORLD = 60;
/** The controls are asked of every so manyth booking. */
const CONTROL_EVERY = 32;
const MOST_SHOWN = 3;

export const CONTROLS: readonly Adding[] = ['set-of-deltas', 'sum-of-all', 'list-of-deltas'];

/** What a run of bookings came to. */
export interface Tally {
  bookings: number;
  /** Bounds of which both were asked. */
  comparisons: number;
  fits: number;
  unknown: number;
  wrong: number;
  readonly examples: string[];
  readonly controls: Record<Adding, { asked: number; wrong: number; figures: number; example: string }>;
}

export function newTally(): Tally {
  const none = (): Tally['controls'][Adding] => ({ asked: 0, wrong: 0, figures: 0, example: '' });
  const controls = { 'set-of-deltas': none(), 'list-of-deltas': none(), 'sum-of-all': none() };
  return { bookings: 0, comparisons: 0, fits: 0, unknown: 0, wrong: 0, examples: [], controls };
}

/** One world after another, each from a seed of its own, until so many bookings were asked. */
export function runOracle(seed: string, bookings: number, tally = newTally()): Tally {
  for (let world = 0; tally.bookings < bookings; world += 1)
    runWorld(`${seed}/${world}`, Math.min(PER_WORLD, bookings - tally.bookings), tally);
  return tally;
}

/** All bookings of one world: a counter-example names it, and this runs it again. */
export function runWorld(seed: string, bookings: number, tally: Tally): void {
  const dice = new Dice(seed);
  const world = worldOf(dice);
  const oracle = new SecondBySecond(world);
  const product = new ProductBooks(world, dice.onceIn(2) ? 'up' : 'down');
  for (let n = 0; n < bookings; n += 1) {
    happen(dice, world);
    const wish = wishOf(dice, world);
    oracle.repaint(wish.instead);
    const truth = oracle.answer(wish);
    tally.bookings += 1;
    compare(tally, truth, product.answer(wish), `${seed}#${n} ${JSON.stringify(wish)} at ${world.now}`);
    if (tally.bookings % CONTROL_EVERY === 0) askControls(tally, oracle, wish, truth, `${seed}#${n}`);
    const isFull = truth !== null && !truth.every(doesFit);
    if (truth !== null && (isFull ? dice.onceIn(12) : !dice.onceIn(4))) book(dice, world, wish);
  }
}

function compare(tally: Tally, truth: Figures, ours: Figures, where: string): void {
  tally.comparisons += Math.max(1, truth?.length ?? 0);
  if (truth === null) tally.unknown += 1;
  else if (truth.every(doesFit)) tally.fits += 1;
  if (isSame(truth, ours)) return;
  tally.wrong += 1;
  if (tally.examples.length < MOST_SHOWN)
    tally.examples.push(`${where}: truth ${JSON.stringify(truth)}, ours ${JSON.stringify(ours)}`);
}

/** Every bound with its demand and limit to the bit. */
function isSame(truth: Figures, ours: Figures): boolean {
  if (truth === null || ours === null) return truth === ours;
  const same = ({ bound, demand, limit }: Figure): boolean =>
    ours.some((o) => o.bound === bound && o.demand === demand && o.limit === limit);
  return truth.length === ours.length && truth.every(same);
}

function askControls(tally: Tally, oracle: SecondBySecond, wish: Wish, truth: Figures, where: string): void {
  if (truth === null || wish.window === null) return;
  for (const adding of CONTROLS) {
    const found = truth.map((figure) => naiveFigure(oracle, wish, figure, adding));
    const control = tally.controls[adding];
    control.asked += 1;
    if (!isSame(truth, found)) control.figures += 1;
    if (found.every(doesFit) === truth.every(doesFit)) continue;
    control.wrong += 1;
    if (control.example === '')
      control.example = `${where}: truth ${JSON.stringify(truth)}, control ${JSON.stringify(found)}`;
  }
}

function doesFit({ demand, limit }: Figure): boolean {
  return demand <= limit;
}
