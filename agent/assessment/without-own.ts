import type { Allocation } from '../domain/allocation.ts';
import type { LedgerView } from '../ports/ledger.ts';
import { supposedLedger } from './supposed-ledger.ts';

/** The same books without some allocations: how a request is judged again without counting what it holds itself. */
export function withoutOwn(books: LedgerView, isOwn: (allocation: Allocation) => boolean): LedgerView {
  const others = books.allocations().filter((a) => !isOwn(a));
  return supposedLedger(books, { allocations: () => others });
}
