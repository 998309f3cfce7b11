import { comparePrefixes, contains, type Prefix } from '../domain/prefix.ts';
import type { ObservedQueue } from './queue.ts';
import type { UnmanagedWhy } from '../domain/unmanaged-why.ts';
import { unmanagedWhy } from './unmanaged.ts';

/** A queue that is left out, and why. `of`: the queue that has its addresses already. */
export interface Unmanaged {
  readonly queue: ObservedQueue;
  readonly why: UnmanagedWhy;
  readonly of: string | null;
}

/** Every queue of a table, in exactly one of three lists, in the order of the table. */
export interface QueueCensus {
  /**
   * Queues above others: parents. In a table without parents: the widest queue, if it stands before those it covers.
   */
  readonly pools: readonly ObservedQueue[];
  readonly lines: readonly ObservedQueue[];
  readonly unmanaged: readonly Unmanaged[];
}

/** A queue and the queues that cover it, from the widest to the nearest. */
interface Nested {
  readonly queue: ObservedQueue;
  readonly inside: readonly ObservedQueue[];
}

/** Sorts the queues of a table into pools, lines and unmanaged ones. No two lines of the result share an address. */
export function censusOf(table: readonly ObservedQueue[]): QueueCensus {
  const names = new Set(table.map((row) => row.name));
  const judged = table.map((queue) => ({ queue, why: unmanagedWhy(queue, names) }));
  const usable = judged.flatMap(({ queue, why }) => (why === undefined ? [queue] : []));
  const unfit = judged.flatMap(({ queue, why }): readonly Unmanaged[] =>
    why === undefined ? [] : [{ queue, why, of: null }],
  );
  const parents = new Set(usable.map((row) => row.parent));
  const above = usable.filter((row) => parents.has(row.name));
  const below = usable.filter((row) => !parents.has(row.name));
  const wide = widest(below);
  const flatPool = above.length === 0 ? wide.filter((row) => standsBefore(row, below)) : [];
  const pools = [...above, ...flatPool];
  const catchAll = wide
    .filter((row) => !flatPool.includes(row))
    .map((queue): Unmanaged => ({ queue, why: 'catch-all', of: null }));
  const rest = below.filter((row) => !wide.includes(row));
  const overlapping = nestedIn(rest).flatMap(({ queue, inside: [outer] }): readonly Unmanaged[] =>
    outer === undefined ? [] : [{ queue, why: 'overlaps', of: outer.name }],
  );
  const out = new Set(overlapping.map(({ queue }) => queue));
  return {
    pools: inOrder(pools),
    lines: rest.filter((row) => !out.has(row)),
    unmanaged: [...unfit, ...catchAll, ...overlapping].toSorted((a, b) => a.queue.position - b.queue.position),
  };
}

/**
 * Rows that cover addresses of at least half of all rows, and of two at least. A row with equal targets is a duplicate
 * and does not count as covered.
 */
function widest(rows: readonly ObservedQueue[]): readonly ObservedQueue[] {
  const covered = new Map<ObservedQueue, number>();
  for (const { queue, inside } of nestedIn(rows)) {
    const same = queue.targets.join();
    for (const outer of inside) if (outer.targets.join() !== same) covered.set(outer, (covered.get(outer) ?? 0) + 1);
  }
  return rows.filter((row) => (covered.get(row) ?? 0) >= Math.max(2, rows.length / 2));
}

function standsBefore(row: ObservedQueue, others: readonly ObservedQueue[]): boolean {
  return others.every((other) => other === row || row.position < other.position);
}

/**
 * Finds for each row the other rows that hold one of its addresses. Sorts the targets by prefix and walks them once,
 * with the prefixes that are still open.
 */
function nestedIn(rows: readonly ObservedQueue[]): readonly Nested[] {
  const places = rows.flatMap((queue) => queue.targets.map((target) => ({ queue, prefix: target as Prefix })));
  const sorted = places.toSorted((a, b) => comparePrefixes(a.prefix, b.prefix) || a.queue.position - b.queue.position);
  const found = new Map<ObservedQueue, Set<ObservedQueue>>();
  let open: typeof places = [];
  for (const place of sorted) {
    open = open.filter((outer) => contains(outer.prefix, place.prefix));
    const inside = found.get(place.queue) ?? new Set();
    for (const outer of open) if (outer.queue !== place.queue) inside.add(outer.queue);
    found.set(place.queue, inside);
    open.push(place);
  }
  return [...found].map(([queue, inside]) => ({ queue, inside: [...inside] }));
}

function inOrder(rows: readonly ObservedQueue[]): readonly ObservedQueue[] {
  return rows.toSorted((a, b) => a.position - b.position);
}
