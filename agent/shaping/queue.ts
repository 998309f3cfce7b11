import { type Rate, sameRate } from '../domain/rate.ts';
import { extraDifferences, type Kept, type QueueExtras } from './queue-extras.ts';

/**
 * The part of a simple queue that the agent decides, in canonical form: rates in whole bit/s, prefixes with length,
 * sorted targets.
 */
export interface QueueShape {
  /** Name that the NOC uses. The agent does not rename queues by itself. */
  readonly name: string;
  readonly targets: readonly string[];
  /** Name of the parent queue. null: none. */
  readonly parent: string | null;
  /** RouterOS max-limit (MIR), bit/s. */
  readonly maxLimit: Rate;
  /** RouterOS limit-at (CIR), bit/s. */
  readonly limitAt: Rate;
}

/** A queue as seen when a plan was made. Features are included only if the plan depends on them. */
export type SeenQueue = QueueShape & Partial<Kept>;

/** One row of the router's ordered table of simple queues, as read. */
export interface ObservedQueue extends QueueShape {
  /** RouterOS `.id`. Valid within one session only, because ids are used again after deletes. */
  readonly id: string;
  /** Place in the table, from 0. RouterOS uses the first queue that matches a packet. */
  readonly position: number;
  readonly comment: string;
  readonly disabled: boolean;
  readonly invalid: boolean;
  /** Whether the router made the queue itself (DHCP, PPP, hotspot). */
  readonly dynamic: boolean;
  /** Queue types as RouterOS writes them: `upload/download`. */
  readonly queueType: string;
  /** Other features. Left out: all are at the router's default. */
  readonly extras?: QueueExtras;
  /**
   * Values that could not be read, with the router's own text by RouterOS property: `{'max-limit': '1000m/1000m'}`. The
   * field then has its default, which means nothing, and the agent writes nothing to such a queue. Left out: all were
   * read.
   */
  readonly unreadable?: Readonly<Record<string, string>>;
}

/**
 * One change that the agent sends to the router: the queue as wanted (`want`) and as it was when planned (`was`).
 * `owner` is the line or pool id for the mark.
 */
export type Change =
  | { readonly kind: 'add'; readonly owner: string; readonly want: QueueShape; readonly placeBefore: string | null }
  /** `enable`: also enables the queue, which somebody had disabled. */
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
 * Returns the line or pool id from the owner mark `bwagent:<id>` in a queue's comment. undefined: no mark. The mark
 * alone proves nothing; the ledger decides who owns a queue.
 */
export function ownerOf(comment: string): string | undefined {
  return MARK.exec(comment)?.[1];
}

/**
 * Returns the comment with the owner mark added at its end. Unchanged if the comment already has the mark of this
 * owner.
 *
 *     marked('lantai 2', 'dinkes') // 'lantai 2 bwagent:dinkes'
 */
export function marked(comment: string, owner: string): string {
  if (ownerOf(comment) === owner) return comment;
  return comment === '' ? `bwagent:${owner}` : `${comment} bwagent:${owner}`;
}

/** Returns the names of the fields in which `found` differs from `want`. Empty: they are equal. */
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
 * Returns whether a queue is still as it was when the edit was planned. For a removal every feature must be the same,
 * too. A queue of which a value cannot be read never is.
 */
export function isAsPlanned(edit: Exclude<Change, { readonly kind: 'add' }>, now: ObservedQueue): boolean {
  const { was } = edit;
  if (now.unreadable !== undefined || now.comment !== was.comment || differences(was, now).length > 0) return false;
  return edit.kind !== 'remove' || (now.disabled === was.disabled && extraDifferences(was, now).length === 0);
}

/** Returns only the fields that the agent decides. */
export function shapeOf({ name, targets, parent, maxLimit, limitAt }: QueueShape): QueueShape {
  return { name, targets, parent, maxLimit, limitAt };
}

/** Returns whether both lists have the same targets, in any order. */
export function sameTargets(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length) return false;
  return a.every((target, i) => target === b[i]) || a.toSorted().join() === b.toSorted().join();
}

/** Formats values that could not be read as RouterOS writes them: `max-limit=1000m/1000m, limit-at=x`. */
export function unreadableValues(values: NonNullable<ObservedQueue['unreadable']>): string {
  return Object.entries(values)
    .map(([property, value]) => `${property}=${value}`)
    .join(', ');
}
