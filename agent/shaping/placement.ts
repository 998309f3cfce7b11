import { ancestors, coverage } from './coverage.ts';
import type { ObservedQueue, QueueShape } from './queue.ts';

/**
 * The first queue that takes all traffic of one of the targets, by name: a queue with these targets has its effect only
 * before it. Its own parents hand packets down and are passed over, and narrower queues keep what is theirs. Null: none
 * does, the end will do.
 */
export function placeBefore(want: QueueShape, table: readonly ObservedQueue[]): string | null {
  const above = ancestors(want, table);
  const others = table.filter((row) => row.name !== want.name && !row.disabled && !row.invalid && !above.has(row.name));
  const takers = others.filter((row) => want.targets.some((target) => coverage(row.targets, target) === 'all'));
  return takers.toSorted((a, b) => a.position - b.position)[0]?.name ?? null;
}

/**
 * The queue that comes right after this one, by name; null: none. Dynamic ones come and go and are passed over. A whole
 * table is asked.
 */
export function nextAfter(row: ObservedQueue, table: readonly ObservedQueue[]): string | null {
  const places = new Map(table.map((other) => [other.position, other]));
  let place = row.position + 1;
  while (places.get(place)?.dynamic === true) place += 1;
  return places.get(place)?.name ?? null;
}
