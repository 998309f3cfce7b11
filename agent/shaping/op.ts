import type { Facts } from '../domain/finding.ts';
import type { Moment } from '../domain/moment.ts';
import { never } from '../domain/never.ts';
import { nextAfter } from './placement.ts';
import { type Change, differences, type ObservedQueue, ownerOf, type QueueShape } from './queue.ts';

/**
 * A durable intent: recorded before the first byte, written at most once, settled only by reading the router. An open
 * op is UNKNOWN.
 */
export interface Op {
  readonly id: number;
  readonly plan: number;
  readonly router: string;
  readonly request: number | null;
  /** Exactly what is asked of the router; carries the pre-image. */
  readonly change: Change;
  readonly intendedAt: Moment;
  readonly state: 'open' | 'verified' | 'not-applied' | 'needs-human';
  /** The router's own refusal, when it answered with one. */
  readonly refused: string | null;
  readonly settledAt: Moment | null;
  /** The row as read back. */
  readonly evidence: Facts | null;
}

/** What the router shows of a change. */
export type Seen =
  | { readonly kind: 'done'; readonly row: ObservedQueue | null }
  | { readonly kind: 'as-before' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'foreign'; readonly row: ObservedQueue; readonly fields: readonly string[] }
  | { readonly kind: 'doubled'; readonly rows: readonly ObservedQueue[] };

/**
 * Judges a change by the rows that carry its name or mark; a move by the whole table. Pure: the same before the write,
 * after it, and after a restart.
 */
export function judge(change: Change, rows: readonly ObservedQueue[]): Seen {
  const mine = rows.filter(
    (row) => !row.dynamic && (ownerOf(row.comment) === change.owner || row.name === nameIn(change)),
  );
  if (mine.length > 1) return { kind: 'doubled', rows: mine };
  const row = mine[0];
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

/** The name of the queue that a change is about. */
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
  const isAsleep = change.kind === 'set' && change.enable === true && row.disabled;
  const seen = wanted(want, owner, row);
  if (seen.kind === 'done' && !isAsleep) return seen;
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
