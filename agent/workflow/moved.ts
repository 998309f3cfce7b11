import type { Facts } from '../domain/finding.ts';
import type { Moment } from '../domain/moment.ts';
import type { Signature } from '../domain/person.ts';
import type { Profile } from '../domain/profile.ts';
import type { Rate } from '../domain/rate.ts';
import type { Request } from '../domain/request.ts';
import type { BookEffect, Effect, OutEffect } from './effect.ts';
import type { Event } from './event.ts';
import type { Notice, NoticeKind } from './notice.ts';
import type { Stage } from './stage.ts';

/**
 * What a step of the SOP depends on besides stage and event. The caller computes the deadlines on the work calendar.
 */
export interface MoveContext {
  readonly now: Moment;
  readonly request: Request;
  /** Permanent rate of the line now, bit/s. */
  readonly inForce: Rate;
  readonly profile: Profile;
  /** Deadline for documents, if they are asked for now. */
  readonly documentsDue: Moment;
  /** Deadline for an answer, if a part is offered now. */
  readonly offerDue: Moment;
  /** Minutes after the end of a temporary grant before it is returned. */
  readonly graceMinutes: number;
  /** Signature of the person who raises the event. null: no person does. */
  readonly signature: Signature | null;
  /** Whether the grant is so large that a second person must approve it. */
  readonly needsSecond: boolean;
}

/** Result of a possible step of the SOP: the new stage, and the effects that the caller must perform. */
export interface Moved {
  readonly stage: Stage;
  readonly effects: readonly Effect[];
}

/**
 * One row of the SOP state machine: returns the result of an event in a stage. undefined: the event is not possible in
 * the stage.
 */
export type Move<Kind extends Event['kind']> = (
  stage: Stage,
  event: Extract<Event, { readonly kind: Kind }>,
  context: MoveContext,
) => Moved | undefined;

/** Rows of the SOP state machine, one for each event kind in `Kind`. */
export type Moves<Kind extends Event['kind']> = { readonly [K in Kind]: Move<K> };

/** Combines a new stage and its effects to the result of a step. */
export function to(stage: Stage, ...effects: readonly Effect[]): Moved {
  return { stage, effects };
}

/** Makes the effect that sends a notice. `asks`: what the agency must answer. */
export function notify(kind: NoticeKind, facts: Facts = {}, asks?: Notice['asks']): OutEffect {
  return { do: 'tell', notice: asks === undefined ? { kind, facts } : { kind, facts, asks } };
}

/**
 * Returns the effect that gives back the capacity of a request in this stage: its hold, or its grant that was never
 * applied. Empty: it has none.
 */
export function releaseHeld(stage: Stage): readonly BookEffect[] {
  switch (stage.at) {
    case 'assessed':
      return stage.enough ? [{ do: 'release' }] : [];
    case 'offered-partial':
      return [{ do: 'release' }];
    case 'approved':
    case 'scheduled':
    case 'apply-failed':
      return [{ do: 'void' }];
    default:
      return [];
  }
}
