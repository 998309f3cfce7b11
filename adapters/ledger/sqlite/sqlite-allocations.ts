import type { Allocation } from '../../../agent/domain/allocation.ts';
import type { Books, LedgerView } from '../../../agent/ports/ledger.ts';
import { body, json, type SqliteBook } from './sqlite-book.ts';

/** Holds and grants; ended ones stay, since samples older than their application are still raised by them. */
export function sqliteAllocations(book: SqliteBook): Pick<LedgerView, 'allocations'> & Pick<Books, 'allocate' | 'reallocate'> {
  return {
    allocations: () => book.kept('SELECT id, body FROM allocations ORDER BY id', (row): Allocation => ({ ...body<Omit<Allocation, 'id'>>(row), id: Number(row['id']) })),
    allocate: (a) => book.write('INSERT INTO allocations (line, request, body) VALUES (?, ?, ?)', a.line, a.request, json(a)),
    reallocate({ id, ...allocation }) {
      book.write('UPDATE allocations SET body = ? WHERE id = ?', json(allocation), id);
    },
  };
}
