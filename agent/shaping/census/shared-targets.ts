import { grouped } from '../../domain/lookup.ts';
import { comparePrefixes, contains, type Prefix } from '../../domain/prefix.ts';
import { isPrefix } from '../coverage.ts';
import type { ObservedQueue } from '../queue.ts';

type Rows = readonly ObservedQueue[];

interface Place {
  readonly queue: ObservedQueue;
  readonly prefix: Prefix;
}

/** For each row and each of its targets: the other rows that hold the target wholly, the widest first. */
export type Holders = ReadonlyMap<ObservedQueue, ReadonlyMap<string, ReadonlySet<ObservedQueue>>>;

/**
 * Finds for each target the other rows with an equal or wider one. Sorts the targets by prefix and walks them once,
 * with the prefixes that are still open. An interface is held by an equal name only.
 */
export function holdersOf(rows: Rows): Holders {
  const found = new Map(rows.map((row) => [row, new Map<string, Set<ObservedQueue>>()]));
  const hold = (queue: ObservedQueue, target: string, holder: ObservedQueue): void => {
    const targets = found.get(queue);
    const holders = targets?.get(target) ?? new Set();
    if (holder !== queue) targets?.set(target, holders.add(holder));
  };
  let open: readonly Place[] = [];
  for (const place of placesOf(rows)) {
    open = open.filter((outer) => contains(outer.prefix, place.prefix));
    for (const outer of open) {
      hold(place.queue, place.prefix, outer.queue);
      if (outer.prefix === place.prefix) hold(outer.queue, place.prefix, place.queue);
    }
    open = [...open, place];
  }
  const names = rows.flatMap((queue) => queue.targets.flatMap((name) => (isPrefix(name) ? [] : [{ queue, name }])));
  for (const [name, places] of grouped(names, (place) => place.name))
    for (const { queue } of places) for (const other of places) hold(queue, name, other.queue);
  return found;
}

function placesOf(rows: Rows): readonly Place[] {
  return rows
    .flatMap((queue) => queue.targets.filter((t): t is Prefix => isPrefix(t)).map((prefix) => ({ queue, prefix })))
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
