import type { FiveMinute, ManyRates } from '../../agent/ports/samples.ts';

/** The same rates side by side. */
export function manyRates(series: readonly FiveMinute[]): ManyRates {
  return { down: series.map(({ down }) => down), up: series.map(({ up }) => up) };
}
