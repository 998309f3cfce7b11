import type { Moment } from '../domain/moment.ts';
import type { Level } from '../domain/priority.ts';
import type { Rate } from '../domain/rate.ts';
import type { DocumentCode } from '../domain/request.ts';
import type { Notice } from './notice.ts';

/** What a move does to the books, inside its own transaction, so that allocation and stage cannot part. */
export type BookEffect =
  /** `until` null: as long as the office's policy says. */
  | { readonly do: 'hold'; readonly rate: Rate; readonly decision: number; readonly until: Moment | null }
  | { readonly do: 'grant'; readonly rate: Rate | null }
  /** A hold given up: rejected, cancelled, expired, postponed. */
  | { readonly do: 'release' }
  /** What was granted ends before it was ever applied. */
  | { readonly do: 'void' }
  | { readonly do: 'plan'; readonly purpose: 'grant' | 'return' | 'restore' }
  | { readonly do: 'applied' }
  | { readonly do: 'returned' }
  | { readonly do: 'prioritise'; readonly impact: Level; readonly urgency: Level }
  | { readonly do: 'documents'; readonly given: readonly DocumentCode[] }
  | { readonly do: 'extend'; readonly until: Moment }
  /** The rest of a partial grant goes on as a child request in the waiting list, with its priority and date. */
  | { readonly do: 'split'; readonly rest: Rate; readonly decision: number };

/** What is told to others: a row of the outbox, sent later and exactly once. */
export interface OutEffect {
  readonly do: 'tell';
  readonly notice: Notice;
}

export type Effect = BookEffect | OutEffect;
