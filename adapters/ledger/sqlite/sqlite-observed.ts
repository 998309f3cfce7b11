import type { Finding } from '../../../agent/domain/finding.ts';
import type { Books, LedgerView, Notes, Observed } from '../../../agent/ports/ledger.ts';
import type { Ticket } from '../../../agent/ticket/ticket.ts';
import { body, json, type SqliteBook } from './sqlite-book.ts';

type Reads = Pick<LedgerView, 'observed' | 'findings' | 'cursor' | 'seen' | 'ticket'>;
type Writes = Pick<Books, 'noteFindings' | 'markSeen' | 'keepTicket'> & Pick<Notes, 'observed' | 'cursor'>;

/** What was seen outside: router tables, findings, how far the helpdesk was read, and the tickets as they came. */
export function sqliteObserved(book: SqliteBook): { readonly reads: Reads; readonly writes: Writes } {
  const put = (table: string, key: string, column: string, name: string, value: string): void => {
    book.write(`INSERT INTO ${table} (${key}, ${column}) VALUES (?, ?) ON CONFLICT (${key}) DO UPDATE SET ${column} = excluded.${column}`, name, value);
  };
  return {
    reads: {
      observed: (router) => book.one('SELECT body FROM observed WHERE router = ?', (row) => body<Observed>(row), router),
      findings: (router) => book.one('SELECT body FROM findings WHERE router = ?', (row) => body<readonly Finding[]>(row), router) ?? [],
      cursor: (name) => book.one('SELECT value FROM cursors WHERE name = ?', (row) => String(row['value']), name) ?? '',
      seen: (ticket, revision) => book.one('SELECT 1 FROM revisions WHERE ticket = ? AND revision = ?', () => true, ticket, revision) ?? false,
      ticket: (ticket) => book.one('SELECT body FROM tickets WHERE ticket = ?', (row) => body<Ticket>(row), ticket),
    },
    writes: {
      observed: (seen) => put('observed', 'router', 'body', seen.router, json(seen)),
      noteFindings: (router, findings) => put('findings', 'router', 'body', router, json(findings)),
      cursor: (name, value) => put('cursors', 'name', 'value', name, value),
      markSeen(ticket, revision) {
        book.write('INSERT INTO revisions (ticket, revision) VALUES (?, ?) ON CONFLICT DO NOTHING', ticket, revision);
      },
      keepTicket: (ticket) => put('tickets', 'ticket', 'body', ticket.id, json(ticket)),
    },
  };
}
