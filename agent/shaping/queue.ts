import { type Rate, sameRate } from '../domain/rate.ts';
import { extraDifferences, type Kept, type QueueExtras } from './queue-extras.ts';

/**
 * What we decide about a simple queue. Every field in canonical form: whole bit/s, prefixes with their length, sorted
 * targets.
 */
export interface QueueShape {
  /** The name the NOC uses; it stays. */
  readonly name: string;
  readonly targets: readonly string[];
  readonly parent: string | null;
  readonly maxLimit: Rate;
  readonly limitAt: Rate;
}

/** A queue as it was seen when a plan was made; its features only where the plan depends on them. */
export type SeenQueue = QueueShape & Partial<Kept>;

/** One row of the router's ordered table, as read. */
export interface ObservedQueue extends QueueShape {
  /** RouterOS `.id`; valid within one session only, ids are reused after deletes. */
  readonly id: string;
  /** Place in the table: 0 is asked first, the first match wins. */
  readonly position: number;
  readonly comment: string;
  readonly disabled: boolean;
  readonly invalid: boolean;
  readonly dynamic: boolean;
  /** Kind of queueing `upload/download`, as the router writes it. */
  readonly queueType: string;
  /** Left out: everything else is at the router's default. */
  readonly extras?: QueueExtras;
}

/** A change we ask of the router: the exact queue wanted, and the pre-image it was planned against. */
export type Change =
  | { readonly kind: 'add'; readonly owner: string; readonly want: QueueShape; readonly placeBefore: string | null }
  /** `enable`: it was disabled by hand, and people ordered it back. */
  | {
      readonly kind: 'set';
      readonly owner: string;
      readonly want: QueueShape;
      readonly was: ObservedQueue;
      readonly enable?: true;
    }
  | { readonly kind: 'mark'; readonly owner: string; readonly want: QueueShape; readonly was: ObservedQueue }
  | { readonly kind: 'move'; readonly owner: string; readonly was: ObservedQueue; readonly before: string | null }
  | { readonly kind: 'remove'; readonly owner: string; readonly was: ObservedQueue };

const MARK = /(?:^|\s)bwagent:([a-z0-9-]+)(?=\s|$)/;

/**
 * Whose queue it is by its owner mark `bwagent:<line id>` in the comment, or undefined. The mark alone is no proof: the
 * ledger decides.
 */
export function ownerOf(comment: string): string | undefined {
  return MARK.exec(comment)?.[1];
}

/** The comment with our mark appended; existing words stay. Unchanged when it already carries the mark. */
export function marked(comment: string, owner: string): string {
  if (ownerOf(comment) === owner) return comment;
  return comment === '' ? `bwagent:${owner}` : `${comment} bwagent:${owner}`;
}

/** Fields of `want` that `found` does not show, by name. Empty when they agree. */
export function differences(want: QueueShape, found: QueueShape): readonly (keyof QueueShape)[] {
  const differs: (keyof QueueShape)[] = [];
  if (want.name !== found.name) differs.push('name');
  if (!sameTargets(want.targets, found.targets)) differs.push('targets');
  if (want.parent !== found.parent) differs.push('parent');
  if (!sameRate(want.maxLimit, found.maxLimit)) differs.push('maxLimit');
  if (!sameRate(want.limitAt, found.limitAt)) differs.push('limitAt');
  return differs;
}

/**
 * Whether a queue still is what an edit was planned against; one that goes away must be the same in every feature, too.
 */
export function isAsPlanned(edit: Exclude<Change, { readonly kind: 'add' }>, now: ObservedQueue): boolean {
  const { was } = edit;
  if (now.comment !== was.comment || differences(was, now).length > 0) return false;
  return edit.kind !== 'remove' || (now.disabled === was.disabled && extraDifferences(was, now).length === 0);
}

/** The part of a row that we decide. */
export function shapeOf({ name, targets, parent, maxLimit, limitAt }: QueueShape): QueueShape {
  return { name, targets, parent, maxLimit, limitAt };
}

/** Whether both name the same targets, in whatever order. */
export function sameTargets(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length) return false;
  return a.every((target, i) => target === b[i]) || a.toSorted().join() === b.toSorted().join();
}
