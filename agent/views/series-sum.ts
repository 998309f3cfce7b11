import type { DaySeries } from '../admission/evidence.ts';
import type { Moment } from '../domain/moment.ts';

const NONE: DaySeries = { starts: [], rates: [] };

/** Sum of several subjects, interval by interval; one missing in any is missing in the sum. Each in order of time. */
export function summed(parts: readonly DaySeries[]): DaySeries {
  const [first, ...others] = parts;
  if (first === undefined) return NONE;
  return others.reduce(sumOfTwo, first);
}

function sumOfTwo(a: DaySeries, b: DaySeries): DaySeries {
  const starts: Moment[] = [];
  const rates: number[] = [];
  let place = 0;
  for (const [i, start] of a.starts.entries()) {
    while ((b.starts[place] ?? start) < start) place += 1;
    if (b.starts[place] !== start) continue;
    starts.push(start);
    rates.push((a.rates[i] ?? 0) + (b.rates[place] ?? 0));
  }
  return { starts, rates };
}

/**
 * Sum of links of which one carries at a time. A link that stands by or is down counts nothing, so that it may have no samples: an interval
 * is known where every link has one, and where one that has it carried something.
 */
export function carriedInTurn(parts: readonly DaySeries[]): DaySeries {
  const seen = new Map<Moment, { rate: number; links: number }>();
  for (const { starts, rates } of parts) {
    for (const [i, start] of starts.entries()) {
      const before = seen.get(start) ?? { rate: 0, links: 0 };
      seen.set(start, { rate: before.rate + (rates[i] ?? 0), links: before.links + 1 });
    }
  }
  const known = [...seen].filter(([, { rate, links }]) => links === parts.length || rate > 0).toSorted(([a], [b]) => a - b);
  return { starts: known.map(([start]) => start), rates: known.map(([, { rate }]) => rate) };
}
