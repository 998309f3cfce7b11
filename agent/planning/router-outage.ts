import { type Outage, outageFrom, outageNote } from '../domain/outage.ts';
import type { LedgerView } from '../ports/ledger.ts';

/** The router's last outage as it was noted, over or not; undefined: none yet. */
export function outageOf(ledger: LedgerView, router: string): Outage | undefined {
  return outageFrom(ledger.cursor(outageNote(router)));
}
