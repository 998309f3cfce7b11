import type { Moment } from '../../../agent/domain/moment.ts';
import type { OutboxRow } from '../../../agent/ports/ledger.ts';
import type { Database } from '../../sqlite/open-database.ts';
import type { LedgerPart } from './ledger-part.ts';
import { oneRow } from './ledger-columns.ts';
import { documentFrom, documentText, OUTGOING } from './stored-documents.ts';

interface Row {
  readonly id: number;
  readonly key: string;
  readonly ticket_id: string | null;
  readonly request: number | null;
  readonly at: Moment;
  readonly message: string;
  readonly done_at: Moment | null;
}

/** What is to be sent, each key once for ever. A row told twice keeps the first time. */
export function sqliteOutbox(db: Database): LedgerPart<'outbox' | 'outboxOf', 'enqueue' | 'acknowledge'> {
  const waiting = db.prepare<[], Row>('SELECT * FROM outbox WHERE done_at IS NULL ORDER BY id');
  const ofRequest = db.prepare<[number], Row>('SELECT * FROM outbox WHERE request = ? ORDER BY id');
  const insert = db.prepare(
    `INSERT INTO outbox (key, ticket_id, request, at, message) VALUES (?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING`,
  );
  const done = db.prepare('UPDATE outbox SET done_at = coalesce(done_at, ?) WHERE id = ?');
  return {
    view: {
      outbox: () => waiting.all().map(rowOf),
      outboxOf: (request) => ofRequest.all(request).map(rowOf),
    },
    books: {
      enqueue: ({ key, ticketId, request, at, message }) =>
        insert.run(key, ticketId, request, at, documentText(OUTGOING, message)).changes > 0,
      acknowledge(id, at) {
        oneRow(done.run(at, id), 'told', id);
      },
    },
  };
}

function rowOf({ id, key, ticket_id: ticketId, request, at, message, done_at: doneAt }: Row): OutboxRow {
  return { id, key, ticketId, request, at, message: documentFrom(OUTGOING, message), doneAt };
}
