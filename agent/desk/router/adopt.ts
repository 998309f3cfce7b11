import { Fault } from '../../domain/fault.ts';
import type { Actor } from '../../domain/person.ts';
import { authorise, contextOf, type Desk } from '../act/desk.ts';
import { adoptionRows } from '../../planning/adoption.ts';
import type { BodyOf, DoneOf } from '../act/order.ts';

/**
 * Plans the adoption of hand-made queues: each plan appends our owner mark to the queue's comment and changes nothing
 * else. A queue that is adopted already is skipped. Throws Fault `queue/no-such`, `queue/not-adoptable` or
 * `request/not-your-role`.
 */
export function adopt(desk: Desk, body: BodyOf<'adopt'>, actor: Actor): DoneOf<'adopt'> {
  authorise(actor, 'division-head', 'computer-specialist');
  return desk.ledger.record((books) => {
    const now = desk.clock.now();
    const proposals = adoptionRows(contextOf(desk, books), body.router);
    const due = new Set(books.plans({ router: body.router, dueBy: now }).map((p) => p.owner));
    const rows = body.rows.filter((r) => !due.has(r.owner));
    for (const { queue, owner } of rows) {
      const found = proposals.find((p) => p.queue === queue && p.owner === owner);
      if (found === undefined) throw new Fault('queue/no-such', { queue });
      if (found.verdict === 'ours') continue;
      if (found.verdict !== 'adopt')
        throw new Fault('queue/not-adoptable', { queue, why: [found.verdict, ...found.differs].join(', ') });
      books.planChange({ router: body.router, owner, purpose: 'adopt', request: null, dueAt: now, seen: null });
    }
    if (rows.length > 0)
      books.enter({ at: now, actor, act: 'queue/adopt', request: null, facts: { router: body.router, rows } });
    return { planned: rows.length };
  });
}
