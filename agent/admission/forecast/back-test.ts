import { median } from '../check/percentile.ts';
import type { Trend } from './trend.ts';

/** The back-test forecasts this many days ahead of each past day. */
export const AHEAD_DAYS = 28;
/** Days between two past days (origins) from which the back-test forecasts. */
export const ORIGIN_STEP = 7;
/** With fewer comparisons there is no back-test. */
const LEAST_TRIES = 3;
/**
 * From so many measured errors on, the margin is the error that 80 % of them do not exceed. With fewer it is the
 * scatter of single days.
 */
const LEAST_ERRORS = 6;

/** A past day from which the back-test forecasts, with what was known on that day. */
export interface Origin {
  /** Days since 1970-01-01. */
  readonly day: number;
  /** 95th percentile (B of the check) of that day, bit/s. */
  readonly busy: number;
  /**
   * Start of the forecast, bit/s: level of the trend on that day + the usual distance of the 95th percentile above it.
   */
  readonly base: number;
  readonly trend: Trend;
}

/**
 * A forecast of the 95th percentile (B of the check) some days ahead, bit/s: the expected value `middle` and its 80 %
 * interval.
 */
export interface Foretold {
  readonly low: number;
  readonly middle: number;
  readonly high: number;
}

/** How good the forecast method would have been on the past: forecasts compared with what was measured later. */
export interface BackTest {
  /** How many forecasts were compared, each `aheadDays` days ahead. */
  readonly tries: number;
  readonly aheadDays: number;
  /**
   * Median of |forecast − measured| in bit/s. `errorShare` is the median of the same in thousandths of the measured
   * value.
   */
  readonly error: number;
  readonly errorShare: number;
  /** In how many of the `tries` the measured value lay inside the forecast interval. */
  readonly held: number;
}

/**
 * Forecasts the 95th percentile: `base` + slope × `days`. The interval combines the uncertainty of the slope and
 * `margin`, the half-width of the scatter today, as the root of the sum of squares, since they are independent.
 * @param margin bit/s.
 */
export function foretell({ base, trend }: Pick<Origin, 'base' | 'trend'>, days: number, margin: number): Foretold {
  const expected = base + trend.slope * days;
  const below = Math.hypot((trend.slope - trend.low) * days, margin);
  const above = Math.hypot((trend.high - trend.slope) * days, margin);
  return { low: expected - below, middle: expected, high: expected + above };
}

/**
 * Returns the half-width of the interval on the origin's day, in bit/s: 80 % of the forecast errors measured until then
 * are not larger. With fewer than 6 errors it is the scatter around the trend.
 */
export function marginAt(origin: Omit<Origin, 'busy'>, origins: readonly Origin[]): number {
  const errors = misses(
    origins.filter((o) => o.day + AHEAD_DAYS <= origin.day),
    origins,
  ).map(({ error }) => error);
  if (errors.length < LEAST_ERRORS) return origin.trend.scatter;
  return errors.toSorted((a, b) => a - b)[Math.ceil(errors.length * 0.8) - 1] ?? origin.trend.scatter;
}

/**
 * Compares the forecast from each origin with the 95th percentile measured AHEAD_DAYS later. Undefined with fewer than
 * 3 comparisons.
 */
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
