import { placeBefore } from './placement.ts';
import type { Purpose } from './plan.ts';
import { type Change, differences, type ObservedQueue, ownerOf, type QueueShape } from './queue.ts';

/** What must be asked of the router so that it shows what the ledger wants. */
export type Needed =
  /** `row` null: it should be gone, and is. */
  | { readonly kind: 'nothing'; readonly row: ObservedQueue | null }
  | { readonly kind: 'change'; readonly change: Change }
  /** The queue is not as it was when the plan was made, or its mark is gone or doubled: people must look. */
  | {
      readonly kind: 'conflict';
      readonly why: 'changed' | 'unmarked' | 'doubled' | 'name-taken';
      readonly rows: readonly ObservedQueue[];
      readonly fields: readonly string[];
    };

/** Rows that are this owner's: by its mark, else by the name. */
export function rowsOf(owner: string, name: string, rows: readonly ObservedQueue[]): readonly ObservedQueue[] {
  const own = rows.filter((row) => ownerOf(row.comment) === owner);
  return own.length > 0 ? own : rows.filter((row) => row.name === name);
}

/** The one change that brings the owner's queue to `want`; `seen` is the pre-image of the plan. */
export function neededChange(
  purpose: Purpose,
  owner: string,
  want: QueueShape,
  seen: QueueShape | null,
  rows: readonly ObservedQueue[],
): Needed {
  const own = rowsOf(owner, want.name, rows);
  if (own.length > 1) return { kind: 'conflict', why: 'doubled', rows: own, fields: [] };
  const row = own[0];
  if (row === undefined) {
    if (seen !== null && purpose !== 'restore') return { kind: 'conflict', why: 'changed', rows: [], fields: ['name'] };
    return { kind: 'change', change: { kind: 'add', owner, want, placeBefore: placeBefore(want, rows) } };
  }
  const isMarked = ownerOf(row.comment) === owner;
  if (purpose === 'adopt') return adoption(owner, want, row, isMarked);
  if (!isMarked) return { kind: 'conflict', why: 'unmarked', rows: [row], fields: ['mark'] };
  const isWoken = purpose === 'restore' && row.disabled;
  if (differences(want, row).length === 0 && !isWoken) return { kind: 'nothing', row };
  // Where none was seen, one that is there now was made by somebody else meanwhile.
  const moved = differences(seen ?? want, row);
  if (purpose !== 'restore' && moved.length > 0)
    return { kind: 'conflict', why: 'changed', rows: [row], fields: moved };
  return { kind: 'change', change: { kind: 'set', owner, want, was: row, ...(isWoken ? { enable: true } : {}) } };
}

/** Adoption changes nothing but the comment; a queue that differs from what was shown is not adopted. */
function adoption(owner: string, want: QueueShape, row: ObservedQueue, isMarked: boolean): Needed {
  const differs = differences(want, row);
  if (differs.length > 0) return { kind: 'conflict', why: 'changed', rows: [row], fields: differs };
  if (isMarked) return { kind: 'nothing', row };
  if (ownerOf(row.comment) !== undefined || row.dynamic)
    return { kind: 'conflict', why: 'name-taken', rows: [row], fields: ['mark'] };
  return { kind: 'change', change: { kind: 'mark', owner, want, was: row } };
}
