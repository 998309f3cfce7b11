import type { Moment } from '../domain/moment.ts';
import type { DocumentCode, RequestDetails } from '../domain/request.ts';

export type DocumentKind = DocumentCode;

/** How a request reached the office. */
export type Channel = 'helpdesk' | 'letter' | 'phone' | 'walk-in' | 'whatsapp';

/**
 * What any helpdesk hands over. Every text is inert data: it is stored and shown, never executed, and becomes a value
 * only through the parsers of this room. `revision` grows with each change of the requester's content.
 */
export interface Ticket extends RequestDetails {
  readonly id: string;
  readonly revision: number;
  readonly openedAt: Moment;
  readonly kind: 'request' | 'incident';
  readonly channel: Channel;
  /** What the requester wrote or chose as its agency: a code or a name. */
  readonly agency: string;
  readonly subject: string;
  readonly body: string;
  /** Wanted rates as typed: "20 MB", "12,5", "50Mbps". Empty when not given. */
  readonly wantedDown: string;
  readonly wantedUp: string;
  /** `total`: the wanted rate is the new total. `increment`: it is added to today's. `unsaid`: must be asked. */
  readonly meaning: 'total' | 'increment' | 'unsaid';
  readonly duration: 'permanent' | 'temporary';
  /** As typed, local time: "2026-05-09 06:00". Empty when permanent. */
  readonly windowFrom: string;
  readonly windowUntil: string;
  /** Claimed addresses, one prefix per entry, as typed. */
  readonly targets: readonly string[];
  readonly documents: readonly DocumentKind[];
  /**
   * Id of the member of the office who filed it for the agency. null: the agency filed it itself (`channel` helpdesk),
   * or, on any other channel, nobody knows any more.
   */
  readonly recordedBy: string | null;
}

/** What the requester did on a known ticket after filing it. */
export type TicketReply =
  | { readonly kind: 'documents'; readonly documents: readonly DocumentKind[] }
  | { readonly kind: 'correction'; readonly ticket: Ticket }
  | { readonly kind: 'offer'; readonly answer: 'accept' | 'wait' | 'cancel' }
  | { readonly kind: 'confirm' }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'message'; readonly text: string };
