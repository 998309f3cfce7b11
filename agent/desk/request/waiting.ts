import type { LedgerView } from '../../ports/ledger.ts';
import { bySeniority } from '../../assessment/seniority.ts';
import type { StageName } from '../../workflow/stage.ts';

const WAITING: ReadonlySet<StageName> = new Set(['examined', 'unknown', 'waiting-for-room', 'deferred']);

/**
 * Returns the ids of requests that wait for an availability check, in the order in which they may take headroom (see
 * `bySeniority`).
 */
export function waitingForCheck(ledger: LedgerView): readonly number[] {
  return ledger
    .requests('open')
    .filter((c) => WAITING.has(c.stage.at))
    .toSorted(bySeniority)
    .map((c) => c.request.id);
}
