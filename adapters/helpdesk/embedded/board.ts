import { z } from 'zod';
import { type Moment, moment } from '../../../agent/domain/moment.ts';
import type { Message, Progress } from '../../../agent/ports/helpdesk.ts';
import { immediate } from '../../sqlite/immediate.ts';
import type { Database } from '../../sqlite/open-database.ts';

/** What the agency is asked, and the words of the message that asks it. */
export interface StandingQuestion {
  readonly asks: NonNullable<Message['asks']>;
  readonly text: string;
}

/** A message that the agency may read. */
export interface PublicMessage {
  readonly at: Moment;
  readonly subject: string;
  readonly text: string;
}

const asks = z.enum(['documents', 'correction', 'offer', 'confirm']);
const at = z.int().transform(moment);
const publicRow = z.object({ at, subject: z.string(), text: z.string() });
const questionRow = z.object({ asks, text: z.string() }).optional();
const progressRow = z.object({ at, number: z.string(), step: z.string(), label: z.string() });
const closedRow = z.object({ closed: z.literal([0, 1]) }).optional();

export type ShownProgress = z.output<typeof progressRow>;

/**
 * What the office put on a ticket's page: messages, progress, and the question that stands. Internal messages have no
 * way out of here.
 */
export class BoardStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Once per ticket and key. False when there is no such ticket. */
  putMessage(message: Message): boolean {
    return this.#onTicket(message.ticketId, () => {
      this.#db
        .prepare(
          `INSERT INTO messages (ticket_id, key, at, audience, subject, text, asks) VALUES (?, ?, ?, ?, ?, ?, ?)
           ON CONFLICT (ticket_id, key) DO NOTHING`,
        )
        .run(
          message.ticketId,
          message.key,
          message.at,
          message.audience,
          message.subject,
          message.text,
          message.asks ?? null,
        );
    });
  }

  /** Once per ticket and key; a new one withdraws the question that stood. False when there is no such ticket. */
  putProgress(progress: Progress): boolean {
    return this.#onTicket(progress.ticketId, () => {
      const { changes } = this.#db
        .prepare(
          `INSERT INTO progress (ticket_id, key, at, number, step, label, closed) VALUES (?, ?, ?, ?, ?, ?, ?)
           ON CONFLICT (ticket_id, key) DO NOTHING`,
        )
        .run(
          progress.ticketId,
          progress.key,
          progress.at,
          progress.number,
          progress.step,
          progress.label,
          progress.closed ? 1 : 0,
        );
      if (changes > 0) this.#settle(progress.ticketId, 'withdrawn');
    });
  }

  /** Settles the standing question if it is `asked`; false when it is not. Runs inside the caller's transaction. */
  answer(ticketId: string, asked: string): boolean {
    if (this.standing(ticketId)?.asks !== asked) return false;
    this.#settle(ticketId, 'answered');
    return true;
  }

  /** The newest question to the agency that is neither answered nor withdrawn, with the message that puts it. */
  standing(ticketId: string): StandingQuestion | undefined {
    const row = this.#db
      .prepare(
        `SELECT asks, text FROM messages WHERE ticket_id = ? AND audience = 'public'
           AND asks IS NOT NULL AND settled IS NULL
         ORDER BY arrival DESC LIMIT 1`,
      )
      .get(ticketId);
    return questionRow.parse(row);
  }

  /** By the newest progress. */
  closed(ticketId: string): boolean {
    const row = this.#db
      .prepare('SELECT closed FROM progress WHERE ticket_id = ? ORDER BY arrival DESC LIMIT 1')
      .get(ticketId);
    return closedRow.parse(row)?.closed === 1;
  }

  /** In the order in which they arrived. */
  publicMessages(ticketId: string): readonly PublicMessage[] {
    return this.#db
      .prepare(`SELECT at, subject, text FROM messages WHERE ticket_id = ? AND audience = 'public' ORDER BY arrival`)
      .all(ticketId)
      .map((row) => publicRow.parse(row));
  }

  /** In the order in which it arrived. */
  progress(ticketId: string): readonly ShownProgress[] {
    return this.#db
      .prepare('SELECT at, number, step, label FROM progress WHERE ticket_id = ? ORDER BY arrival')
      .all(ticketId)
      .map((row) => progressRow.parse(row));
  }

  #settle(ticketId: string, how: 'answered' | 'withdrawn'): void {
    this.#db
      .prepare('UPDATE messages SET settled = ? WHERE ticket_id = ? AND asks IS NOT NULL AND settled IS NULL')
      .run(how, ticketId);
  }

  #onTicket(ticketId: string, put: () => void): boolean {
    return immediate(this.#db, () => {
      if (this.#db.prepare('SELECT 1 FROM tickets WHERE id = ?').get(ticketId) === undefined) return false;
      put();
      return true;
    });
  }
}
