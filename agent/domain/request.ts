import type { Moment, Window } from './moment.ts';
import type { Level, Priority } from './priority.ts';
import type { Rate } from './rate.ts';

/**
 * The documents of SOP step 1: request letter, technical data, justification. The office's profile says which are
 * required.
 */
export type DocumentCode = 'letter' | 'technical-data' | 'justification';

/**
 * A request of an agency, or an incident, with its number and content but without its stage. Its four dates are
 * separate: date of the letter, received, recorded, and applied (in the allocation).
 */
export interface Request {
  readonly id: number;
  /** Official number, e.g. `BW-2026-0041`. The rest of a partly granted request has a suffix: `BW-2026-0048/1`. */
  readonly number: string;
  readonly kind: 'request' | 'incident';
  readonly ticketId: string;
  /** Counts the versions of the ticket's content. */
  readonly revision: number;
  /** How the ticket came in: `letter`, `phone` … */
  readonly channel: string;
  /** Id of the agency. null: not recognised. */
  readonly agency: string | null;
  /** Id of the line. null: the ticket was not understood, or the agency is not connected through this office. */
  readonly line: string | null;
  /** Total rate that the agency asks for, bit/s. null: not known. */
  readonly wanted: Rate | null;
  /** Time of a temporary request. null: permanent. */
  readonly window: Window | null;
  readonly targets: readonly string[];
  readonly documents: readonly DocumentCode[];
  /** Text of the agency. Shown, never interpreted. */
  readonly subject: string;
  readonly reason: string;
  readonly letterNumber: string;
  /** Date as typed on the letter. */
  readonly letterDate: string;
  /** Name and phone of the person at the agency who tests the line. Shown, never interpreted. Empty when not given. */
  readonly contact: string;
  readonly receivedAt: Moment;
  readonly recordedAt: Moment;
  readonly impact: Level | null;
  readonly urgency: Level | null;
  readonly priority: Priority | null;
  /** Id of the request that this one is the rest of. null: it is not the rest of another. */
  readonly parent: number | null;
}
