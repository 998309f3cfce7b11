import { grouped } from '../../domain/lookup.ts';
import { type BusyDay, censoredSlope, type SlopeRange } from './censored-slope.ts';

/** No trend is computed from fewer working days: a line through a few points always looks straight. */
export const LEAST_TREND_DAYS = 20;
/** No trend is computed when fewer days lie between the first and the last working day. */
export const LEAST_TREND_SPAN = 28;

/** A trend through the p95 of working days. Slope in bit/s per day with its 80 % interval. */
export interface Trend extends SlopeRange {
  /** p95 of a middling working day on the day asked for, bit/s. */
  readonly level: number;
  /** 80 % of the measured days lie within this distance of the trend, bit/s. */
  readonly scatter: number;
  /** How many working days were used. `lowerBounds`: on how many of them the link was full. */
  readonly days: number;
  readonly lowerBounds: number;
}

/**
 * Why there is no trend. `few-days`: too few working days or too short a time. `mostly-full`: the link was full on more
 * than half of the days.
 */
export interface TooLittle {
  readonly kind: 'too-little';
  readonly why: 'few-days' | 'mostly-full';
  /** How many working days there are, over `span` days. `lowerBounds`: on how many of them the link was full. */
  readonly days: number;
  readonly span: number;
  readonly lowerBounds: number;
}

/** Computes the trend of `days` (in time order), with its level on day `today` (days since 1970-01-01). */
export function trendOf(days: readonly BusyDay[], today: number): Trend | TooLittle {
  const span = (days.at(-1)?.day ?? 0) - (days[0]?.day ?? 0) + (days.length === 0 ? 0 : 1);
  const exact = days.filter((d) => !d.isLowerBound);
  const found = { days: days.length, lowerBounds: days.length - exact.length };
  if (days.length < LEAST_TREND_DAYS || span < LEAST_TREND_SPAN)
    return { kind: 'too-little', why: 'few-days', span, ...found };
  const range =
    exact.length * 2 < days.length ? undefined : censoredSlope(days, (slope) => inflation(residuals(exact, slope)));
  if (range === undefined) return { kind: 'too-little', why: 'mostly-full', span, ...found };
  const normal = days.filter((d) => d.group.startsWith('normal'));
  const leading = normal.length * 4 >= days.length ? normal : days;
  const rest = leading.map((d) => ({ value: d.p95 - range.slope * (d.day - today), isLowerBound: d.isLowerBound }));
  const level = middleOf(rest);
  const away = rest.flatMap((r) => (r.isLowerBound ? [] : [Math.abs(r.value - level)])).toSorted((a, b) => a - b);
  const scatter = away[Math.max(0, Math.ceil(away.length * 0.8) - 1)] ?? 0;
  return { ...range, level, scatter, ...found };
}

/** Returns the distance of each day's p95 from the slope and from the median of its group, in time order, in bit/s. */
function residuals(days: readonly BusyDay[], slope: number): readonly number[] {
  const middles = new Map(
    [...grouped(days, (d) => d.group)].map(([group, members]) => {
      return [group, middleOf(members.map((d) => ({ value: d.p95 - slope * d.day, isLowerBound: false })))] as const;
    }),
  );
  return days.map((d) => d.p95 - slope * d.day - (middles.get(d.group) ?? 0));
}

/**
 * Returns the factor on the variance of S that is due to neighbouring days being alike: (1 + r) / (1 − r), where r is
 * the rank correlation of neighbouring days, from 0 to 0.9.
 */
function inflation(rest: readonly number[]): number {
  const order = rest.map((value, at) => ({ value, at })).toSorted((a, b) => a.value - b.value);
  const ranks = Array.from({ length: rest.length }, () => 0);
  for (const [rank, { at }] of order.entries()) ranks[at] = rank - (rest.length - 1) / 2;
  const square = ranks.reduce((sum, r) => sum + r * r, 0);
  const beside = ranks.reduce((sum, r, i) => sum + (i === 0 ? 0 : r * (ranks[i - 1] ?? 0)), 0);
  const r = square === 0 ? 0 : Math.min(0.9, Math.max(0, beside / square));
  return (1 + r) / (1 - r);
}

/**
 * Returns the median of values of which some are lower bounds: the weight of a lower bound is given to the values above
 * it (Kaplan–Meier).
 */
function middleOf(values: readonly { readonly value: number; readonly isLowerBound: boolean }[]): number {
  const sorted = values.toSorted((a, b) => a.value - b.value);
  let weight = 1 / Math.max(1, sorted.length);
  let below = 0;
  for (const [i, { value, isLowerBound }] of sorted.entries()) {
    if (isLowerBound) {
      const above = sorted.length - 1 - i;
      if (above > 0) weight += weight / above;
      continue;
    }
    const before = below;
    below += weight;
    if (Math.abs(below - 0.5) < 1e-9) return (value + (sorted[i + 1]?.value ?? value)) / 2;
    if (below > 0.5 && before < 0.5) return value;
  }
  return sorted.at(-1)?.value ?? 0;
}
