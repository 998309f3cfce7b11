import { check } from '../../agent/desk/request/check.ts';
import { forecastView } from '../../agent/views/forecast-view.ts';
import { contextOf } from '../../agent/desk/act/desk.ts';
import { warmCache } from '../../agent/desk/base-data/warm-cache.ts';
import { type CheckOffice, foundCheckOffice, openCheckOffice } from './check-office.ts';
import { follow } from './led-child.ts';

let office: CheckOffice | undefined;

function opened(): CheckOffice {
  if (office === undefined) throw new Error('no office is open');
  return office;
}

const calls = {
  found: ({ folder, lines, requests }: { folder: string; lines: number; requests: number }): void =>
    foundCheckOffice(folder, lines, requests),
  open: (folder: string): void => {
    office = openCheckOffice(folder);
  },
  /** What the daemon reads and computes once a day; ms. */
  warm: (): number => {
    const start = performance.now();
    warmCache(opened().desk, undefined);
    return performance.now() - start;
  },
  /** SOP 5 of one request, its hold and stage on disk included; ms and what it came to. */
  check: (id: number): { readonly ms: number; readonly cpu: number; readonly stage: string } => {
    const used = process.cpuUsage();
    const start = performance.now();
    const found = check(opened().desk, id);
    const ms = performance.now() - start;
    const { user, system } = process.cpuUsage(used);
    return { ms, cpu: (user + system) / 1000, stage: found?.stage.at ?? 'none' };
  },
  /** All uplinks a year ahead; ms. */
  forecast: (): number => {
    const start = performance.now();
    forecastView(contextOf(opened().desk), undefined, 365);
    return performance.now() - start;
  },
};
export type CheckCalls = typeof calls;

follow(calls, () => {
  office?.samples.close();
  office?.ledger.close();
});
