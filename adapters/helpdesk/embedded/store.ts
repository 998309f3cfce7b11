import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Moment } from '../../../agent/domain/moment.ts';
import { moment } from '../../../agent/domain/moment.ts';
import type { TicketChange } from '../../../agent/ports/helpdesk.ts';
import type { Ticket, TicketReply } from '../../../agent/ticket/ticket.ts';
import { immediate } from '../../sqlite/immediate.ts';
import { migrate } from '../../sqlite/migrate.ts';
import { type Database, openDatabase } from '../../sqlite/open-database.ts';
import { BoardStore } from './board.ts';
import { hashOf } from './link.ts';
import type { TicketContent } from './request-form.ts';
import { HELPDESK_SCHEMA } from './schema.ts';
import { replyText, storedReply, storedTicket, ticketText } from './stored.ts';

/**
 * A ticket to be filed. `filingKey`: same key, same ticket. `formKey` and `secret` come with a ticket filed on the
 * site.
 */
export interface Filing {
  readonly content: TicketContent;
  readonly at: Moment;
  readonly year: number;
  readonly filingKey?: string;
  readonly formKey?: string;
  readonly secret?: string;
}

/** A reply to be kept. `settles`: the question it answers; it is taken only while that question stands. */
export interface Replying {
  readonly ticketId: string;
  readonly at: Moment;
  readonly reply: TicketReply;
  readonly content?: TicketContent;
  readonly formKey: string | undefined;
  readonly settles: string | undefined;
}

/** One change in the order of the feed, or a row that cannot be read, with why. */
export type FeedRow =
  | { readonly seq: number; readonly change: TicketChange }
  | { readonly seq: number; readonly ticketId: string; readonly flaw: string };

const revisionRow = z.object({
  seq: z.int(),
  ticket_id: z.string(),
  revision: z.int(),
  at: z.int(),
  content: z.string(),
  reply: z.string().nullable(),
});
type RevisionRow = z.output<typeof revisionRow>;

const idRow = z.object({ id: z.string() }).optional();

/**
 * Tickets, their revisions and secret links in helpdesk.db. Throws what the sqlite room throws; a row that does not fit
 * is an error.
 */
export class EmbeddedStore {
  readonly board: BoardStore;
  readonly #db: Database;

  constructor(file: string) {
    this.#db = openDatabase(file, { synchronous: 'FULL' });
    try {
      migrate(this.#db, HELPDESK_SCHEMA);
    } catch (error) {
      this.#db.close();
      throw error;
    }
    this.board = new BoardStore(this.#db);
  }

  close(): void {
    this.#db.close();
  }

  /** The key that signs form keys; made at the first call, kept since. */
  siteKey(): Buffer {
    return immediate(this.#db, () => {
      this.#db.prepare('INSERT OR IGNORE INTO site_key (id, key) VALUES (1, ?)').run(randomBytes(32));
      return z.object({ key: z.instanceof(Buffer) }).parse(this.#db.prepare('SELECT key FROM site_key').get()).key;
    });
  }

  /** Files once per filing key and once per form key; returns the id, and whether this call filed it. */
  file(filing: Filing): { readonly id: string; readonly fresh: boolean } {
    return immediate(this.#db, () => {
      const known = this.#filedBefore(filing);
      if (known !== undefined) return { id: known, fresh: false };
      const id = this.#number(filing);
      this.#revise(id, 1, filing.at, filing.content, undefined);
      if (filing.secret !== undefined) {
        this.#db.prepare('INSERT INTO links (hash, ticket_id) VALUES (?, ?)').run(hashOf(filing.secret), id);
      }
      if (filing.formKey !== undefined) this.#take(filing.formKey, id);
      return { id, fresh: true };
    });
  }

  /**
   * Keeps a reply as the next revision. `repeated`: this form was posted before. `settled`: nobody asks that any more.
   */
  reply(replying: Replying): 'kept' | 'repeated' | 'settled' {
    const { ticketId, formKey, settles } = replying;
    return immediate(this.#db, () => {
      if (formKey !== undefined && this.ticketOfForm(formKey) !== undefined) return 'repeated';
      const ticket = this.ticket(ticketId);
      if (ticket === undefined || this.board.closed(ticketId)) return 'settled';
      if (settles !== undefined && !this.board.answer(ticketId, settles)) return 'settled';
      this.#revise(ticketId, ticket.revision + 1, replying.at, replying.content ?? ticket, replying.reply);
      if (formKey !== undefined) this.#take(formKey, ticketId);
      return 'kept';
    });
  }

