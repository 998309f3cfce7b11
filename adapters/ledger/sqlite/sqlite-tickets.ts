import type { Notes } from '../../../agent/ports/ledger.ts';
import type { Database } from '../../sqlite/open-database.ts';
import type { LedgerPart } from './ledger-part.ts';
import { documentFrom, documentText, TICKET } from './stored-documents.ts';

/**
 * The helpdesk side: tickets as last kept, which of their revisions were taken in, and how far the outside was read.
 */
export interface Tickets extends LedgerPart<'seen' | 'ticket' | 'cursor', 'markSeen' | 'keepTicket'> {
  readonly notes: Pick<Notes, 'cursor'>;
}

export function sqliteTickets(db: Database): Tickets {
  const seen = db
    .prepare<[string, number], number>('SELECT 1 FROM ticket_seen WHERE ticket_id = ? AND revision = ?')
    .pluck();
  const markSeen = db.prepare('INSERT INTO ticket_seen VALUES (?, ?) ON CONFLICT DO NOTHING');
  const ticket = db.prepare<[string], string>('SELECT content FROM ticket WHERE id = ?').pluck();
  const keep = db.prepare('INSERT INTO ticket VALUES (?, ?) ON CONFLICT DO UPDATE SET content = excluded.content');
  const cursor = db.prepare<[string], string>('SELECT value FROM cursor WHERE name = ?').pluck();
  const setCursor = db.prepare(
    'INSERT INTO cursor VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value WHERE value <> excluded.value',
  );
  return {
    view: {
      seen: (ticketId, revision) => seen.get(ticketId, revision) !== undefined,
      ticket(ticketId) {
        const text = ticket.get(ticketId);
        return text === undefined ? undefined : documentFrom(TICKET, text);
      },
      cursor: (name) => cursor.get(name) ?? '',
    },
    books: {
      markSeen: (ticketId, revision) => void markSeen.run(ticketId, revision),
      keepTicket: (content) => void keep.run(content.id, documentText(TICKET, content)),
    },
    notes: {
      cursor: (name, value) => void setCursor.run(name, value),
    },
  };
}
