import { byId } from '../domain/base-lists.ts';
import type { LedgerView } from '../ports/ledger.ts';

/** The lists of a ledger that a supposition may replace. */
type Lists = Pick<LedgerView, 'agencies' | 'lines' | 'pools' | 'contracts' | 'shares' | 'poolLimits' | 'allocations'>;

/**
 * The same ledger with some of its lists replaced; nothing is written. Look-ups by id answer out of the new lists.
 *
 *   supposedLedger(ledger, { lines: () => [...ledger.lines(), line] }).line(line.id) // line
 */
export function supposedLedger(ledger: LedgerView, lists: Partial<Lists>): LedgerView {
  const seen = { ...ledger, ...lists };
  return { ...seen, ...byId(seen) };
}
