import { grouped } from '../../domain/lookup.ts';
import { type BusyDay, censoredSlope, type SlopeRange } from './censored-slope.ts';

/** Below these nothing is said of growth: a line through a few points always looks straight. */
export const LEAST_TREND_DAYS = 20;
export const LEAST_TREND_SPAN = 28;

/** The line through the busy figures of working days. */
export interface Trend extends SlopeRange {
  /** bit/s that a middling working day shows on the day asked. */
  readonly level: number;
  /** bit/s around the line within which 80 % of the measured days lie. */
  readonly scatter: number;
  /** Working days it rests on, and how many of them say only "at least". */
  readonly days: number;
  readonly lowerBounds: number;
}

/** Why there is no line: too few working days or too short a time, or a link that was full on most of them. */
export interface TooLittle {
  readonly kind: 'too-little';
  readonly why: 'few-days' | 'mostly-full';
  /** Working days that there are, in how many days, and how many of them say only "at least". */
  readonly days: number;
  readonly span: number;
  readonly lowerBounds: number;
}

/**
 * Level on day `today` (since 1970-01-01), slope and its 80 % interval, over `days` in order. Too few days, too short a
 * time, or fewer than half of the days measured in full: said so, never a line.
 */
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

/** What the slope leaves over, group by group around the group's own middle, in order of days. */
function residuals(days: readonly BusyDay[], slope: number): readonly number[] {
  const middles = new Map(
    [...grouped(days, (d) => d.group)].map(([group, members]) => {
      return [group, middleOf(members.map((d) => ({ value: d.p95 - slope * d.day, isLowerBound: false })))] as const;
    }),
  );
  return days.map((d) => d.p95 - slope * d.day - (middles.get(d.group) ?? 0));
}

/**
 * How many times more Var S is than of days that know nothing of each other: (1 + r) / (1 − r), r the correlation of
 * neighbours' ranks.
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

/** Median of values of which some are lower bounds: the weight of each such one goes to all above it (Kaplan–Meier). */
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
