import { Figures, windowDays, type Carried, type Figure, type HoursOf, type Raise } from './figures.ts';
import { clockOf, dayOf, kindOf, midnight, DAY, workOf } from './local-days.ts';
import { ceil } from './whole-bits.ts';
import type { Span, World } from './world-facts.ts';

/** B of one bound in one direction, or why there is none. */
export type Busy =
  | { readonly known: true; readonly bits: number; readonly figures: readonly Figure[] }
  | {
      readonly known: false;
      readonly why: 'few-days' | 'coverage' | 'no-samples';
      readonly figures: readonly Figure[];
    };

/** Hours that a question asks: null for good, or the bands of a window with the kinds of its days. */
export type Asked = null | readonly Band[];

export interface Band {
  readonly span: Span;
  readonly kind: 'working' | 'weekend' | 'holiday';
}

function bandKind(world: World, day: number): Band['kind'] {
  const kind = kindOf(world.calendar, day);
  return kind === 'weekend' || kind === 'holiday' ? kind : 'working';
}

/** The bands of a window: its clock times on days of the kinds that it holds. */
export function bandsOf(world: World, window: Span | null): Asked {
  if (window === null) return null;
  const [from, until] = window;
  const first = dayOf(from);
  const last = dayOf(until - 1);
  const end = (until - midnight(last)) / 60_000;
  const bands: Band[] = [];
  const add = (span: Span, kind: Band['kind']): void => {
    if (span[1] <= span[0]) return;
    if (bands.some((band) => band.kind === kind && band.span[0] === span[0] && band.span[1] === span[1])) return;
    bands.push({ span, kind });
  };
  if (first === last) {
    add([clockOf(from), end], bandKind(world, first));
    return bands;
  }
  if (until - from <= DAY) {
    add([clockOf(from), 1440], bandKind(world, first));
    add([0, end], bandKind(world, last));
    return bands;
  }
  for (let day = first; day <= last; day += 1) {
    const kind = bandKind(world, day);
    add([0, 1440], kind);
    if (clockOf(from) < end) add([clockOf(from), end], kind);
    else {
      add([clockOf(from), 1440], kind);
      add([0, end], kind);
    }
  }
  return bands;
}

/** The figures that are asked; one whose hours hold no interval is left out. */
function figuresOf(world: World, carried: Carried, figures: Figures, asked: Asked): readonly Figure[] {
  const days = windowDays(world, carried.first);
  const work: HoursOf = (day) => workOf(world.calendar, day);
  if (asked === null) {
    return [
      figures.figure(
        days.filter((day) => work(day).length > 0),
        work,
      ),
      figures.figure(figures.normalDays(work), work),
      figures.figure(days, () => [[0, 1440]]),
    ].filter(({ expected }) => expected > 0);
  }
  return asked.flatMap(({ span, kind }) => {
    const hours: HoursOf = () => [span];
    const of = (which: Band['kind']): Figure =>
      figures.figure(
        days.filter((day) => bandKind(world, day) === which),
        hours,
      );
    const own = of(kind);
    const other =
      kind === 'working'
        ? figures.figure(figures.normalDays(hours), hours)
        : kind === 'holiday'
          ? of('weekend')
          : undefined;
    const both = [own, ...(other === undefined ? [] : [other])].filter(({ expected }) => expected > 0);
    return both.length > 0 ? both : [{ bits: Infinity, valid: 0, expected: 0 }];
  });
}

/** B: the largest of the figures that are asked. */
export function busyOf(world: World, carried: Carried, raise: Raise, asked: Asked): Busy {
  const all = new Figures(world, carried, raise);
  const days = all.daysWithWork();
  if (carried.first < 0) return { known: false, why: 'no-samples', figures: [] };
  const figures = figuresOf(world, carried, all, asked);
  if (days < 5) return { known: false, why: days === 0 ? 'no-samples' : 'few-days', figures };
  const bits = Math.max(0, ...figures.map((figure) => figure.bits));
  return Number.isFinite(bits) ? { known: true, bits, figures } : { known: false, why: 'coverage', figures };
}

/** Own p95 of a guaranteed line: the same figures, what is missing counts as 0. */
export function ownUse(world: World, carried: Carried, raise: Raise, asked: Asked): number {
  if (carried.first < 0) return 0;
  const figures = figuresOf(world, carried, new Figures(world, carried, raise, 0), asked);
  return Math.max(0, ...figures.map(({ bits }) => (Number.isFinite(bits) ? bits : 0)));
}

/** G: Theil–Sen over the raised p95 of each day with work, × lead days, at least 0, up. */
export function growthOf(world: World, carried: Carried, raise: Raise): number {
  const { leadDays } = world.policy;
  if (leadDays === 0 || carried.first < 0) return 0;
  const figures = new Figures(world, carried, raise);
  const work: HoursOf = (day) => workOf(world.calendar, day);
  const points = windowDays(world, carried.first)
    .filter((day) => figures.hasData(day, work))
    .map((day) => ({ day, bits: figures.ofDay(day, work) }))
    .filter(({ bits }) => Number.isFinite(bits));
  const slopes = points
    .flatMap((a, n) => points.slice(n + 1).map((b) => ({ rise: BigInt(b.bits - a.bits), run: BigInt(b.day - a.day) })))
    .toSorted((a, b) => Number(a.rise * b.run - b.rise * a.run));
  if (slopes.length === 0) return 0;
  const middle = slopes.length >> 1;
  const high = slopes[middle]!;
  const low = slopes.length % 2 === 0 ? slopes[middle - 1]! : high;
  // The mean of the two middle slopes, as one fraction.
  const rise = (high.rise * low.run + low.rise * high.run) * BigInt(leadDays);
  const run = 2n * high.run * low.run;
  return Math.max(0, Number(ceil(rise, run)));
}

/** L: the largest of the last three valid rates. */
export type Live =
  | { readonly known: true; readonly bits: number }
  | { readonly known: false; readonly why: 'stale' | 'no-samples' };

export function liveOf(world: World, rates: Float64Array): Live {
  const last: number[] = [];
  let newest = -1;
  for (let slot = rates.length - 1; slot >= 0 && last.length < 3; slot -= 1) {
    if (Number.isNaN(rates[slot]!)) continue;
    if (newest < 0) newest = slot;
    last.push(rates[slot]!);
  }
  if (newest < 0) return { known: false, why: 'no-samples' };
  const age = world.now - (world.origin + (newest + 1) * 300_000);
  return age > 600_000 ? { known: false, why: 'stale' } : { known: true, bits: Math.max(...last) };
}
