import { ancestors, coverage } from './coverage.ts';
import type { ObservedQueue, QueueShape } from './queue.ts';

/**
 * Returns the name of the queue before which a queue with these targets must stand to have effect: the first one in the
 * table that takes all traffic of one of its targets. null: the end of the table will do. Parents of the queue are not
 * counted, because they pass packets on to their children.
 */
export function placeBefore(want: QueueShape, table: readonly ObservedQueue[]): string | null {
  const above = ancestors(want, table);
  const others = table.filter((row) => row.name !== want.name && !row.disabled && !row.invalid && !above.has(row.name));
  const catchAlls = others.filter((row) => want.targets.some((target) => coverage(row.targets, target) === 'all'));
  return catchAlls.toSorted((a, b) => a.position - b.position)[0]?.name ?? null;
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
