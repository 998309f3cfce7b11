import type { Allocation } from '../domain/allocation.ts';
import type { LedgerView } from '../ports/ledger.ts';
import { supposedLedger } from './supposed-ledger.ts';

/**
 * Returns the ledger without the allocations for which `isOwn` is true; nothing is written. Used to check a request
 * again without counting what is already allocated to it.
 */
export function withoutOwn(books: LedgerView, isOwn: (allocation: Allocation) => boolean): LedgerView {
  const others = books.allocations().filter((a) => !isOwn(a));
  return supposedLedger(books, { allocations: () => others });
}
