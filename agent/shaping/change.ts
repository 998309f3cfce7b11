import { placeAgain } from './placement.ts';
import type { Purpose } from './plan.ts';
import { type Change, differences, type ObservedQueue, ownerOf, type QueueShape } from './queue.ts';

/**
 * What must be sent to the router so that one queue becomes what the ledger wants: nothing, one change, or a conflict
 * that people must solve.
 */
export type Needed =
  /** The queue is already right. `row` null: it should not exist, and does not. */
  | { readonly kind: 'nothing'; readonly row: ObservedQueue | null }
  | { readonly kind: 'change'; readonly change: Change }
  /**
   * The queue changed since the plan was made, its owner mark is missing or on several queues, or a value of it cannot
   * be read. `fields` differ or, by RouterOS name, cannot be read.
   */
  | {
      readonly kind: 'conflict';
      readonly why: 'changed' | 'unmarked' | 'doubled' | 'name-taken' | 'unreadable';
      readonly rows: readonly ObservedQueue[];
      readonly fields: readonly string[];
    };

/** Returns the rows of an owner: those with the owner's mark, or, if there are none, those with the queue's name. */
export function rowsOf(owner: string, name: string, rows: readonly ObservedQueue[]): readonly ObservedQueue[] {
  const own = rows.filter((row) => ownerOf(row.comment) === owner);
  return own.length > 0 ? own : rows.filter((row) => row.name === name);
}

/**
 * Returns the one change that makes the owner's queue equal to `want`, or a conflict.
 * @param purpose why the queue must change, see Purpose.
 * @param owner id of the line or pool; also the owner mark.
 * @param seen the queue when the plan was made. null: there was none. A queue that differs from this is a conflict,
 *   except for `restore`.
 * @param rows the router's queue table as read now.
 * @param follower name of the queue that followed this one when it was last seen. null: none, or not known.
 */
export function neededChange(
  purpose: Purpose,
  owner: string,
  want: QueueShape,
  seen: QueueShape | null,
  rows: readonly ObservedQueue[],
  follower: string | null = null,
): Needed {
  const own = rowsOf(owner, want.name, rows);
  if (own.length > 1) return { kind: 'conflict', why: 'doubled', rows: own, fields: [] };
  const row = own[0];
  if (row === undefined) {
    if (seen !== null && purpose !== 'restore') return { kind: 'conflict', why: 'changed', rows: [], fields: ['name'] };
    return { kind: 'change', change: { kind: 'add', owner, want, placeBefore: placeAgain(want, follower, rows) } };
  }
  return neededOf(purpose, owner, want, seen, row);
}

/** What the one row of the owner needs. */
function neededOf(
  purpose: Purpose,
  owner: string,
  want: QueueShape,
  seen: QueueShape | null,
  row: ObservedQueue,
): Needed {
  if (row.unreadable !== undefined) return unreadable(row, row.unreadable);
  const isMarked = ownerOf(row.comment) === owner;
  if (purpose === 'adopt') return adoption(owner, want, row, isMarked);
  if (!isMarked) return { kind: 'conflict', why: 'unmarked', rows: [row], fields: ['mark'] };
  const mustEnable = purpose === 'restore' && row.disabled;
  if (differences(want, row).length === 0 && !mustEnable) return { kind: 'nothing', row };
  // If no queue was seen when the plan was made, somebody else made this one since then.
  const moved = differences(seen ?? want, row);
  if (purpose !== 'restore' && moved.length > 0)
    return { kind: 'conflict', why: 'changed', rows: [row], fields: moved };
  return { kind: 'change', change: { kind: 'set', owner, want, was: row, ...(mustEnable ? { enable: true } : {}) } };
}

/** Nothing is written to a queue of which a value is unknown. */
export function unreadable(
  row: ObservedQueue,
  values: NonNullable<ObservedQueue['unreadable']>,
): Extract<Needed, { readonly kind: 'conflict' }> {
  return { kind: 'conflict', why: 'unreadable', rows: [row], fields: Object.keys(values) };
}

/** Adoption changes only the comment. A queue that differs from what was shown is not adopted. */
function adoption(owner: string, want: QueueShape, row: ObservedQueue, isMarked: boolean): Needed {
  const differs = differences(want, row);
  if (differs.length > 0) return { kind: 'conflict', why: 'changed', rows: [row], fields: differs };
  if (isMarked) return { kind: 'nothing', row };
  if (ownerOf(row.comment) !== undefined || row.dynamic)
    return { kind: 'conflict', why: 'name-taken', rows: [row], fields: ['mark'] };
  return { kind: 'change', change: { kind: 'mark', owner, want, was: row } };
}
