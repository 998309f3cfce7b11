import { permanentOf } from '../domain/allocation.ts';
import { Fault } from '../domain/fault.ts';
import type { Moment } from '../domain/moment.ts';
import type { Actor } from '../domain/person.ts';
import type { Books } from '../ports/ledger.ts';
import { allocateAsFound } from './base-allocation.ts';
import type { Desk } from './desk.ts';
import { mustBe } from './may.ts';
import type { BodyOf, DoneOf } from './order.ts';
import { seenQueue } from './seen-queue.ts';

/** A drift put right by people: what was approved is restored (no new approval), or what was found is registered with its document. */
export function resolveDrift(desk: Desk, body: BodyOf<'resolve-drift'>, actor: Actor): DoneOf<'resolve-drift'> {
  if (body.reason.trim() === '') throw new Fault('request/bad-value', { field: 'reason', value: '' });
  desk.ledger.record((books) => {
    const at = desk.clock.now();
    const queue = [...books.lines(), ...books.pools()].find((o) => o.id === body.owner && o.router === body.router);
    if (queue === undefined) throw new Fault('queue/no-such', { queue: body.owner });
    if (body.how === 'restore') {
      mustBe(actor, 'division-head', 'computer-specialist', 'technical-support');
      books.planChange({ router: body.router, owner: body.owner, purpose: 'restore', request: null, dueAt: at, seen: null });
    } else {
      mustBe(actor, 'division-head');
      register(books, body, queue.queue, at);
    }
    books.enter({ at, actor, act: `drift/${body.how}`, request: null, facts: { ...body } });
  });
  return { owner: body.owner };
}

/** What the router shows becomes the line's permanent allocation. */
function register(books: Books, body: BodyOf<'resolve-drift'>, name: string, at: Moment): void {
  const seen = seenQueue(books, { id: body.owner, queue: name, router: body.router });
  const old = permanentOf(books.allocations(), body.owner);
  if (seen === null || old === undefined) throw new Fault('queue/no-such', { queue: body.owner });
  books.reallocate({ ...old, state: { at: 'ended', since: at } });
  allocateAsFound(books, body.owner, { rate: seen.maxLimit, limitAt: seen.limitAt }, at);
}
