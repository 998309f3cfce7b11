import { carriedOf, type Carried } from './figures.ts';
import type { Forest } from './forest.ts';
import { promiseLinks, type QueueNode } from './forest.ts';
import type { LineBook } from './grants.ts';
import { SLOT } from './local-days.ts';
import type { LineFact, PathFact, Way, World } from './world-facts.ts';

/** Whether a link was down in an interval: it is known to have carried nothing, either way. */
function isOut(world: World, uplink: string, slot: number): boolean {
  const series = world.series.get(`uplink:${uplink}`);
  return series !== undefined && series.down[slot] === 0 && series.up[slot] === 0;
}

/** Intervals that are not an uplink's own demand: it was down, or carried the path of another; null: there are none. */
function foreignOf(world: World, uplink: string): Uint8Array | null {
  const before = world.lines.flatMap(({ path }) => {
    if (path.kind !== 'failover' || path.uplinks.indexOf(uplink) < 1) return [];
    return [path.uplinks.slice(0, path.uplinks.indexOf(uplink))];
  });
  const foreign = new Uint8Array(world.slots);
  for (let slot = 0; slot < world.slots; slot += 1) {
    const carries = before.some((preferred) => preferred.every((link) => isOut(world, link, slot)));
    if (carries || isOut(world, uplink, slot)) foreign[slot] = 1;
  }
  return foreign.includes(1) ? foreign : null;
}

/** Intervals that are not the own demand of any of these paths; null: there are none. */
export function foreignOn(world: World, paths: readonly PathFact[]): Uint8Array | null {
  const links = [...new Set(paths.map((path) => promiseLinks(path)[0]!))];
  const all = links.map((uplink) => foreignOf(world, uplink));
  const [first, ...others] = all;
  if (first === undefined || first === null || others.includes(null)) return null;
  return first.map((one, slot) => (others.every((other) => other?.[slot] === 1) ? one : 0));
}

/** What an uplink carried. */
export function uplinkCarried(world: World, uplink: string, way: Way): Carried {
  const series = world.series.get(`uplink:${uplink}`);
  if (series === undefined) return { rates: new Float64Array(0), foreign: null, first: -1 };
  return carriedOf(series[way], foreignOf(world, uplink));
}

/** A subject's own series, without the hours in which its paths were out. */
export function seriesCarried(world: World, subject: string, way: Way, paths: readonly PathFact[]): Carried {
  const series = world.series.get(subject);
  if (series === undefined) return { rates: new Float64Array(0), foreign: null, first: -1 };
  return carriedOf(series[way], foreignOn(world, paths));
}

/**
 * The sum of lines; null when one of them was never measured. A line that nobody verified yet carries nothing; one that
 * is there since today only has no history to lack. What is missing in all lines is missing in the sum.
 */
export function linesCarried(world: World, books: readonly LineBook[], way: Way): Carried | null {
  const midnight = world.origin + Math.floor(world.slots / 288) * 288 * SLOT;
  const parts: { readonly book: LineBook; readonly rates: Float64Array }[] = [];
  for (const book of books) {
    const since = book.verifiedSince();
    if (since === null) continue;
    const rates = world.series.get(`line:${book.line.id}`)?.[way] ?? new Float64Array(world.slots).fill(NaN);
    if (since < midnight && isEmpty(rates)) return null;
    parts.push({ book, rates });
  }
  if (parts.length === 0) return null;
  const sums = new Float64Array(world.slots);
  for (let slot = 0; slot < world.slots; slot += 1) {
    let measured = false;
    let sum = 0;
    for (const { book, rates } of parts) {
      const rate = rates[slot]!;
      measured ||= !Number.isNaN(rate);
      sum += Number.isNaN(rate) ? limitThen(world, book, way, slot) : rate;
    }
    sums[slot] = measured ? sum : NaN;
  }
  return carriedOf(
    sums,
    foreignOn(
      world,
      books.map(({ line }) => line.path),
    ),
  );
}

function isEmpty(rates: Float64Array): boolean {
  return rates.every((rate) => Number.isNaN(rate));
}

/** The line's limit then; 0 before it was there; NaN while it had none. */
function limitThen(world: World, book: LineBook, way: Way, slot: number): number {
  const at = world.origin + slot * SLOT;
  const limit = Math.max(book.had(way, at), book.hadForATime(way, at));
  return limit > 0 || !book.isThere(at) ? limit : NaN;
}

/**
 * The links that lines use: of one path as that path, else all of them at once; missing in one is missing in the sum.
 */
export function linksCarried(world: World, lines: readonly LineFact[], way: Way): Carried {
  const paths = new Map(lines.map(({ path }) => [JSON.stringify(path), path]));
  const [only] = paths.values();
  if (paths.size === 1 && only !== undefined && only.kind !== 'balanced')
    return uplinkCarried(world, promiseLinks(only)[0]!, way);
  const links = [...new Set(lines.flatMap(({ path }) => (path.kind === 'pinned' ? [path.uplink] : path.uplinks)))];
  const rates = new Float64Array(world.slots);
  const foreign = new Uint8Array(world.slots).fill(1);
  for (const uplink of links) {
    const series = world.series.get(`uplink:${uplink}`);
    if (series === undefined) return { rates: new Float64Array(0), foreign: null, first: -1 };
    for (let slot = 0; slot < world.slots; slot += 1) {
      rates[slot]! += series[way][slot]!;
      if (!isOut(world, uplink, slot)) foreign[slot] = 0;
    }
  }
  return carriedOf(rates, foreign);
}

/** Lines that use an uplink by the path that carries their promises. */
export function linesOn(world: World, uplink: string): readonly LineFact[] {
  return world.lines.filter(({ path }) => promiseLinks(path).includes(uplink));
}

export type Below = QueueNode | string;

/** Lines below a bound: an uplink by its id, or a queue. */
export function linesBelow(world: World, forest: Forest, bound: Below): readonly LineFact[] {
  return typeof bound === 'string' ? linesOn(world, bound) : forest.below(bound);
}
