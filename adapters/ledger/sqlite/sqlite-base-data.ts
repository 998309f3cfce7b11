import type { Books, LedgerView } from '../../../agent/ports/ledger.ts';
import { body, json, type SqliteBook } from './sqlite-book.ts';

type Reads = Pick<LedgerView, 'agencies' | 'lines' | 'pools' | 'contracts' | 'shares' | 'poolLimits' | 'delegations'>;
type Writes = Pick<Books, 'putAgency' | 'putLine' | 'putPool' | 'putContract' | 'putShares' | 'putPoolLimit' | 'putDelegation'>;

/** Base data: agencies, lines and pools by id; contracts, shares, limits and delegations as dated facts that are only added. */
export function sqliteBaseData(book: SqliteBook): Reads & Writes {
  const list = <T>(table: string): readonly T[] => book.kept(`SELECT body FROM ${table} ORDER BY rowid`, (row) => body<T>(row));
  const put = (table: string, id: string, value: unknown): void => {
    book.write(`INSERT INTO ${table} (id, body) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET body = excluded.body`, id, json(value));
  };
  const add = (table: string, value: unknown): void => {
    book.write(`INSERT INTO ${table} (body) VALUES (?)`, json(value));
  };
  return {
    agencies: () => list('agencies'),
    lines: () => list('lines'),
    pools: () => list('pools'),
    contracts: () => list('contracts'),
    shares: () => list('shares'),
    poolLimits: () => list('pool_limits'),
    delegations: () => list('delegations'),
    putAgency: (agency) => put('agencies', agency.id, agency),
    putLine: (line) => put('lines', line.id, line),
    putPool: (pool) => put('pools', pool.id, pool),
    putContract: (contract) => add('contracts', contract),
    putShares: (shares) => add('shares', shares),
    putPoolLimit: (limit) => add('pool_limits', limit),
    putDelegation: (delegation) => add('delegations', delegation),
  };
}
