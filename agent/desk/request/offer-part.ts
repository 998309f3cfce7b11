import { Fault } from '../../domain/fault.ts';
import type { Actor } from '../../domain/person.ts';
import type { RequestRecord } from '../../ports/ledger.ts';
import { bindingFor } from '../../planning/approval.ts';
import { planHash } from '../../shaping/plan.ts';
import { advanceIn } from './advance.ts';
import { examine } from './check.ts';
import { type Desk, contextOf } from '../act/desk.ts';
import { findRequest } from '../../assessment/find-request.ts';
import type { BodyOf } from '../act/order.ts';
import { typedRate } from '../../domain/typed/typed-rate.ts';

/**
 * Offers the agency a part of what it requested (SOP 5, not enough). The part is checked and held in the same
 * transaction, so accepting it needs no further check. Throws Fault `request/not-enough` or `request/no-line`, and
 * those of `advanceIn`.
 */
export function offer(desk: Desk, body: BodyOf<'offer'>, actor: Actor): RequestRecord {
  return desk.ledger.record((books) => {
    const { request } = findRequest(books, body.number, desk.office.profile);
    const line = books.line(request.line);
    if (line === undefined) throw new Fault('request/no-line', { agency: request.agency });
    const rate =
      body.down === null ? examine(desk, books, request, line).offer : typedRate(body.down, body.up ?? body.down);
    if (rate === null) throw new Fault('request/not-enough', { key: 'offer' });
    const { decision, ...checked } = examine(desk, books, request, line, rate);
    if (decision.verdict !== 'enough') throw new Fault('request/not-enough', { key: decision.verdict });
    const at = desk.clock.now();
    const id = books.decide({ request: request.id, at, by: 'agent', decision, ...checked });
    const hash = planHash(bindingFor(contextOf(desk, books), { ...request, wanted: rate }, line));
    return advanceIn(desk, books, request.id, { kind: 'offered', rate, planHash: hash, decision: id }, actor);
  });
}
