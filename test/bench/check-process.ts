import { check } from '../../agent/desk/check.ts';
import { forecastView } from '../../agent/views/forecast-view.ts';
import { sightOf } from '../../agent/desk/desk.ts';
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
  /** SOP 5 of one request, its hold and stage on disk included; ms and what it came to. */
  check: (id: number): { readonly ms: number; readonly stage: string } => {
    const start = performance.now();
    const found = check(opened().desk, id);
    return { ms: performance.now() - start, stage: found?.stage.at ?? 'none' };
  },
  /** All uplinks a year ahead; ms. */
  forecast: (): number => {
    const start = performance.now();
    forecastView(sightOf(opened().desk), undefined, 365);
    return performance.now() - start;
  },
};
export type CheckCalls = typeof calls;

follow(calls, () => {
  office?.samples.close();
  office?.ledger.close();
});
