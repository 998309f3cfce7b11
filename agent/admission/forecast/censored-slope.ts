import { grouped } from '../../domain/lookup.ts';

/** p95 of one working day. On a day when the link was full, more may have been wanted than could be measured. */
export interface BusyDay {
  /** Days since 1970-01-01. */
  readonly day: number;
  /** bit/s, adjusted for later grants. */
  readonly p95: number;
  /** The link was full: at least `p95` was wanted (a censored value). */
  readonly isLowerBound: boolean;
  /**
   * Only days of the same group are compared. The group is kind of day and weekday, such as `normal 1` (a normal
   * Monday).
   */
  readonly group: string;
}

/** A slope and its 80 % confidence interval, in bit/s per day. */
export interface SlopeRange {
  readonly slope: number;
  readonly low: number;
  readonly high: number;
}

/** A slope at which Kendall's S (pairs that rise minus pairs that fall) becomes smaller, and by how much. */
interface Fall {
  readonly at: number;
  readonly by: 1 | 2;
}

/** Normal quantile of a two-sided 80 % interval. */
const Z80 = 1.2816;

/**
 * Estimates the slope of daily p95 over time with an 80 % interval, from values of which some are only lower bounds.
 * Theil–Sen in the form of Akritas (for lower bounds), with pairs only inside groups (Hirsch). Kendall's S of the
 * residuals is 0 at the estimated slope. The interval ends where |S| reaches 1.28 standard deviations. Without lower
 * bounds and with one group, the result is the median of the slopes of all pairs, with Sen's interval. Undefined when
 * no pair can be compared.
 * @param spread factor (at least 1) on the variance of S for a slope, since neighbouring days are alike.
 */
export function censoredSlope(days: readonly BusyDay[], spread: (slope: number) => number): SlopeRange | undefined {
  const groups = grouped(days, (d) => d.group);
  const falls: Fall[] = [];
  let top = 0;
  let variance = 0;
  for (const members of groups.values()) {
    const n = members.length;
    variance += (n * (n - 1) * (2 * n + 5)) / 18;
    top += addFalls(members, falls);
  }
  if (falls.length === 0) return undefined;
  falls.sort((a, b) => a.at - b.at);
  const slope = crossing(falls, top, 0);
  const reach = Z80 * Math.sqrt(variance * Math.max(1, spread(slope)));
  return {
    slope,
    low: Math.min(slope, crossing(falls, top, reach)),
    high: Math.max(slope, crossing(falls, top, -reach)),
  };
}

/** Adds the falls of S for all pairs of one group, given in time order. Returns S for a slope of −∞. */
function addFalls(days: readonly BusyDay[], falls: Fall[]): number {
  let top = 0;
  for (const [i, a] of days.entries()) {
    for (let j = i + 1; j < days.length; j += 1) {
      const b = days[j];
      if (b === undefined || (a.isLowerBound && b.isLowerBound)) continue;
      const at = (b.p95 - a.p95) / (b.day - a.day);
      // If the later value is a lower bound, the true slope may be steeper; if the earlier one is, flatter. Such a pair
      // counts on one side only.
      falls.push({ at, by: a.isLowerBound || b.isLowerBound ? 1 : 2 });
      if (!a.isLowerBound) top += 1;
    }
  }
  return top;
}

/** Returns the slope at which S comes down to `target`; the middle between two slopes where S equals it in between. */
function crossing(falls: readonly Fall[], top: number, target: number): number {
  let s = top;
  for (const [i, fall] of falls.entries()) {
    s -= fall.by;
    if (s > target) continue;
    const next = falls[i + 1];
    return s === target && next !== undefined ? (fall.at + next.at) / 2 : fall.at;
  }
  return falls.at(-1)?.at ?? 0;
}
