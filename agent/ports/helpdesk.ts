import type { Moment } from '../domain/moment.ts';
import type { Ticket, TicketReply } from '../ticket/ticket.ts';
import type { Clock } from './clock.ts';
import type { Log } from './log.ts';
import type { Peer } from './peer.ts';
import type { Service } from './public-service.ts';

/** A change on the helpdesk's side: a ticket that was filed, or a reply to one. */
export type TicketChange =
  | { readonly kind: 'filed'; readonly at: Moment; readonly ticket: Ticket }
  | {
      readonly kind: 'replied';
      readonly at: Moment;
      readonly ticketId: string;
      readonly revision: number;
      readonly reply: TicketReply;
    };

/** One page of changes, as `poll` returns it. */
export interface Page {
  readonly changes: readonly TicketChange[];
  /** Where the next poll starts; opaque to the caller, who stores it only after every change of the page. */
  readonly cursor: string;
  readonly more: boolean;
}

/** The state of a request as the agency sees it: SOP step and label. */
export interface Progress {
  readonly ticketId: string;
  /** Idempotency key: a key is shown once, however often it is sent. */
  readonly key: string;
  readonly at: Moment;
  /** Our number of the request: BW-2026-0041. */
  readonly number: string;
  readonly step: string;
  readonly label: string;
  readonly closed: boolean;
}

/** A message on a ticket. */
export interface Message {
  readonly ticketId: string;
  readonly key: string;
  readonly at: Moment;
  /** `public`: the agency reads it. `internal`: only the office. */
  readonly audience: 'public' | 'internal';
  readonly subject: string;
  readonly text: string;
  /** What the agency is asked for on its page. The next progress withdraws the question. */
  readonly asks?: 'documents' | 'correction' | 'offer' | 'confirm';
}

/** What every kind of helpdesk is opened with. */
export interface HelpdeskDeps {
  readonly clock: Clock;
  readonly log: Log;
  /** The agencies of the ledger as they are now, for a form that offers them. Ask anew for each page. */
  readonly agencies: () => readonly { readonly code: string; readonly name: string }[];
}

/**
 * A helpdesk: tickets come in, progress and messages go out. Every call throws Fault `helpdesk/unreachable` (retry
 * later) when the helpdesk cannot be asked.
 */
export interface Helpdesk extends Peer {
  /** The pages that this helpdesk serves itself; the daemon starts and stops them. null: its server is elsewhere. */
  readonly pages: Service | null;
  /**
   * Returns the changes after the cursor, oldest first; `''` is the beginning. May repeat a change, and never skips
   * one: the caller recognises a change by ticket and revision.
   */
  poll(cursor: string): Promise<Page>;
  /**
   * Returns the ticket as it is now, every correction included. Throws Fault `helpdesk/no-ticket` when the helpdesk
   * does not know it.
   */
  get(ticketId: string): Promise<Ticket>;
  /**
   * Shows a message exactly once per key, also after a lost answer. Throws Fault `helpdesk/no-ticket` or
   * `helpdesk/unreachable`.
   */
  ensureMessage(message: Message): Promise<void>;
  ensureProgress(progress: Progress): Promise<void>;
  /**
   * Files a ticket for an agency that came by letter, phone or in person. A key files once. Returns the ticket's id.
   */
  file(key: string, ticket: Omit<Ticket, 'id' | 'revision'>): Promise<string>;
  close(): Promise<void>;
}
