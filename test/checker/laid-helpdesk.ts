import { HELPDESK_SCHEMA } from '../../adapters/helpdesk/embedded/schema.ts';
import { migrate } from '../../adapters/sqlite/migrate.ts';
import { openDatabase } from '../../adapters/sqlite/open-database.ts';
import type { MemoryHelpdesk } from '../fakes/memory-helpdesk.ts';

/** Lays the memory helpdesk's content into the file of the real one, which must not be there yet, for the checker. */
export function layHelpdesk(helpdesk: MemoryHelpdesk, file: string): void {
  const db = openDatabase(file, { synchronous: 'FULL' });
  migrate(db, HELPDESK_SCHEMA);
  const ticket = db.prepare('INSERT INTO tickets VALUES (?, 2026, ?, 0, NULL)');
  const revision = db.prepare('INSERT INTO revisions (ticket_id, revision, at, content) VALUES (?, ?, ?, ?)');
  const message = db.prepare(
    'INSERT INTO messages (ticket_id, key, at, audience, subject, text) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const progress = db.prepare(
    'INSERT INTO progress (ticket_id, key, at, number, step, label, closed) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  db.transaction(() => {
    const filed = helpdesk.changes.flatMap((change) => (change.kind === 'filed' ? [change.ticket] : []));
    for (const [i, { id }] of filed.entries()) {
      ticket.run(id, i + 1);
      revision.run(id, 1, 0, '{}');
    }
    for (const change of helpdesk.changes)
      if (change.kind === 'replied') revision.run(change.ticketId, change.revision, change.at, '{}');
    for (const { id } of filed) {
      for (const { key, at, audience, subject, text } of helpdesk.messages(id))
        message.run(id, key, at, audience, subject, text);
      for (const { key, at, number, step, label, closed } of helpdesk.progress(id)) {
        progress.run(id, key, at, number, step, label, closed ? 1 : 0);
      }
    }
  })();
  db.close();
}
