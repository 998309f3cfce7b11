import { grouped, oncePer } from '../domain/lookup.ts';
import { comparePrefixes, contains, type Prefix } from '../domain/prefix.ts';
import { isPrefix } from './coverage.ts';
import { type ObservedQueue, ownerOf } from './queue.ts';

type Rows = readonly ObservedQueue[];

/**
 * Look-ups into a router's queue table, built once for each table, so that thousands of queues can be checked without
 * comparing all with all.
 */
export interface TableIndex {
  /** Rows by name. */
  readonly named: ReadonlyMap<string, Rows>;
  /** Rows by the owner in their mark. */
  readonly marked: ReadonlyMap<string, Rows>;
  /** For each row with a mark: the earlier rows that may share traffic with it. */
  readonly earlier: ReadonlyMap<ObservedQueue, Rows>;
}

/** Returns the look-ups of a table. Built at the first call for this table. */
export const indexOf: (table: Rows) => TableIndex = oncePer((table) => ({
  named: grouped(table, (row) => row.name),
  marked: grouped(table, (row) => ownerOf(row.comment)),
  earlier: earlierMeetings(table),
}));

/**
 * Returns the rows that decide what one queue can do, in table order: the queue itself, rows with the same mark,
 * earlier rows that share its traffic, and the parents of all these.
 */
export function surroundings(row: ObservedQueue, table: Rows): Rows {
  const { named, marked, earlier } = indexOf(table);
  const twins = marked.get(ownerOf(row.comment) ?? '') ?? [];
  const near = new Set([row, ...twins, ...(earlier.get(row) ?? [])]);
  // The set grows during the loop, so that parents of parents are added, too. A circle of parents ends by itself.
  for (const one of near) for (const parent of named.get(one.parent ?? '') ?? []) near.add(parent);
  return [...near].toSorted((a, b) => a.position - b.position);
}

/**
 * Finds all pairs of rows with common addresses in one pass over the sorted prefixes. Of two prefixes that overlap, one
 * contains the other, so that `around` holds those that contain the current one.
 */
function earlierMeetings(table: Rows): ReadonlyMap<ObservedQueue, Rows> {
  const met = new Map<ObservedQueue, ObservedQueue[]>();
  const ours = new Set(table.filter((row) => ownerOf(row.comment) !== undefined));
  const meet = (a: ObservedQueue, b: ObservedQueue): void => {
    const [first, second] = a.position < b.position ? [a, b] : [b, a];
    if (!ours.has(second)) return;
    const before = met.get(second);
    if (before === undefined) met.set(second, [first]);
    else before.push(first);
  };
  const around: { readonly row: ObservedQueue; readonly prefix: Prefix }[] = [];
  for (const spot of prefixSpots(table)) {
    while (around.length > 0 && !contains(around.at(-1)?.prefix ?? spot.prefix, spot.prefix)) around.pop();
    for (const wide of around) {
      if (wide.row !== spot.row && !(isLoose(wide.row) || isLoose(spot.row))) meet(wide.row, spot.row);
    }
    around.push(spot);
  }
  // Rows that sorted prefixes cannot find are compared one by one. They are few.
  const loose = table.filter(isLoose);
  for (const row of table) {
    if (ours.has(row))
      for (const other of isLoose(row) ? table : loose) if (other.position < row.position) meet(other, row);
  }
  return met;
}

/**
 * Whether a row may share traffic with rows of other prefixes: without targets, with an interface, or with `dst`, whose
 * stream has two ends. The interface of a dynamic queue is compared with interfaces only, see shadow.ts.
 */
function isLoose({ targets, extras, dynamic }: ObservedQueue): boolean {
  return targets.length === 0 || extras?.dst !== undefined || (!dynamic && targets.some((t) => !isPrefix(t)));
}

function prefixSpots(table: Rows): readonly { readonly row: ObservedQueue; readonly prefix: Prefix }[] {
  return table
    .flatMap((row) =>
      row.targets.filter((target): target is Prefix => isPrefix(target)).map((prefix) => ({ row, prefix })),
    )
    .toSorted((a, b) => comparePrefixes(a.prefix, b.prefix));
}
