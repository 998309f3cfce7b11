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

/** What a move may know besides stage and event. Deadlines are computed by the caller on the work calendar. */
export interface MoveContext {
  readonly now: Moment;
  readonly request: Request;
  /** The line's permanent rate now. */
  readonly inForce: Rate;
  readonly profile: Profile;
  readonly documentsDue: Moment;
  readonly offerDue: Moment;
  readonly graceMinutes: number;
  /** The hand that raises the event; null where no person decides. */
  readonly signature: Signature | null;
  /** Whether what is granted is so large that a second person must approve it. */
  readonly needsSecond: boolean;
}

/** A step that is possible, with everything that follows from it. */
export interface Moved {
  readonly stage: Stage;
  readonly effects: readonly Effect[];
}

/** One row of the machine: the step, or undefined where the event has no place. */
export type Move<Kind extends Event['kind']> = (
  stage: Stage,
  event: Extract<Event, { readonly kind: Kind }>,
  context: MoveContext,
) => Moved | undefined;

export type Moves<Kind extends Event['kind']> = { readonly [K in Kind]: Move<K> };

export function to(stage: Stage, ...effects: readonly Effect[]): Moved {
  return { stage, effects };
}

export function notify(kind: NoticeKind, facts: Facts = {}, asks?: Notice['asks']): OutEffect {
  return { do: 'tell', notice: asks === undefined ? { kind, facts } : { kind, facts, asks } };
}

/** Gives back what the request holds, whatever it is: a hold, or a grant that was never applied. */
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
