import { inForceOf, pendingRequest } from '../../domain/allocation.ts';
import { Fault } from '../../domain/fault.ts';
import type { Line, Pool } from '../../domain/line.ts';
import type { Moment } from '../../domain/moment.ts';
import { NO_RATE, sameRate } from '../../domain/rate.ts';
import type { Books } from '../../ports/ledger.ts';
import { shown } from '../../shaping/drift.ts';
import { rowsOf } from '../../shaping/change.ts';
import { differences, type QueueShape } from '../../shaping/queue.ts';
import { ownedQueues } from '../../planning/owned-queues.ts';
import { changeRefusals } from '../../planning/refusals.ts';
import { allocateBase } from '../base-data/base-allocation.ts';
import { type Desk, contextOf } from '../act/desk.ts';
import { seenQueue } from '../../planning/seen-queue.ts';

/**
 * Takes what the router shows of a queue into the ledger: limits, name and parent, but never targets, and only values
 * that the guards would allow to write. Returns old and new value by field. Throws Fault `queue/not-registrable` or
 * `queue/no-such`.
 */
export function registerFound(
  desk: Desk,
  books: Books,
  place: Line | Pool,
  at: Moment,
): Readonly<Record<string, string>> {
  const context = contextOf(desk, books);
  const want = ownedQueues(context, place.router).find((o) => o.owner === place.id)?.want;
  const seen = seenQueue(books, place);
  if (want === undefined || seen === null) throw new Fault('queue/no-such', { queue: place.id });
  const refuse = (why: string): Fault => new Fault('queue/not-registrable', { queue: place.queue, why });
  const changed = differences(want, seen);
  if (changed.includes('targets')) throw refuse('targets');
  const others = [...books.lines(), ...books.pools()].filter((o) => o.id !== place.id && o.router === place.router);
  if (others.some((o) => o.queue === seen.name)) throw refuse('name');
  const table = books.observed(place.router)?.queues ?? [];
  const [row] = rowsOf(place.id, place.queue, table);
  if (row === undefined) throw new Fault('queue/no-such', { queue: place.id });
  if (row.unreadable !== undefined) throw refuse('unreadable');
  const found = { kind: 'set', owner: place.id, want: { ...seen, targets: want.targets }, was: row } as const;
  const [refusal] = changeRefusals(context, place.router, found, table);
  if (refusal !== undefined) throw refuse(refusal.code);
  if ('agency' in place) registerLine(books, place, want, seen, at, refuse);
  else registerPool(books, place, seen, changed, at, refuse);
  return Object.fromEntries(changed.map((field) => [field, `${shown(want[field])} -> ${shown(seen[field])}`]));
}

function registerLine(
  books: Books,
  line: Line,
  want: QueueShape,
  seen: QueueShape,
  at: Moment,
  refuse: (why: string) => Fault,
): void {
  if (seen.name !== line.queue || seen.parent !== line.parent)
    books.putLine({ ...line, queue: seen.name, parent: seen.parent });
  if (sameRate(seen.maxLimit, want.maxLimit) && sameRate(seen.limitAt, want.limitAt)) return;
  // Registering would end a grant that is not on the router yet.
  const pending = pendingRequest(books.allocations(), line.id);
  if (pending !== undefined) throw refuse(books.request(pending)?.request.number ?? 'grant');
  const old = inForceOf(books.allocations(), line.id);
  if (old === undefined) throw new Fault('queue/no-such', { queue: line.id });
  // Registering would make the addition of a temporary grant permanent.
  if (!sameRate(old.rate, want.maxLimit)) throw refuse('temporary');
  books.reallocate({ ...old, state: { at: 'ended', since: at } });
  allocateBase(books, line.id, { rate: seen.maxLimit, limitAt: seen.limitAt }, at);
}

/**
 * Stores the limit, name and parent found for a pool. A pool has no limit-at. Lines and pools below it get its new name
 * as their parent.
 */
function registerPool(
  books: Books,
  pool: Pool,
  seen: QueueShape,
  changed: readonly (keyof QueueShape)[],
  at: Moment,
  refuse: (why: string) => Fault,
): void {
  if (!sameRate(seen.limitAt, NO_RATE)) throw refuse('limitAt');
  if (changed.includes('maxLimit')) books.putPoolLimit({ pool: pool.id, from: at, rate: seen.maxLimit });
  if (seen.name !== pool.queue || seen.parent !== pool.parent)
    books.putPool({ ...pool, queue: seen.name, parent: seen.parent });
  if (seen.name === pool.queue) return;
  for (const line of books.lines()) {
    if (line.router === pool.router && line.parent === pool.queue) books.putLine({ ...line, parent: seen.name });
  }
  for (const below of books.pools()) {
    if (below.router === pool.router && below.parent === pool.queue) books.putPool({ ...below, parent: seen.name });
  }
}
