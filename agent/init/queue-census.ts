import { comparePrefixes, contains, type Prefix } from '../domain/prefix.ts';
import type { ObservedQueue } from '../shaping/queue.ts';
import type { UnmanagedWhy } from '../domain/unmanaged-why.ts';
import { unmanagedWhy } from '../shaping/unmanaged.ts';

/** A queue that is left out, and why; `of`: the queue that has its addresses. */
export interface Unmanaged {
  readonly queue: ObservedQueue;
  readonly why: UnmanagedWhy;
  readonly of: string | null;
}

/** Every queue of a table, told apart; each is in exactly one list, in the order of the table. */
export interface QueueCensus {
  /** Queues above others: parents, or in a flat table the widest one that stands before those it covers. */
  readonly pools: readonly ObservedQueue[];
  readonly lines: readonly ObservedQueue[];
  readonly unmanaged: readonly Unmanaged[];
}

/** A queue that is covered by others, from the widest to the nearest. */
interface Nested {
  readonly queue: ObservedQueue;
  readonly inside: readonly ObservedQueue[];
}

/** Tells pools, lines and what cannot be managed apart. No two lines that come out share an address. */
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
 * Rows that take in addresses of half of all rows, and two at least; a row with the very same targets is a double, not
 * taken in.
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
 * Each row with the other rows that hold an address of it: the table sorted by prefix, walked once with the prefixes
 * that are open.
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
