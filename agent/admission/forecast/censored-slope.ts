import { grouped } from '../../domain/lookup.ts';

/** The busy figure of one working day; a link that was full shows only a lower bound of what was wanted. */
export interface BusyDay {
  /** Days since 1970-01-01, as whole numbers. */
  readonly day: number;
  /** bit/s, raised by later grants. */
  readonly p95: number;
  readonly isLowerBound: boolean;
  /** Days are compared only with days of their group: normal working days, or days of Ramadan. */
  readonly group: string;
}

/** A slope with its interval, in bit/s a day. */
export interface SlopeRange {
  readonly slope: number;
  readonly low: number;
  readonly high: number;
}

/** A slope at which Kendall's S falls, and by how much. */
interface Fall {
  readonly at: number;
  readonly by: 1 | 2;
}

/** The normal deviate of a two-sided 80 %. */
const Z80 = 1.2816;

/**
 * Theil–Sen with lower bounds (Akritas), its pairs inside groups only (Hirsch): the slope at which Kendall's S of what
 * the line leaves over is 0, and an 80 % interval where S is as far from 0 as chance alone may take it. Without lower
 * bounds and groups it is the median of all pairs' slopes and Sen's interval. `spread` widens the interval for days
 * that follow each other: a factor on Var S, at least 1. Undefined where no pair can be compared.
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

/** Adds the falls of S over all pairs of one group, earlier day first; returns S of a slope of −∞. */
function addFalls(days: readonly BusyDay[], falls: Fall[]): number {
  let top = 0;
  for (const [i, a] of days.entries()) {
    for (let j = i + 1; j < days.length; j += 1) {
      const b = days[j];
      if (b === undefined || (a.isLowerBound && b.isLowerBound)) continue;
      const at = (b.p95 - a.p95) / (b.day - a.day);
      // A lower bound on the later day lets the slope be steeper, one on the earlier day flatter: such a pair speaks on
      // one side only.
      falls.push({ at, by: a.isLowerBound || b.isLowerBound ? 1 : 2 });
      if (!a.isLowerBound) top += 1;
    }
  }
  return top;
}

/** The slope at which S comes down to `target`; between two where it rests exactly there. */
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
