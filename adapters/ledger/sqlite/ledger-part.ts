import type { Books, LedgerView } from '../../../agent/ports/ledger.ts';

/** What one noun of the ledger can answer, and what it can write; the writes are safe only behind the door. */
export interface LedgerPart<Reads extends keyof LedgerView, Writes extends Exclude<keyof Books, keyof LedgerView>> {
  readonly view: Pick<LedgerView, Reads>;
  readonly books: Pick<Books, Writes>;
}
