import type { Moment } from '../domain/moment.ts';
import type { Ticket, TicketReply } from '../ticket/ticket.ts';
import type { Clock } from './clock.ts';
import type { Log } from './log.ts';
import type { Peer } from './peer.ts';
import type { Service } from './public-service.ts';

/** A change on the helpdesk side, in the order in which it happened. */
export type TicketChange =
  | { readonly kind: 'filed'; readonly at: Moment; readonly ticket: Ticket }
  | {
      readonly kind: 'replied';
      readonly at: Moment;
      readonly ticketId: string;
      readonly revision: number;
      readonly reply: TicketReply;
    };

export interface Page {
  readonly changes: readonly TicketChange[];
  /** Where the next poll starts. Opaque; kept only after every change of the page is stored. */
  readonly cursor: string;
  readonly more: boolean;
}

/** What the helpdesk shows of a request: its SOP step and label. `closed` ends it. */
export interface Progress {
  readonly ticketId: string;
  /** Deduplication key: the same key is shown once, however often it is sent. */
  readonly key: string;
  readonly at: Moment;
  /** The agency's request number once it has one: BW-2026-0041. */
  readonly number: string;
  readonly step: string;
  readonly label: string;
  readonly closed: boolean;
}

export interface Message {
  readonly ticketId: string;
  readonly key: string;
  readonly at: Moment;
  /** `public`: the agency reads it. `internal`: only the office. */
  readonly audience: 'public' | 'internal';
  readonly subject: string;
  readonly text: string;
  /** Set when the agency is asked for an answer on its page; withdrawn by the next progress. */
  readonly asks?: 'documents' | 'correction' | 'offer' | 'confirm';
}

/** What every kind of helpdesk is opened with. */
export interface HelpdeskDeps {
  readonly clock: Clock;
  readonly log: Log;
  /** The agencies of the ledger as they are now, for a form that offers them. Ask anew for each page. */
  readonly agencies: () => readonly { readonly code: string; readonly name: string }[];
}

export interface Helpdesk extends Peer {
  /** The pages that this helpdesk serves itself, started and stopped with the daemon. null: it has a server elsewhere. */
  readonly pages: Service | null;
  /**
   * Changes after the cursor, oldest first; '' is the beginning. May repeat a change: callers know it by ticket and
   * revision.
   */
  poll(cursor: string): Promise<Page>;
  /** Throws Fault `helpdesk/no-ticket` when the helpdesk does not know it. */
  get(ticketId: string): Promise<Ticket>;
  /** Shown exactly once per key, also after a lost answer. */
  ensureMessage(message: Message): Promise<void>;
  ensureProgress(progress: Progress): Promise<void>;
  /**
   * Files a ticket on an agency's behalf (letter, phone, walk-in); the same key files once. Returns the ticket's id.
   */
  file(key: string, ticket: Omit<Ticket, 'id' | 'revision'>): Promise<string>;
  close(): Promise<void>;
}
