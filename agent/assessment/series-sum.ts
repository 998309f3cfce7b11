import type { DaySeries } from '../admission/check/evidence.ts';
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
 * Sum of links of which one carries at a time, the one in use last. Where a link has no sample, the interval is known
 * only if that link counts nothing then: one that is down, after it fell silent; the one that stands by, while another
 * carries something.
 * @param fellSilent of every link but the last: beginning of its newest interval; null: it was never measured.
 */
export function failoverSum(parts: readonly DaySeries[], fellSilent: readonly (Moment | null)[]): DaySeries {
  const seen = new Map<Moment, (number | undefined)[]>();
  for (const [link, { starts, rates }] of parts.entries()) {
    for (const [i, start] of starts.entries()) {
      const each = seen.get(start) ?? parts.map((): number | undefined => undefined);
      each[link] = rates[i];
      seen.set(start, each);
    }
  }
  const isIdle = (link: number, start: Moment, sum: number): boolean => {
    if (link === parts.length - 1) return sum > 0;
    const silent = fellSilent[link] ?? null;
    return silent !== null && start > silent;
  };
  const known = [...seen].flatMap(([start, each]) => {
    const sum = each.reduce<number>((total, rate) => total + (rate ?? 0), 0);
    return each.every((rate, link) => rate !== undefined || isIdle(link, start, sum)) ? [{ start, sum }] : [];
  });
  known.sort((a, b) => a.start - b.start);
  return { starts: known.map(({ start }) => start), rates: known.map(({ sum }) => sum) };
}
