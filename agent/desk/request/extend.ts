import { decide } from '../../admission/check/decision.ts';
import { Fault } from '../../domain/fault.ts';
import type { Actor } from '../../domain/person.ts';
import type { RequestRecord } from '../../ports/ledger.ts';
import { inputsFor } from '../../assessment/availability.ts';
import { advanceIn } from './advance.ts';
import { type Desk, contextOf } from '../act/desk.ts';
import { findRequest } from '../../assessment/find-request.ts';
import type { BodyOf } from '../act/order.ts';
import { endTyped } from '../../domain/typed/typed-time.ts';
import { withoutOwn } from '../../assessment/without-own.ts';

/**
 * Extends a temporary grant until a later time. The added time must pass the availability check. Throws Fault
 * `request/not-enough`, `request/bad-value` (no window, or not later) or `request/no-line`, and those of `advanceIn`.
 */
export function extend(desk: Desk, body: BodyOf<'extend'>, actor: Actor): RequestRecord {
  const until = endTyped('until', body.until, desk.office.calendar.zone);
  return desk.ledger.record((books) => {
    const { request } = findRequest(books, body.number, desk.office.profile);
    const line = books.line(request.line);
    if (line === undefined || request.wanted === null) throw new Fault('request/no-line', { agency: request.agency });
    if (request.window === null || until <= request.window.until)
      throw new Fault('request/bad-value', { field: 'until', value: body.until });
    const window = { from: request.window.until, until };
    const others = withoutOwn(books, (a) => a.request === request.id);
    const inputs = inputsFor(contextOf(desk, others), {
      line,
      wanted: request.wanted,
      window,
      request: request.id,
      from: desk.clock.now(),
    });
    const { verdict } = decide(inputs);
    if (verdict !== 'enough') throw new Fault('request/not-enough', { key: verdict });
    return advanceIn(desk, books, request.id, { kind: 'extended', until }, actor);
  });
}
