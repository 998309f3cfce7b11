import type { Moment, Window } from './moment.ts';
import type { Level, Priority } from './priority.ts';
import type { Rate } from './rate.ts';

/**
 * The documents of SOP step 1: request letter, technical data, justification. The office's profile says which are
 * required.
 */
export type DocumentCode = 'letter' | 'technical-data' | 'justification';

/** Limits of a detail of a request. */
interface Detail {
  /** Longest text, in UTF-16 units. */
  readonly most: number;
  /** Who may put it right after filing. `agency`: the agency on its page, and the office. `office`: the office only. */
  readonly correction: 'agency' | 'office';
}

/**
 * Details of a request: texts of one line, as typed on the form or by `bwagent new`. Empty when not given. Shown, never
 * interpreted. A ticket and its request carry each under this name, and whatever walks this table follows by itself.
 * CONTRIBUTING lists what a new row needs beside it.
 */
export const REQUEST_DETAILS = {
  letterNumber: { most: 500, correction: 'office' },
  /** Date as typed on the letter. */
  letterDate: { most: 500, correction: 'office' },
  /** Name and phone of the person at the agency who tests the line. */
  contact: { most: 160, correction: 'agency' },
} as const satisfies Readonly<Record<string, Detail>>;

export type DetailName = keyof typeof REQUEST_DETAILS;

/** The details that the agency may put right on its page. */
export type AgencyDetailName = {
  readonly [N in DetailName]: (typeof REQUEST_DETAILS)[N]['correction'] extends 'agency' ? N : never;
}[DetailName];

/** The text of each detail. */
export type RequestDetails = Readonly<Record<DetailName, string>>;

/**
 * A request of an agency, or an incident, with its number and content but without its stage. Its four dates are
 * separate: date of the letter, received, recorded, and applied (in the allocation).
 */
export interface Request extends RequestDetails {
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
  readonly receivedAt: Moment;
  readonly recordedAt: Moment;
  readonly impact: Level | null;
  readonly urgency: Level | null;
  readonly priority: Priority | null;
  /** Id of the request that this one is the rest of. null: it is not the rest of another. */
  readonly parent: number | null;
}
