import type { Scenario } from './scenario.ts';
import { history } from './traffic.ts';

/** One finished 5-minute interval: start in epoch milliseconds, mean rates in bit/s. */
export interface HistoryRow {
  readonly start: number;
  readonly down: number;
  readonly up: number;
  readonly dropsDown: number;
  readonly dropsUp: number;
}

const FROM = '2026-04-06T00:00+07:00';

/**
 * Four weeks of history up to `until`, as an office imports them from its older monitoring: by subject, both uplinks
 * and every line.
 */
export function historyRows(scenario: Scenario, until: string): ReadonlyMap<string, readonly HistoryRow[]> {
  const past = history(scenario, FROM, until);
  const rows = (pick: (i: number) => { down: number; up: number }): HistoryRow[] =>
    [...past.starts].map((start, i) => ({ start, ...pick(i), dropsDown: 0, dropsUp: 0 }));
  const total = (i: number) => ({ down: past.total.down[i] ?? 0, up: past.total.up[i] ?? 0 });
  const first = (i: number) => ({ down: Math.round(total(i).down * 0.6), up: Math.round(total(i).up * 0.6) });
  const second = (i: number) => ({ down: total(i).down - first(i).down, up: total(i).up - first(i).up });
  const lines = [...past.agencies].map(([agency, series]): [string, HistoryRow[]] => [
    `line:${agency}`,
    rows((i) => ({ down: series.down[i] ?? 0, up: series.up[i] ?? 0 })),
  ]);
  return new Map([['uplink:isp-a', rows(first)], ['uplink:isp-b', rows(second)], ...lines]);
}
