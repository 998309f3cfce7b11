import type { Moment } from '../domain/moment.ts';
import type { Level } from '../domain/priority.ts';
import type { Rate } from '../domain/rate.ts';
import type { DocumentCode } from '../domain/request.ts';
import type { Notice } from './notice.ts';

/**
 * A change of the ledger that follows from a step of the SOP. Done in the same transaction as the new stage, so that
 * allocations and stage always agree.
 */
export type BookEffect =
  /** Keeps capacity for the request. `decision`: id of the check. `until` null: as long as the policy says. */
  | { readonly do: 'hold'; readonly rate: Rate; readonly decision: number; readonly until: Moment | null }
  /** Turns the hold into a grant. `rate`: accepted part of what was asked for; null: all of it. */
  | { readonly do: 'grant'; readonly rate: Rate | null }
  /** Ends the hold: the request was rejected, cancelled or postponed, or the hold expired. */
  | { readonly do: 'release' }
  /** Ends a grant that was never applied on the router. */
  | { readonly do: 'void' }
  /** Records a plan to write to the router. */
  | { readonly do: 'plan'; readonly purpose: 'grant' | 'return' | 'restore' }
  | { readonly do: 'applied' }
  | { readonly do: 'returned' }
  | { readonly do: 'prioritise'; readonly impact: Level; readonly urgency: Level }
  | { readonly do: 'documents'; readonly given: readonly DocumentCode[] }
  | { readonly do: 'extend'; readonly until: Moment }
  /** Records the rest of a partial grant as a child request in the waiting list, with the same priority and date. */
  | { readonly do: 'split'; readonly rest: Rate; readonly decision: number };

/** A notice to be sent. The outbox stores it in the same transaction and sends it later, exactly once. */
export interface OutEffect {
  readonly do: 'tell';
  readonly notice: Notice;
}

/** Something that follows from a step of the SOP: a change of the ledger, or a notice to be sent. */
export type Effect = BookEffect | OutEffect;
