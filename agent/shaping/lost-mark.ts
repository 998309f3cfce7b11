import { grouped, oncePer } from '../domain/lookup.ts';
import { sameRate } from '../domain/rate.ts';
import { type ObservedQueue, ownerOf, type QueueShape } from './queue.ts';
import { indexOf } from './table-index.ts';

type Rows = readonly ObservedQueue[];

/** A row that had the agent's mark earlier and has it no more, and by what it was recognised. */
export interface LostMark {
  readonly row: ObservedQueue;
  readonly by: 'name' | 'target' | 'id';
}

const byTargets = oncePer((table: Rows) => grouped(table, (row) => keyOf(row.targets)));
const byId = oncePer((table: Rows) => new Map(table.map((row) => [row.id, row])));

/**
 * Finds the row that was the owner's queue before its mark was removed: by name, else by exactly its targets, else by
 * id and limit together. An id alone is no proof, because RouterOS uses ids again. A row with the mark of another known
 * owner is never taken.
 * @param want the queue as the ledger wants it.
 * @param before the row as last read with the mark. undefined: not known.
 * @param known all owners of the ledger.
 */
export function lostMark(
  want: QueueShape,
  before: ObservedQueue | undefined,
  table: Rows,
  known: ReadonlySet<string>,
): LostMark | undefined {
  const free = (row: ObservedQueue | undefined): row is ObservedQueue =>
    row !== undefined && !row.dynamic && !known.has(ownerOf(row.comment) ?? '');
  const named = indexOf(table).named.get(want.name)?.find(free);
  if (named !== undefined) return { row: named, by: 'name' };
  const aimed = byTargets(table).get(keyOf(want.targets))?.find(free);
  if (aimed !== undefined) return { row: aimed, by: 'target' };
  const same = before === undefined ? undefined : byId(table).get(before.id);
  return before !== undefined && free(same) && sameRate(same.maxLimit, before.maxLimit)
    ? { row: same, by: 'id' }
    : undefined;
}

function keyOf(targets: readonly string[]): string {
  return targets.toSorted().join();
}
