import type { LedgerView } from '../../ports/ledger.ts';
import { bySeniority } from '../../assessment/seniority.ts';
import type { StageName } from '../../workflow/stage.ts';

const WAITING: ReadonlySet<StageName> = new Set(['examined', 'unknown', 'waiting-for-room', 'deferred']);

/**
 * Requests that wait for an availability check, in the order in which they take headroom: priority, then date of
 * receipt.
 */
export function waitingForCheck(ledger: LedgerView): readonly number[] {
  return ledger
    .requests('open')
    .filter((c) => WAITING.has(c.stage.at))
    .toSorted(bySeniority)
    .map((c) => c.request.id);
}
