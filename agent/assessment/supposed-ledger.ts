import { byId } from '../domain/base-lists.ts';
import type { LedgerView } from '../ports/ledger.ts';

/** The lists of the ledger that a simulation may replace. */
type Lists = Pick<LedgerView, 'agencies' | 'lines' | 'pools' | 'contracts' | 'shares' | 'poolLimits' | 'allocations'>;

/**
 * Returns the ledger with some lists replaced, for a simulation; nothing is written. Lookups by id use the new lists.
 *
 *   supposedLedger(ledger, { lines: () => [...ledger.lines(), line] }).line(line.id) // line
 */
export function supposedLedger(ledger: LedgerView, lists: Partial<Lists>): LedgerView {
  const seen = { ...ledger, ...lists };
  return { ...seen, ...byId(seen) };
}
