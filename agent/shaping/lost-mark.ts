import { grouped, oncePer } from '../domain/lookup.ts';
import { sameRate } from '../domain/rate.ts';
import { type ObservedQueue, ownerOf, type QueueShape } from './queue.ts';
import { indexOf } from './table-index.ts';

type Rows = readonly ObservedQueue[];

/** A queue that carried our mark and does not any more, and what it was known by. */
export interface LostMark {
  readonly row: ObservedQueue;
  readonly by: 'name' | 'target' | 'id';
}

const byTargets = oncePer((table: Rows) => grouped(table, (row) => keyOf(row.targets)));
const byId = oncePer((table: Rows) => new Map(table.map((row) => [row.id, row])));

/**
 * The row that was the owner's before its comment was changed: of its name, else of its very targets, else of its id
 * with its limit. Ids are used again, so that an id alone is no proof. A row that carries the mark of another queue of
 * ours is not taken for it.
 * @param before the row as it was read with the mark; undefined: not known.
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
