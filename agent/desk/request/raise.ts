import { Fault } from '../../domain/fault.ts';
import type { Actor } from '../../domain/person.ts';
import type { Books, RequestRecord } from '../../ports/ledger.ts';
import { planHash } from '../../shaping/plan.ts';
import { awaitsSecond, bindingFor } from '../../planning/approval.ts';
import { advanceIn } from './advance.ts';
import { type Desk, contextOf } from '../act/desk.ts';
import { findRequest } from '../../assessment/find-request.ts';
import type { BodyOf } from '../act/order.ts';

/**
 * Raises an event of a request for a person. An approval must carry the hash of the plan that the person saw; it is
 * refused when anything in that plan has changed. A second approval of a request that waits for one becomes `ratified`.
 * Throws Fault `request/plan-changed`, `request/not-enough` or `request/no-line`, and those of `advanceIn`.
 */
export function raise(desk: Desk, body: BodyOf<'raise'>, actor: Actor): RequestRecord {
  return desk.ledger.record((books) => {
    const found = findRequest(books, body.number, desk.office.profile);
    const { event } = body;
    if (event.kind !== 'approved') return advanceIn(desk, books, found.request.id, event, actor);
    mustMatch(desk, books, found, event.planHash);
    const ratifies = awaitsSecond(contextOf(desk, books), found) !== undefined;
    return advanceIn(desk, books, found.request.id, ratifies ? { ...event, kind: 'ratified' } : event, actor);
  });
}

function mustMatch(desk: Desk, books: Books, { request, stage }: RequestRecord, shown: string): void {
  const line = books.line(request.line);
  if (line === undefined) throw new Fault('request/no-line', { agency: request.agency });
  const now = planHash(bindingFor(contextOf(desk, books), request, line));
  if (shown !== now) throw new Fault('request/plan-changed', { number: request.number });
  if (stage.at === 'assessed' && !stage.enough) throw new Fault('request/not-enough', { key: 'decision' });
}
