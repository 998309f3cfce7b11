import type { Books, LedgerView, Notes } from '../../../agent/ports/ledger.ts';
import type { Database } from '../../sqlite/open-database.ts';
import { sqliteAllocations } from './sqlite-allocations.ts';
import { sqliteAudit } from './sqlite-audit.ts';
import { sqliteBaseData } from './sqlite-base-data.ts';
import { sqliteContracts } from './sqlite-contracts.ts';
import { sqliteDecisions } from './sqlite-decisions.ts';
import { sqliteObserved } from './sqlite-observed.ts';
import { sqliteOps } from './sqlite-ops.ts';
import { sqliteOutbox } from './sqlite-outbox.ts';
import { sqlitePlans } from './sqlite-plans.ts';
import { sqliteReports } from './sqlite-reports.ts';
import { sqliteRequests } from './sqlite-requests.ts';
import { sqliteTickets } from './sqlite-tickets.ts';

type Asked = 'agencies' | 'lines' | 'pools' | 'contracts' | 'shares' | 'poolLimits' | 'delegations' | 'allocations';

/** Answered out of the lists. */
type LookedUp = 'agency' | 'line' | 'pool';

type Listed =
  | ('putAgency' | 'putLine' | 'endLine' | 'putPool' | 'putContract' | 'putShares' | 'putPoolLimit' | 'putDelegation')
  | ('allocate' | 'reallocate');

/**
 * All nouns over one connection, by how they are used: the lists asked again and again, the other reads, and the kinds
 * of writing.
 */
export interface LedgerNouns {
  readonly lists: Pick<LedgerView, Asked>;
  readonly reads: Omit<LedgerView, Asked | LookedUp>;
  /** Writing that changes those lists. */
  readonly listed: Pick<Books, Listed>;
  readonly books: Omit<Books, keyof LedgerView | Listed>;
  readonly notes: Notes;
}

export function ledgerNouns(db: Database): LedgerNouns {
  const [baseData, contracts, allocations] = [sqliteBaseData(db), sqliteContracts(db), sqliteAllocations(db)];
  const [requests, tickets, decisions] = [sqliteRequests(db), sqliteTickets(db), sqliteDecisions(db)];
  const [plans, ops, observed] = [sqlitePlans(db), sqliteOps(db), sqliteObserved(db)];
  const [outbox, audit, reports] = [sqliteOutbox(db), sqliteAudit(db), sqliteReports(db)];
  return {
    lists: { ...baseData.view, ...contracts.view, ...allocations.view },
    reads: {
      ...requests.view,
      ...tickets.view,
      ...decisions.view,
      ...plans.view,
      ...ops.view,
      ...observed.view,
      ...outbox.view,
      ...audit.view,
      ...reports.view,
    },
    listed: { ...baseData.books, ...contracts.books, ...allocations.books },
    books: {
      ...requests.books,
      ...tickets.books,
      ...decisions.books,
      ...plans.books,
      ...ops.books,
      ...observed.books,
      ...outbox.books,
      ...audit.books,
      ...reports.books,
    },
    notes: { ...tickets.notes, ...ops.notes, ...observed.notes },
  };
}
