import type { Moment, Window } from './moment.ts';
import type { Level, Priority } from './priority.ts';
import type { Rate } from './rate.ts';

/** The documents of SOP step 1. The office's profile says which are required. */
export type DocumentCode = 'letter' | 'technical-data' | 'justification';

/**
 * What a request asks for, independent of where it stands. The four dates are apart: letter, received, recorded,
 * applied (on the allocation).
 */
export interface Request {
  readonly id: number;
  /** Official number: BW-2026-0041; the rest of a split grant is BW-2026-0048/1. */
  readonly number: string;
  readonly kind: 'request' | 'incident';
  readonly ticketId: string;
  readonly revision: number;
  readonly channel: string;
  readonly agency: string | null;
  /** null while the ticket was not understood, and for agencies outside the managed network. */
  readonly line: string | null;
  readonly wanted: Rate | null;
  readonly window: Window | null;
  readonly targets: readonly string[];
  readonly documents: readonly DocumentCode[];
  /** The agency's words, inert. */
  readonly subject: string;
  readonly reason: string;
  readonly letterNumber: string;
  /** As typed on the letter. */
  readonly letterDate: string;
  readonly receivedAt: Moment;
  readonly recordedAt: Moment;
  readonly impact: Level | null;
  readonly urgency: Level | null;
  readonly priority: Priority | null;
  /** The request it was split from. */
  readonly parent: number | null;
}
