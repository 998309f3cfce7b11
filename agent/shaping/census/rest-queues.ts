import { grouped } from '../../domain/lookup.ts';
import { type ObservedQueue, sameTargets } from '../queue.ts';
import { chainAbove } from './queue-tree.ts';
import { anyHolders, holdersOf, holdsAll, type Networks } from './shared-targets.ts';

type Rows = readonly ObservedQueue[];

/**
 * Finds queues that take what is left by others: those that hold addresses of at least half of all leaves, and those
 * that do so among the queues of one parent: all of them, or half of them and all that the parent has. A queue with
 * equal targets is a duplicate and does not count. Their place in the table does not matter.
 * @param leaves queues without children.
 * @param parents queues with children, which may be held as a leaf is.
 */
export function wideQueues(leaves: Rows, parents: Rows, table: Rows, networks: Networks): ReadonlySet<ObservedQueue> {
  const all = [...leaves, ...parents];
  const holders = holdersOf(all, networks);
  const held = new Map<ObservedQueue, ObservedQueue[]>();
  for (const row of all)
    for (const holder of anyHolders(row, holders))
      if (!sameTargets(holder.targets, row.targets)) held.set(holder, [...(held.get(holder) ?? []), row]);
  const kin = grouped(all, (row) => row.parent ?? '');
  const isParent = new Set(parents);
  return new Set(
    leaves.filter((row) => {
      const holds = new Set(held.get(row));
      const leavesHeld = [...holds].filter((other) => !isParent.has(other)).length;
      return leavesHeld >= Math.max(2, leaves.length / 2) || holdsKin(row, holds, kin.get(row.parent ?? '') ?? []);
    }),
  );

  function holdsKin(row: ObservedQueue, holds: ReadonlySet<ObservedQueue>, siblings: Rows): boolean {
    const [parent] = chainAbove(row, table);
    if (parent === undefined) return false;
    const above = anyHolders(row, holders);
    const others = siblings.filter((s) => s !== row && !above.has(s) && !sameTargets(s.targets, row.targets));
    const count = others.filter((other) => holds.has(other)).length;
    if (count === others.length && count >= 2) return true;
    return count >= 1 && count >= others.length / 2 && holdsAll(row, parent, holders);
  }
}

/**
 * Finds queues most of whose targets are in several other queues, no single one of which has them: a list of addresses
 * that lines have already, such as those of agencies that are held back. Returns those others, too.
 */
export function restQueues(leaves: Rows, networks: Networks): ReadonlyMap<ObservedQueue, Rows> {
  const holders = holdersOf(leaves, networks);
  const rest = new Map<ObservedQueue, Rows>();
  // The longest list first: when it is out, a shorter one that it holds remains.
  for (const row of leaves.toSorted((a, b) => b.targets.length - a.targets.length)) {
    const lists = row.targets.map((target) =>
      [...(holders.get(row)?.get(target) ?? [])].filter((other) => !rest.has(other)),
    );
    const held = lists.filter((list) => list.length > 0);
    const others = [...new Set(held.flat())];
    const isOfOne = others.some((other) => held.every((list) => list.includes(other)));
    if (held.length >= 2 && 2 * held.length >= lists.length && !isOfOne) rest.set(row, others);
  }
  return rest;
}
