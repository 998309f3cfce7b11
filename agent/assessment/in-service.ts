import type { DaySeries } from '../admission/check/evidence.ts';
import { oncePer } from '../domain/once-per.ts';
import type { Moment } from '../domain/moment.ts';

/**
 * A day of an uplink, or of the sum of uplinks that carry a path, without the intervals in which nothing passed at all:
 * it was down. A counter that stands still on a link that is up has no interval.
 */
export const inService = oncePer((series: DaySeries): DaySeries => {
  if (!series.rates.includes(0)) return series;
  const [starts, rates, out]: [Moment[], number[], Moment[]] = [[], [], []];
  for (const [i, start] of series.starts.entries()) {
    const rate = series.rates[i] ?? 0;
    if (rate === 0) out.push(start);
    else {
      starts.push(start);
      rates.push(rate);
    }
  }
  return { starts, rates, out };
});
