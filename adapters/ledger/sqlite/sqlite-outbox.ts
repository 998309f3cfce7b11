import type { Moment } from '../../../agent/domain/moment.ts';
import type { Books, IssuedReport, LedgerView, OutboxRow } from '../../../agent/ports/ledger.ts';
import { body, json, type SqliteBook } from './sqlite-book.ts';

type Reads = Pick<LedgerView, 'outbox' | 'outboxOf' | 'reports'>;
type Writes = Pick<Books, 'tell' | 'told' | 'issue'>;

/** What is to be told, each key once for ever, and the reports that were issued. */
export function sqliteOutbox(book: SqliteBook): Reads & Writes {
  return {
    outbox: () => book.all('SELECT * FROM outbox WHERE done_at IS NULL ORDER BY id', rowOf),
    outboxOf: (request) => book.all('SELECT * FROM outbox WHERE request = ? ORDER BY id', rowOf, request),
    reports: () => book.kept('SELECT body FROM reports ORDER BY rowid', (row) => body<IssuedReport>(row)),
    tell({ key, ticketId, request, at, message }) {
      const sql = 'INSERT INTO outbox (key, ticket, request, at, message) VALUES (?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING';
      book.write(sql, key, ticketId, request, at, json(message));
    },
    told(id, at) {
      book.write('UPDATE outbox SET done_at = ? WHERE id = ? AND done_at IS NULL', at, id);
    },
    issue(report) {
      book.write('INSERT INTO reports (id, body) VALUES (?, ?)', report.id, json(report));
    },
  };
}

function rowOf(row: Parameters<typeof body>[0]): OutboxRow {
  return {
    id: Number(row['id']),
    key: String(row['key']),
    ticketId: row['ticket'] === null ? null : String(row['ticket']),
    request: row['request'] === null ? null : Number(row['request']),
    at: Number(row['at']) as Moment,
    message: body(row, 'message'),
    doneAt: row['done_at'] === null ? null : (Number(row['done_at']) as Moment),
  };
}
