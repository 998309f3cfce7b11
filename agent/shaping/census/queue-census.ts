import type { Unmanageable } from '../../domain/unmanaged-why.ts';
import type { ObservedQueue } from '../queue.ts';
import { childrenOf } from './queue-tree.ts';
import { restQueues, wideQueues } from './rest-queues.ts';
import { anyHolders, type Holders, holdersOf, type Networks } from './shared-targets.ts';
import { unmanagedWhy } from './unmanaged.ts';

type Rows = readonly ObservedQueue[];

/** A queue that is left out, and why. */
export interface Unmanaged extends Unmanageable {
  readonly queue: ObservedQueue;
}

/** Every queue of a table, in exactly one of four lists, in the order of the table. */
export interface QueueCensus {
  /**
   * Queues above others that have a limit. In a table without parents: the widest queue, if it stands before those it
   * covers.
   */
  readonly pools: Rows;
  /** Queues above others without a limit. They bound nothing and hand through to the pool above, if there is one. */
  readonly groups: Rows;
  readonly lines: Rows;
  readonly unmanaged: readonly Unmanaged[];
}

/** What is known of the router beside its queues. */
export interface Site {
  /** Interfaces that are uplinks. */
  readonly uplinks: ReadonlySet<string>;
  /** What is behind the other interfaces; empty: not known. */
  readonly networks: Networks;
}

/**
 * Sorts the queues of a table into pools, groups, lines and unmanaged ones. No two lines of the result share an
 * address.
 */
export function censusOf(table: Rows, { uplinks, networks }: Site): QueueCensus {
  const unfit = new Map<ObservedQueue, Unmanageable>();
  for (const row of table) {
    const why = unmanagedWhy(row, table, uplinks);
    if (why !== undefined) unfit.set(row, why);
  }
  const parents = table.filter((row) => childrenOf(row, table).length > 0);
  const groups = parents.filter((row) => unfit.get(row)?.why === 'group');
  const above = parents.filter((row) => !unfit.has(row));
  const leaves = table.filter((row) => !unfit.has(row) && !parents.includes(row));
  const wide = wideQueues(leaves, [...groups, ...above], table, networks);
  const flatPools = parents.length > 0 ? [] : leaves.filter((row) => wide.has(row) && isFlatPool(row, leaves));
  for (const row of wide) unfit.set(row, { why: 'catch-all', of: null });
  const narrow = leaves.filter((row) => !wide.has(row));
  for (const [row, others] of restQueues(narrow, networks)) unfit.set(row, { why: 'rest', of: namesOf(others) });
  for (const [row, why] of meetings(
    narrow.filter((leaf) => !unfit.has(leaf)),
    networks,
  ))
    unfit.set(row, why);
  return {
    pools: [...above, ...flatPools].toSorted((a, b) => a.position - b.position),
    groups,
    lines: narrow.filter((row) => !unfit.has(row)),
    unmanaged: table.flatMap((queue) => {
      const why = unfit.get(queue);
      return why === undefined || why.why === 'group' || flatPools.includes(queue) ? [] : [{ queue, ...why }];
    }),
  };
}

/** Names for one sentence: the first three. */
function namesOf(rows: Rows): string {
  return `${rows
    .slice(0, 3)
    .map(({ name }) => name)
    .join(', ')}${rows.length > 3 ? ', …' : ''}`;
}

/** A limit at some hours only bounds nothing at the others. */
function isFlatPool(row: ObservedQueue, others: Rows): boolean {
  return row.extras?.hours === undefined && others.every((other) => other === row || row.position < other.position);
}

/**
 * Why queues that share addresses cannot all be lines. One with hours of its own gives way to any other, since a line
 * is one queue at all hours; of two at all hours the narrower one does, or the later one of equal targets.
 */
function meetings(rows: Rows, networks: Networks): ReadonlyMap<ObservedQueue, Unmanageable> {
  const holders = holdersOf(rows, networks);
  const whys = new Map<ObservedQueue, Unmanageable>();
  for (const row of rows) {
    for (const holder of anyHolders(row, holders)) {
      for (const [one, other] of [
        [row, holder],
        [holder, row],
      ] as const)
        if (one.extras?.hours !== undefined && !whys.has(one)) whys.set(one, { why: 'hours', of: other.name });
    }
  }
  for (const row of rows) {
    const outer = [...anyHolders(row, holders)].find((holder) => !whys.has(holder) && isBefore(holder, row, holders));
    if (outer !== undefined && !whys.has(row)) whys.set(row, { why: 'overlaps', of: outer.name });
  }
  return whys;
}

/** Whether the holder has a wider target than the row, or an equal one and an earlier place. */
function isBefore(holder: ObservedQueue, row: ObservedQueue, holders: Holders): boolean {
  return row.targets.some(
    (target) =>
      holders.get(row)?.get(target)?.has(holder) === true &&
      (!holder.targets.includes(target) || holder.position < row.position),
  );
}
