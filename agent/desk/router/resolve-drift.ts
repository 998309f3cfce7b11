import { Fault } from '../../domain/fault.ts';
import type { Finding } from '../../domain/finding.ts';
import type { Line, Pool } from '../../domain/line.ts';
import type { Moment } from '../../domain/moment.ts';
import { never } from '../../domain/never.ts';
import type { Actor } from '../../domain/person.ts';
import type { Books } from '../../ports/ledger.ts';
import { isDrift, isRestorable, ownerIn } from '../../shaping/drift.ts';
import type { PlanDraft } from '../../shaping/plan.ts';
import { authorise, type Desk } from '../act/desk.ts';
import type { BodyOf, DoneOf } from '../act/order.ts';
import { registerFound } from './register-found.ts';

/**
 * Resolves drift on the order of a person: restores the approved values, accepts the agent's proposal to restore, or
 * registers what was found (division head only). `reason` may be the number of a request, which the audit entry then
 * belongs to. Throws Fault `queue/no-such`, `queue/no-proposal`, `queue/not-restorable`, `request/not-your-role`,
 * `request/bad-value`, and those of `registerFound`.
 */
export function resolveDrift(desk: Desk, body: BodyOf<'resolve-drift'>, actor: Actor): DoneOf<'resolve-drift'> {
  const reason = body.reason?.trim() ?? '';
  if (reason === '' && body.how !== 'proposed') throw new Fault('request/bad-value', { field: 'reason', value: '' });
  desk.ledger.record((books) => {
    const at = desk.clock.now();
    const place = [...books.lines(), ...books.pools()].find(
      (o) => o.id === body.owner && (body.router === null || o.router === body.router),
    );
    if (place === undefined) throw new Fault('queue/no-such', { queue: body.owner });
    const facts = { ...body, router: place.router, ...carriedOut(desk, books, place, body.how, actor, at) };
    books.enter({
      at,
      actor,
      act: `drift/${body.how}`,
      request: books.requestByNumber(reason)?.request.id ?? null,
      facts,
    });
  });
  return { owner: body.owner };
}

/** Carries out the resolution after checking the actor's role. Returns further facts for the audit entry. */
function carriedOut(
  desk: Desk,
  books: Books,
  place: Line | Pool,
  how: BodyOf<'resolve-drift'>['how'],
  actor: Actor,
  at: Moment,
): object {
  switch (how) {
    case 'proposed':
    case 'restore':
      authorise(actor, 'division-head', 'computer-specialist', 'technical-support');
      restore(books, place, how === 'proposed', at);
      return {};
    case 'register':
      authorise(actor, 'division-head');
      return registerFound(desk, books, place, at);
    default:
      return never(how);
  }
}

/**
 * Records a plan to restore the queue. Throws Fault `queue/not-restorable` for drift that no plan can restore, and
 * `queue/no-proposal`.
 */
function restore(books: Books, { id, router, queue }: Line | Pool, isProposed: boolean, at: Moment): void {
  const standing = books.findings(router).filter((f) => ownerIn(f) === id);
  if (isProposed && !standing.some((f) => f.code === 'queue/restore-proposed'))
    throw new Fault('queue/no-proposal', { queue });
  if (standing.some((f) => f.code === 'queue/unreadable'))
    throw new Fault('queue/not-restorable', { queue, why: 'queue/unreadable' });
  const repair = repairOf(standing.filter(isDrift), queue);
  if ('why' in repair) throw new Fault('queue/not-restorable', { queue, ...repair });
  if (books.plans({ router, dueBy: at }).some((p) => p.owner === id && p.purpose === repair.purpose)) return;
  books.planChange({ router, owner: id, request: null, dueAt: at, seen: null, ...repair });
}

/**
 * Returns the plan that restores the queue, or why there is none. A lost owner mark is written first, since without it
 * nothing else may be written. A queue that is only in the wrong place is moved before the queue that takes its
 * traffic.
 */
function repairOf(
  drift: readonly Finding[],
  queue: string,
): Pick<PlanDraft, 'purpose' | 'aim'> | { readonly why: string } {
  const lost = drift.find((f) => f.code === 'queue/mark-lost');
  if (lost !== undefined) return lost.facts['found'] === queue ? { purpose: 'adopt' } : { why: lost.code };
  const doubled = drift.find((f) => f.code === 'queue/duplicate-mark');
  if (doubled !== undefined) return { why: doubled.code };
  if (drift.some((f) => isRestorable(f) || f.code === 'queue/disabled')) return { purpose: 'restore' };
  const moved = drift.find((f) => f.code === 'queue/moved');
  if (moved !== undefined) return { purpose: 'move', aim: { kind: 'move', before: String(moved.facts['by']) } };
  return drift[0] === undefined ? { purpose: 'restore' } : { why: drift[0].code };
}
