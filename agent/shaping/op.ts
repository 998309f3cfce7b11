import type { Facts } from '../domain/finding.ts';
import type { Moment } from '../domain/moment.ts';
import { never } from '../domain/never.ts';
import { nextAfter } from './placement.ts';
import { type Change, differences, type ObservedQueue, ownerOf, type QueueShape } from './queue.ts';

/**
 * A write to a router that the ledger records before it is sent, sends at most once, and settles only by reading the
 * router again. While `open`, nobody knows whether the router carried it out.
 */
export interface Op {
  readonly id: number;
  /** Id of the plan. */
  readonly plan: number;
  readonly router: string;
  /** Id of the request. null: none. */
  readonly request: number | null;
  /** The change as sent, with the queue as it was before. */
  readonly change: Change;
  readonly intendedAt: Moment;
  readonly state: 'open' | 'verified' | 'not-applied' | 'needs-human';
  /** The router's own words of refusal. null: it did not refuse. */
  readonly refused: string | null;
  readonly settledAt: Moment | null;
  /** The row as read back. */
  readonly evidence: Facts | null;
}

/**
 * What the router shows of a change: `done`, `as-before`, `gone` (the queue), `foreign` (something else in `fields`),
 * or `doubled` (several rows match).
 */
export type Seen =
  | { readonly kind: 'done'; readonly row: ObservedQueue | null }
  | { readonly kind: 'as-before' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'foreign'; readonly row: ObservedQueue; readonly fields: readonly string[] }
  | { readonly kind: 'doubled'; readonly rows: readonly ObservedQueue[] };

/**
 * Compares a change with the queue table as read and says whether it was carried out. Gives the same answer before the
 * write, after it and after a restart.
 * @param rows rows with the change's name or mark; for a move the whole table.
 */
export function judge(change: Change, rows: readonly ObservedQueue[]): Seen {
  const ownRows = rows.filter(
    (row) => !row.dynamic && (ownerOf(row.comment) === change.owner || row.name === nameIn(change)),
  );
  if (ownRows.length > 1) return { kind: 'doubled', rows: ownRows };
  const row = ownRows[0];
  switch (change.kind) {
    case 'add':
      return row === undefined ? { kind: 'as-before' } : wanted(change.want, change.owner, row);
    case 'set':
    case 'mark':
      return row === undefined ? { kind: 'gone' } : changed(change, row);
    case 'move':
      return row === undefined ? { kind: 'gone' } : moved(change.before, row, rows, change.was);
    case 'remove':
      return row === undefined ? { kind: 'done', row: null } : stillThere(change.was, row);
    default:
      return never(change);
  }
}

/** Returns the name of the queue that a change is about. */
export function nameIn(change: Change): string {
  return change.kind === 'move' || change.kind === 'remove' ? change.was.name : change.want.name;
}

function wanted(want: QueueShape, owner: string, row: ObservedQueue): Seen {
  const fields = differences(want, row);
  const isMarked = ownerOf(row.comment) === owner;
  if (fields.length === 0 && isMarked) return { kind: 'done', row };
  return { kind: 'foreign', row, fields: isMarked ? fields : [...fields, 'mark'] };
}

function changed(change: Extract<Change, { readonly kind: 'set' | 'mark' }>, row: ObservedQueue): Seen {
  const { want, owner, was } = change;
  const isStillDisabled = change.kind === 'set' && change.enable === true && row.disabled;
  const seen = wanted(want, owner, row);
  if (seen.kind === 'done' && !isStillDisabled) return seen;
  if (differences(was, row).length === 0 && was.comment === row.comment) return { kind: 'as-before' };
  return seen.kind === 'foreign' ? seen : { kind: 'foreign', row, fields: ['disabled'] };
}

function moved(before: string | null, row: ObservedQueue, rows: readonly ObservedQueue[], was: ObservedQueue): Seen {
  const fields = differences(was, row);
  if (fields.length > 0 || was.comment !== row.comment) return { kind: 'foreign', row, fields };
  if (nextAfter(row, rows) === before) return { kind: 'done', row };
  return row.position === was.position ? { kind: 'as-before' } : { kind: 'foreign', row, fields: ['position'] };
}

function stillThere(was: ObservedQueue, row: ObservedQueue): Seen {
  const fields = differences(was, row);
  return fields.length === 0 ? { kind: 'as-before' } : { kind: 'foreign', row, fields };
}
