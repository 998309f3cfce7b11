import { AGENT } from '../../domain/person.ts';
import type { LedgerView, RequestRecord } from '../../ports/ledger.ts';
import { overdue } from '../../workflow/overdue.ts';
import { advanceIn } from './advance.ts';
import type { Desk } from '../act/desk.ts';

/**
 * Carries out the next step of a request whose time limit has passed (see `overdue`), such as an expired hold or the
 * end of a window. One step per call. Returns whether there was one.
 */
export function lapse(desk: Desk, id: number): boolean {
  return desk.ledger.record((books) => {
    const found = books.request(id);
    if (found === undefined) return false;
    const held = books.allocations().find((a) => a.request === id && a.state.at === 'held');
    const holdUntil = held?.state.at === 'held' ? held.state.until : null;
    const { policy, calendar } = desk.office;
    const event = overdue(
      {
        request: found.request,
        stage: found.stage,
        holdUntil,
        isReturnLost: isReturnLost(books, found),
        policy,
        calendar,
      },
      desk.clock.now(),
    );
    if (event === undefined) return false;
    advanceIn(desk, books, id, event, AGENT);
    return true;
  });
}

function isReturnLost(books: LedgerView, { request, stage }: RequestRecord): boolean {
  return (
    stage.at === 'returning' &&
    books.lines().some((line) => line.id === request.line) &&
    !books.plans({ request: request.id }).some((plan) => plan.state === 'due')
  );
}
