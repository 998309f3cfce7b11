import { grouped } from '../../domain/lookup.ts';
import { comparePrefixes, contains, type Prefix } from '../../domain/prefix.ts';
import { isPrefix } from '../coverage.ts';
import type { ObservedQueue } from '../queue.ts';

type Rows = readonly ObservedQueue[];

interface Place {
  readonly queue: ObservedQueue;
  readonly prefix: Prefix;
  /** False: not a target itself, but a network behind the interface that is. */
  readonly isOwn: boolean;
}

/** For each row and each of its targets: the other rows that hold the target wholly, the widest first. */
export type Holders = ReadonlyMap<ObservedQueue, ReadonlyMap<string, ReadonlySet<ObservedQueue>>>;

/** Prefixes behind an interface, by its name: the networks of the router's own addresses on it. */
export type Networks = ReadonlyMap<string, readonly Prefix[]>;

/**
 * Finds for each target the other rows with an equal or wider one. Sorts the targets by prefix and walks them once,
 * with the prefixes that are still open. An interface holds an equal name, and the prefixes of its networks.
 */
export function holdersOf(rows: Rows, networks: Networks): Holders {
  const found = new Map(rows.map((row) => [row, new Map<string, Set<ObservedQueue>>()]));
  const hold = (queue: ObservedQueue, target: string, holder: ObservedQueue): void => {
    const targets = found.get(queue);
    const holders = targets?.get(target) ?? new Set();
    if (holder !== queue) targets?.set(target, holders.add(holder));
  };
  let open: readonly Place[] = [];
  for (const place of placesOf(rows, networks)) {
    open = open.filter((outer) => contains(outer.prefix, place.prefix));
    for (const outer of open) {
      if (place.isOwn) hold(place.queue, place.prefix, outer.queue);
      if (outer.isOwn && outer.prefix === place.prefix) hold(outer.queue, place.prefix, place.queue);
    }
    open = [...open, place];
  }
  const names = rows.flatMap((queue) => queue.targets.flatMap((name) => (isPrefix(name) ? [] : [{ queue, name }])));
  for (const [name, places] of grouped(names, (place) => place.name))
    for (const { queue } of places) for (const other of places) hold(queue, name, other.queue);
  return found;
}

function placesOf(rows: Rows, networks: Networks): readonly Place[] {
  return rows
    .flatMap((queue) =>
      queue.targets.flatMap((target): readonly Place[] => {
        if (isPrefix(target)) return [{ queue, prefix: target as Prefix, isOwn: true }];
        return (networks.get(target) ?? []).map((prefix) => ({ queue, prefix, isOwn: false }));
      }),
    )
    .toSorted((a, b) => comparePrefixes(a.prefix, b.prefix) || a.queue.position - b.queue.position);
}

/** Returns the rows that hold at least one target of this one. */
export function anyHolders(row: ObservedQueue, holders: Holders): ReadonlySet<ObservedQueue> {
  return new Set([...(holders.get(row)?.values() ?? [])].flatMap((held) => [...held]));
}

/** Returns whether another row holds every target of this one. */
export function holdsAll(holder: ObservedQueue, row: ObservedQueue, holders: Holders): boolean {
  return row.targets.length > 0 && row.targets.every((target) => holders.get(row)?.get(target)?.has(holder) === true);
}