  ticket(id: string): Ticket | undefined {
    const row = this.#db.prepare('SELECT * FROM revisions WHERE ticket_id = ? ORDER BY revision DESC LIMIT 1').get(id);
    return row === undefined ? undefined : ticketIn(revisionRow.parse(row));
  }

  ticketOfSecret(secret: string): string | undefined {
    return idRow.parse(this.#db.prepare('SELECT ticket_id AS id FROM links WHERE hash = ?').get(hashOf(secret)))?.id;
  }

  ticketOfForm(formKey: string): string | undefined {
    return idRow.parse(this.#db.prepare('SELECT ticket_id AS id FROM submissions WHERE hash = ?').get(hashOf(formKey)))
      ?.id;
  }

  /** Changes after `seq`, oldest first. A row that cannot be read says so and stops no other. */
  feed(seq: number, limit: number): readonly FeedRow[] {
    const rows = this.#db.prepare('SELECT * FROM revisions WHERE seq > ? ORDER BY seq LIMIT ?').all(seq, limit);
    return rows.map((row) => feedRow(revisionRow.parse(row)));
  }

  /** Every revision that cannot be read: of a newer release, or changed by another program. */
  unreadable(): readonly Extract<FeedRow, { readonly flaw: string }>[] {
    return this.feed(0, -1).flatMap((row) => ('flaw' in row ? [row] : []));
  }

  /** Changes of one ticket, oldest first. */
  history(ticketId: string): readonly TicketChange[] {
    const rows = this.#db.prepare('SELECT * FROM revisions WHERE ticket_id = ? ORDER BY seq').all(ticketId);
    return rows.map((row) => changeIn(revisionRow.parse(row)));
  }

  newestSeq(): number {
    const row = this.#db.prepare('SELECT coalesce(max(seq), 0) AS seq FROM revisions').get();
    return z.object({ seq: z.int() }).parse(row).seq;
  }

  #filedBefore({ filingKey, formKey }: Filing): string | undefined {
    if (formKey !== undefined) return this.ticketOfForm(formKey);
    if (filingKey === undefined) return undefined;
    return idRow.parse(this.#db.prepare('SELECT id FROM tickets WHERE filing_key = ?').get(filingKey))?.id;
  }

  #number({ content, year, filingKey }: Filing): string {
    const row = this.#db.prepare('SELECT coalesce(max(number), 0) + 1 AS next FROM tickets WHERE year = ?').get(year);
    const { next } = z.object({ next: z.int() }).parse(row);
    const id = `HD-${year}-${String(next).padStart(4, '0')}`;
    this.#db
      .prepare('INSERT INTO tickets (id, year, number, opened_at, filing_key) VALUES (?, ?, ?, ?, ?)')
      .run(id, year, next, content.openedAt, filingKey ?? null);
    return id;
  }

  #revise(id: string, revision: number, at: Moment, content: TicketContent, reply: TicketReply | undefined): void {
    const kept = reply === undefined ? null : replyText(reply);
    this.#db
      .prepare('INSERT INTO revisions (ticket_id, revision, at, content, reply) VALUES (?, ?, ?, ?, ?)')
      .run(id, revision, at, ticketText({ ...content, id, revision }), kept);
  }

  #take(formKey: string, ticketId: string): void {
    this.#db.prepare('INSERT INTO submissions (hash, ticket_id) VALUES (?, ?)').run(hashOf(formKey), ticketId);
  }
}

function ticketIn(row: RevisionRow): Ticket {
  return storedTicket(row.content);
}

function feedRow(row: RevisionRow): FeedRow {
  try {
    return { seq: row.seq, change: changeIn(row) };
  } catch (error) {
    return { seq: row.seq, ticketId: row.ticket_id, flaw: flawOf(error) };
  }
}

function flawOf(error: unknown): string {
  if (error instanceof z.ZodError) return error.issues[0]?.message ?? 'not a ticket';
  return error instanceof SyntaxError ? 'not JSON' : 'not a ticket';
}

function changeIn(row: RevisionRow): TicketChange {
  const at = moment(row.at);
  if (row.reply === null) return { kind: 'filed', at, ticket: ticketIn(row) };
  return { kind: 'replied', at, ticketId: row.ticket_id, revision: row.revision, reply: storedReply(row.reply) };
}
