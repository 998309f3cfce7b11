import { median } from '../check/percentile.ts';
import type { Trend } from './trend.ts';

/** How far ahead the method is tried on the past, and how often. */
export const AHEAD_DAYS = 28;
export const ORIGIN_STEP = 7;
const LEAST_TRIES = 3;
/** Errors from which their own 80 % serve as the margin; with fewer it is the scatter of single days. */
const LEAST_ERRORS = 6;

/** What the method would have said on one day of the past, from what was known then. */
export interface Origin {
  /** Days since 1970-01-01. */
  readonly day: number;
  /** The busy figure of that day, bit/s. */
  readonly busy: number;
  /** The busy figure as the line has it: level, and how much the figure usually stands above the level. */
  readonly base: number;
  readonly trend: Trend;
}

/** A busy figure foretold for some days after its origin, bit/s. */
export interface Foretold {
  readonly low: number;
  readonly middle: number;
  readonly high: number;
}

/** The method run on the past against what was then measured. */
export interface BackTest {
  readonly tries: number;
  readonly aheadDays: number;
  /** Median of |foretold − measured|, bit/s, and as thousandths of what was measured. */
  readonly error: number;
  readonly errorShare: number;
  /** How many of the measured figures lay inside the interval foretold. */
  readonly held: number;
}

/**
 * The figure moved along the slope. The interval is that of the slope and a margin for how far the figure itself
 * wanders; neither knows of the other, so their squares add up.
 */
export function foretell({ base, trend }: Pick<Origin, 'base' | 'trend'>, days: number, margin: number): Foretold {
  const expected = base + trend.slope * days;
  const below = Math.hypot((trend.slope - trend.low) * days, margin);
  const above = Math.hypot((trend.high - trend.slope) * days, margin);
  return { low: expected - below, middle: expected, high: expected + above };
}

/** The margin known on the origin's day: 80 % of the errors measured by then do not exceed it. */
export function marginAt(origin: Omit<Origin, 'busy'>, origins: readonly Origin[]): number {
  const errors = misses(
    origins.filter((o) => o.day + AHEAD_DAYS <= origin.day),
    origins,
  ).map(({ error }) => error);
  if (errors.length < LEAST_ERRORS) return origin.trend.scatter;
  return errors.toSorted((a, b) => a - b)[Math.ceil(errors.length * 0.8) - 1] ?? origin.trend.scatter;
}

/** Runs the method from every origin whose day ahead was measured as well; undefined where too few were. */
export function backTest(origins: readonly Origin[]): BackTest | undefined {
  const tried = misses(origins, origins);
  if (tried.length < LEAST_TRIES) return undefined;
  const held = tried.filter(({ origin, measured }) => {
    const { low, high } = foretell(origin, AHEAD_DAYS, marginAt(origin, origins));
    return measured >= low && measured <= high;
  });
  return {
    tries: tried.length,
    aheadDays: AHEAD_DAYS,
    error: Math.round(median(tried.map(({ error }) => error))),
    errorShare: Math.round(
      median(tried.map(({ error, measured }) => (measured === 0 ? 0 : (error * 1000) / measured))),
    ),
    held: held.length,
  };
}

interface Miss {
  readonly origin: Origin;
  readonly measured: number;
  readonly error: number;
}

function misses(from: readonly Origin[], measured: readonly Origin[]): readonly Miss[] {
  const figures = new Map(measured.map((o) => [o.day, o.busy]));
  return from.flatMap((origin) => {
    const later = figures.get(origin.day + AHEAD_DAYS);
    if (later === undefined) return [];
    return [{ origin, measured: later, error: Math.abs(foretell(origin, AHEAD_DAYS, 0).middle - later) }];
  });
}
