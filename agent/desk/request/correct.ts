import { Fault } from '../../domain/fault.ts';
import type { Actor } from '../../domain/person.ts';
import type { Books, RequestRecord } from '../../ports/ledger.ts';
import type { Ticket } from '../../ticket/ticket.ts';
import { isCorrectable } from '../../workflow/receive.ts';
import { advanceIn } from './advance.ts';
import type { Desk } from '../act/desk.ts';
import { findRequest } from '../../assessment/find-request.ts';
import type { Correction } from '../act/order.ts';
import { contentOf, understand } from './understand.ts';

/** The office puts a request's content right, field by field; what is still unclear is asked again. */
export function correct(desk: Desk, number: string, correction: Correction, actor: Actor): RequestRecord {
  return desk.ledger.record((books) => {
    const { request } = findRequest(books, number, desk.office.profile);
    const ticket = books.ticket(request.ticketId);
    if (ticket === undefined) throw new Fault('helpdesk/no-ticket', { ticket: request.ticketId });
    return correctIn(desk, books, request.id, { ...ticket, ...correction }, actor);
  });
}

/**
 * The same inside an open transaction, from a whole ticket. The received date stays: a correction is no new request.
 */
export function correctIn(desk: Desk, books: Books, id: number, ticket: Ticket, actor: Actor): RequestRecord {
  const found = books.request(id);
  if (found === undefined) throw new Fault('request/no-such', { number: id });
  // Before anything is written, so that a refused correction leaves no trace in the content.
  if (!isCorrectable(found.stage))
    throw new Fault('request/wrong-stage', { number: found.request.number, stage: found.stage.at, event: 'corrected' });
  const kept: Ticket = { ...ticket, id: found.request.ticketId, openedAt: found.request.receivedAt };
  const reading = understand(desk, books, kept);
  books.keepTicket(kept);
  books.rewrite({
    ...found.request,
    ...contentOf(books, kept, reading),
    revision: Math.max(kept.revision, found.request.revision),
  });
  return advanceIn(desk, books, id, { kind: 'corrected', questions: reading.questions }, actor);
}
