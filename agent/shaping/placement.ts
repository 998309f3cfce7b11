import { ancestors } from './coverage.ts';
import { takenFrom, targetsOrAnything } from './match.ts';
import type { ObservedQueue, QueueShape } from './queue.ts';

type Table = readonly ObservedQueue[];

/**
 * Returns the name of the queue before which a queue with these targets must stand to have effect: the first one in the
 * table that takes all packets of one of its targets. For a target that cannot be compared with the catch-alls at the
 * table's end, as an interface with a prefix, the first of those. null: the end of the table will do. Parents of the
 * queue are not counted, because they pass packets on to their children.
 */
export function placeBefore(want: QueueShape, table: Table): string | null {
  const extras = table.find((row) => row.name === want.name)?.extras;
  const takes = takenFrom({ ...want, ...(extras === undefined ? {} : { extras }) }, table);
  const others = othersThan(want, table);
  const whole = others.find((row) => targetsOrAnything(want).some((target) => takes(row, target).how === 'all'));
  const last = lastCatchAlls(others, table).find((row) =>
    targetsOrAnything(want).some((target) => takes(row, target).how !== 'none'),
  );
  return firstOf([whole?.name, last?.name], table);
}

/**
 * Returns the place of a queue that is made again: before the queue that followed it, if that is still there, but never
 * below a queue that takes all of its packets.
 * @param follower name of the queue that followed it when it was last seen. null: not known, or none.
 */
export function placeAgain(want: QueueShape, follower: string | null, table: Table): string | null {
  const before = placeBefore(want, table);
  return firstOf([follower ?? undefined, before ?? undefined], table);
}

/**
 * Returns the name of the first queue that followed a row which is gone, and is still there. null: none is. Dynamic
 * queues are skipped, because they come and go.
 * @param before the last table that had the row.
 * @param now the table as read now.
 */
export function followerOf(row: ObservedQueue, before: Table, now: Table): string | null {
  const names = new Set(now.map(({ name }) => name));
  const later = before.filter((other) => other.position > row.position && !other.dynamic && names.has(other.name));
  return later.toSorted((a, b) => a.position - b.position)[0]?.name ?? null;
}

/** Returns the queues in force that are neither the queue itself nor one of its parents, in table order. */
function othersThan(want: QueueShape, table: Table): Table {
  const above = ancestors(want, table);
  return table
    .filter((row) => row.name !== want.name && !row.disabled && !row.invalid && !above.has(row.name))
    .toSorted((a, b) => a.position - b.position);
}

/**
 * Returns the run of catch-alls that ends the table: queues made by hand that take all packets of an earlier one, and
 * therefore stand below it.
 */
function lastCatchAlls(others: Table, table: Table): Table {
  const fixed = others.filter((row) => !row.dynamic);
  const isCatchAll = (row: ObservedQueue): boolean =>
    fixed.some((other) => {
      if (other.position >= row.position || other.parent === row.name || row.parent === other.name) return false;
      const takes = takenFrom(other, table);
      return targetsOrAnything(other).every((target) => takes(row, target).how === 'all');
    });
  return fixed.slice(fixed.findLastIndex((row) => !isCatchAll(row)) + 1);
}

function firstOf(names: readonly (string | undefined)[], table: Table): string | null {
  return table.toSorted((a, b) => a.position - b.position).find((row) => names.includes(row.name))?.name ?? null;
}

/**
 * Returns the name of the queue right after this one. null: none. Dynamic queues are skipped, because they come and go.
 * @param table the whole table.
 */
export function nextAfter(row: ObservedQueue, table: readonly ObservedQueue[]): string | null {
  const places = new Map(table.map((other) => [other.position, other]));
  let place = row.position + 1;
  while (places.get(place)?.dynamic === true) place += 1;
  return places.get(place)?.name ?? null;
}
