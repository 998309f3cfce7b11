import { never } from '../domain/never.ts';
import { NO_RATE } from '../domain/rate.ts';
import { type Needed, rowsOf, unreadable } from './change.ts';
import { judge, type Op } from './op.ts';
import { nextAfter } from './placement.ts';
import { differences, type ObservedQueue, ownerOf, type QueueShape, type SeenQueue, shapeOf } from './queue.ts';
import { extraDifferences } from './queue-extras.ts';

type Rows = readonly ObservedQueue[];
type Conflict = Extract<Needed, { readonly kind: 'conflict' }>;

/**
 * Returns the change that removes the owner's queue: only if the queue has the owner's mark and still is as it was
 * seen, features included.
 */
export function neededRemoval(owner: string, seen: SeenQueue, rows: Rows): Needed {
  const row = ownRow(owner, seen.name, rows);
  if (row === undefined) return { kind: 'nothing', row: null };
  if ('kind' in row) return row;
  const fields = [...differences(seen, row), ...featuresOf(seen, row)];
  return fields.length > 0 ? changed(row, fields) : { kind: 'change', change: { kind: 'remove', owner, was: row } };
}

/**
 * Returns the change that moves the owner's queue right before the queue named `before`, or to the end if null. Nothing
 * else of the queue changes.
 */
export function neededMove(owner: string, seen: QueueShape, before: string | null, rows: Rows): Needed {
  const row = ownRow(owner, seen.name, rows);
  if (row === undefined) return { kind: 'conflict', why: 'changed', rows: [], fields: ['name'] };
  if ('kind' in row) return row;
  const fields = differences(seen, row);
  if (fields.length > 0) return changed(row, fields);
  if (before !== null && !rows.some((r) => r.name === before)) return changed(row, ['before']);
  if (nextAfter(row, rows) === before) return { kind: 'nothing', row };
  return { kind: 'change', change: { kind: 'move', owner, was: row, before } };
}

/**
 * Returns the change that undoes an op (`add` or `set`): only while the router still shows exactly what the op wrote.
 * Otherwise a conflict.
 */
export function neededUndo({ change }: Op, rows: Rows): Needed {
  switch (change.kind) {
    case 'add':
    case 'set': {
      const back = change.kind === 'set' ? shapeOf(change.was) : undefined;
      const row = ownRow(change.owner, change.want.name, rows);
      if (row === undefined) return change.kind === 'add' ? { kind: 'nothing', row: null } : changedAway();
      if ('kind' in row) return row;
      if (back !== undefined && differences(back, row).length === 0) return { kind: 'nothing', row };
      const seen = judge(change, rows);
      if (seen.kind !== 'done')
        return changed(row, seen.kind === 'foreign' ? seen.fields : differences(change.want, row));
      const { owner } = change;
      return {
        kind: 'change',
        change: back === undefined ? { kind: 'remove', owner, was: row } : { kind: 'set', owner, want: back, was: row },
      };
    }
    case 'mark':
    case 'move':
    case 'remove':
      return changedAway();
    default:
      return never(change);
  }
}

/**
 * Returns the queue as it will be after the op is undone: as it was before the op, or with rates of 0 if the op added
 * it.
 */
export function beforeOp({ change }: Op): QueueShape {
  return change.kind === 'add' ? { ...shapeOf(change.want), maxLimit: NO_RATE, limitAt: NO_RATE } : shapeOf(change.was);
}

function ownRow(owner: string, name: string, rows: Rows): ObservedQueue | Conflict | undefined {
  const own = rowsOf(owner, name, rows);
  const [row] = own;
  if (own.length > 1) return { kind: 'conflict', why: 'doubled', rows: own, fields: [] };
  if (row !== undefined && ownerOf(row.comment) !== owner)
    return { kind: 'conflict', why: 'unmarked', rows: [row], fields: ['mark'] };
  if (row?.unreadable !== undefined) return unreadable(row, row.unreadable);
  return row;
}

function featuresOf(seen: SeenQueue, row: ObservedQueue): readonly string[] {
  const { queueType = row.queueType, extras } = seen;
  return extraDifferences({ queueType, ...(extras === undefined ? {} : { extras }) }, row).map(({ field }) => field);
}

function changed(row: ObservedQueue, fields: readonly string[]): Conflict {
  return { kind: 'conflict', why: 'changed', rows: [row], fields };
}

function changedAway(): Conflict {
  return { kind: 'conflict', why: 'changed', rows: [], fields: ['name'] };
}
