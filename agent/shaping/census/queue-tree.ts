import { grouped, oncePer } from '../../domain/lookup.ts';
import { DIRECTIONS } from '../../domain/rate.ts';
import type { ObservedQueue } from '../queue.ts';

type Rows = readonly ObservedQueue[];

/** One queue and how deep it stands: 0 has no parent in the table. */
export interface TreeRow {
  readonly queue: ObservedQueue;
  readonly depth: number;
}

interface Kin {
  readonly named: ReadonlyMap<string, ObservedQueue>;
  readonly children: ReadonlyMap<string, Rows>;
}

const kinOf = oncePer((table: Rows): Kin => {
  const named = new Map(table.map((row) => [row.name, row]));
  return {
    named,
    children: grouped(table, (row) => (row.parent !== null && named.has(row.parent) ? row.parent : undefined)),
  };
});

/** Returns whether a queue limits a direction at all. A max-limit of 0 is no limit. */
export function isLimited({ maxLimit }: Pick<ObservedQueue, 'maxLimit'>): boolean {
  return DIRECTIONS.some((d) => maxLimit[d] > 0);
}

/** Returns the queues whose parent is this one, in table order. */
export function childrenOf({ name }: Pick<ObservedQueue, 'name'>, table: Rows): Rows {
  return kinOf(table).children.get(name) ?? [];
}

/** Returns the queues above one, its parent first. Ends at a parent that is gone and at a circle. */
export function chainAbove(row: Pick<ObservedQueue, 'name' | 'parent'>, table: Rows): Rows {
  const { named } = kinOf(table);
  const chain: ObservedQueue[] = [];
  const seen = new Set([row.name]);
  for (let name = row.parent; name !== null && !seen.has(name); ) {
    const above = named.get(name);
    if (above === undefined) break;
    chain.push(above);
    seen.add(name);
    name = above.parent;
  }
  return chain;
}

/**
 * Returns the queues above one that limit its traffic, the nearest first. A queue above without a limit is left out,
 * since it hands through; so is one that is disabled or invalid.
 */
export function boundsOf(row: Pick<ObservedQueue, 'name' | 'parent'>, table: Rows): Rows {
  return chainAbove(row, table).filter((above) => isLimited(above) && !above.disabled && !above.invalid);
}

/** Returns every queue once: each right after its parent, those of one parent in table order. */
export function treeRows(table: Rows): readonly TreeRow[] {
  const rows: TreeRow[] = [];
  const shown = new Set<ObservedQueue>();
  const add = (queue: ObservedQueue, depth: number): void => {
    if (shown.has(queue)) return;
    shown.add(queue);
    rows.push({ queue, depth });
    for (const child of childrenOf(queue, table)) add(child, depth + 1);
  };
  for (const row of table) if (chainAbove(row, table).length === 0) add(row, 0);
  // Parents in a circle have no top.
  for (const row of table) add(row, 0);
  return rows;
}
