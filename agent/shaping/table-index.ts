import { grouped, oncePer } from '../domain/lookup.ts';
import { comparePrefixes, contains, isEverything, type Prefix } from '../domain/prefix.ts';
import { isPrefix } from './coverage.ts';
import { type ObservedQueue, ownerOf } from './queue.ts';

type Rows = readonly ObservedQueue[];

/**
 * Ways into a router's table, made once per table: each of thousands of queues is held against a few rows and not
 * against all.
 */
export interface TableIndex {
  readonly named: ReadonlyMap<string, Rows>;
  /** By the owner in the mark. */
  readonly marked: ReadonlyMap<string, Rows>;
  /** Of each row the earlier ones whose targets share traffic with its own. */
  readonly earlier: ReadonlyMap<ObservedQueue, Rows>;
}

export const indexOf: (table: Rows) => TableIndex = oncePer((table) => ({
  named: grouped(table, (row) => row.name),
  marked: grouped(table, (row) => ownerOf(row.comment)),
  earlier: earlierMeetings(table),
}));

/**
 * The rows that have a say in what one queue can do, in their order: itself, those that carry the same mark, earlier
 * ones that share traffic with it, and the parents of all these.
 */
export function surroundings(row: ObservedQueue, table: Rows): Rows {
  const { named, marked, earlier } = indexOf(table);
  const twins = marked.get(ownerOf(row.comment) ?? '') ?? [];
  const near = new Set([row, ...twins, ...(earlier.get(row) ?? [])]);
  // A set grows while it is walked: parents of parents come too, and a circle ends by itself.
  for (const one of near) for (const parent of named.get(one.parent ?? '') ?? []) near.add(parent);
  return [...near].toSorted((a, b) => a.position - b.position);
}

/**
 * One of two prefixes that meet contains the other: sorted, the ones around a prefix are those not yet left, and one
 * walk finds all pairs.
 */
function earlierMeetings(table: Rows): ReadonlyMap<ObservedQueue, Rows> {
  const met = new Map<ObservedQueue, ObservedQueue[]>();
  const meet = (a: ObservedQueue, b: ObservedQueue): void => {
    const [first, second] = a.position < b.position ? [a, b] : [b, a];
    const before = met.get(second);
    if (before === undefined) met.set(second, [first]);
    else before.push(first);
  };
  const around: { readonly row: ObservedQueue; readonly prefix: Prefix }[] = [];
  for (const spot of prefixSpots(table)) {
    while (around.length > 0 && !contains(around.at(-1)?.prefix ?? spot.prefix, spot.prefix)) around.pop();
    for (const wide of around) if (wide.row !== spot.row) meet(wide.row, spot.row);
    around.push(spot);
  }
  // Interfaces meet by name and by what takes everything; they are few.
  const loose = table.filter((row) => row.targets.some((target) => !isPrefix(target) || isEverything(target)));
  for (const a of loose) for (const b of loose) if (a.position < b.position) meet(a, b);
  return met;
}

function prefixSpots(table: Rows): readonly { readonly row: ObservedQueue; readonly prefix: Prefix }[] {
  return table
    .flatMap((row) =>
      row.targets.filter((target): target is Prefix => isPrefix(target)).map((prefix) => ({ row, prefix })),
    )
    .toSorted((a, b) => comparePrefixes(a.prefix, b.prefix));
}
