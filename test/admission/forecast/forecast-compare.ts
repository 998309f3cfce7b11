import { busyDays, dayNumber } from '../../../agent/admission/forecast/busy-days.ts';
import type { BusyDay } from '../../../agent/admission/forecast/censored-slope.ts';
import { firstPassing, forecastOf, TREND_DAYS } from '../../../agent/admission/forecast/forecast.ts';
import { HORIZON, type Plague, type Synthetic, synthetic } from './synthetic-growth.ts';

/** Growth, not a falling line: what the tables are about. */
export const PLAGUES: Readonly<Record<string, Plague>> = {
  plain: {},
  outliers: { outliers: true },
  gaps: { gaps: true },
  ramadan: { ramadan: true },
  grants: { grants: true },
  'full link': { full: true },
  all: { outliers: true, gaps: true, ramadan: true, grants: true, full: true },
};

/** How one method did on one series: Mbps in 30 days, and days. */
export interface Trial {
  readonly slopeError: number;
  readonly dateError: number;
}

export interface Comparison {
  readonly ours: Trial;
  readonly straight: Trial;
  /** Whether the true date lay inside our interval. */
  readonly held: boolean;
  readonly tries: number;
  readonly tested: { readonly held: number; readonly share: number } | null;
}

/**
 * Ours and an ordinary straight line over the same days, from the same figure of today; undefined where ours says
 * nothing.
 */
export function compare(seed: number, plague: Plague): Comparison | undefined {
  const series = synthetic(seed, plague);
  const { terms } = series;
  const ours = forecastOf(terms);
  if ('kind' in ours.trend || ours.exhaustion === null || ours.base === null) return undefined;
  const days = busyDays(terms.evidence, terms.adjustments, TREND_DAYS, () => false);
  const line = leastSquares(days);
  const from = ours.busy ?? ours.base;
  const straight = aheadOf(
    series,
    firstPassing(terms, (ahead) => from + line * ahead),
  );
  const { on, earliest, latest } = ours.exhaustion;
  return {
    ours: trial(series, ours.trend.slope, aheadOf(series, on)),
    straight: trial(series, line, straight),
    held: aheadOf(series, earliest) <= series.until && aheadOf(series, latest) >= series.until,
    tries: ours.backTest?.tries ?? 0,
    tested: ours.backTest === null ? null : { held: ours.backTest.held, share: ours.backTest.errorShare },
  };
}

function trial({ slope, until }: Synthetic, found: number, ahead: number): Trial {
  return { slopeError: (Math.abs(found - slope) * 30) / 1e6, dateError: Math.abs(ahead - until) };
}

function aheadOf({ terms }: Synthetic, day: string | null): number {
  return day === null ? HORIZON : dayNumber(day as typeof terms.evidence.today) - dayNumber(terms.evidence.today);
}

/** The slope of the straight line with the least squares. */
function leastSquares(days: readonly BusyDay[]): number {
  const x = days.reduce((sum, d) => sum + d.day, 0) / days.length;
  const y = days.reduce((sum, d) => sum + d.p95, 0) / days.length;
  const over = days.reduce((sum, d) => sum + (d.day - x) * (d.p95 - y), 0);
  return over / days.reduce((sum, d) => sum + (d.day - x) ** 2, 0);
}

/** The middle of the numbers. */
export function middleOf(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? Number.NaN;
}

export function compareMany(first: number, count: number, plague: Plague): readonly Comparison[] {
  return Array.from({ length: count }, (_, i) => compare(first + i, plague)).flatMap((c) => c ?? []);
}
