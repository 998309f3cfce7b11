import type { DaySeries } from '../admission/evidence.ts';
import { oncePer } from '../domain/once-per.ts';

/**
 * A day of an uplink, or of the sum of uplinks that carry a path, without the intervals in which nothing passed at all: it was down. A counter
 * that stands still on a link that is up has no interval.
 */
export const inService = oncePer((series: DaySeries): DaySeries => {
  if (!series.rates.includes(0)) return series;
  const places = [...series.starts.keys()];
  const carried = places.filter((i) => series.rates[i] !== 0);
  const pick = <T>(from: readonly T[], at: readonly number[]): readonly T[] => at.flatMap((i) => from[i] ?? []);
  return {
    starts: pick(series.starts, carried),
    rates: pick(series.rates, carried),
    out: pick(
      series.starts,
      places.filter((i) => series.rates[i] === 0),
    ),
  };
});
