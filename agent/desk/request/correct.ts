import { Fault } from '../../domain/fault.ts';
import type { Actor } from '../../domain/person.ts';
import type { Request } from '../../domain/request.ts';
import type { Books, RequestRecord } from '../../ports/ledger.ts';
import { inert } from '../../ticket/inert-text.ts';
import type { Ticket } from '../../ticket/ticket.ts';
import { TICKET_FIELDS, ticketFrom } from '../../ticket/ticket-fields.ts';
import { isCorrectable } from '../../workflow/receive.ts';
import { advanceIn } from './advance.ts';
import type { Desk } from '../act/desk.ts';
import { findRequest } from '../../assessment/find-request.ts';
import type { Correction } from '../act/order.ts';
import { nameRecorder } from './name-recorder.ts';
import { contentOf, understand } from './understand.ts';

/**
 * The office puts a request's content right, field by field; what is still unclear is asked again. `recordedBy` is no
 * content: it is named at any stage, and alone it moves nothing.
 */
export function correct(desk: Desk, number: string, correction: Correction, actor: Actor): RequestRecord {
  const { recordedBy, ...content } = correction;
  return desk.ledger.record((books) => {
    const found = findRequest(books, number, desk.office.profile);
    if (recordedBy !== undefined) nameRecorder(desk, books, found, recordedBy, actor);
    if (recordedBy !== undefined && Object.keys(content).length === 0) return found;
    const ticket = books.ticket(found.request.ticketId);
    if (ticket === undefined) throw new Fault('helpdesk/no-ticket', { ticket: found.request.ticketId });
    return correctIn(desk, books, found.request.id, { ...ticket, ...content }, actor);
  });
}

/**
 * The same inside an open transaction, from a whole ticket. Only what a correction may change is taken from it: a
 * correction is no new request, so the received date, the channel and who filed it stay. Documents are only added to.
 */
export function correctIn(desk: Desk, books: Books, id: number, ticket: Ticket, actor: Actor): RequestRecord {
  const found = books.request(id);
  if (found === undefined) throw new Fault('request/no-such', { number: id });
  const { request, stage } = found;
  // Before anything is written, so that a refused correction leaves no trace in the content.
  if (!isCorrectable(stage))
    throw new Fault('request/wrong-stage', { number: request.number, stage: stage.at, event: 'corrected' });
  const before = books.ticket(request.ticketId);
  if (before === undefined) throw new Fault('helpdesk/no-ticket', { ticket: request.ticketId });
  const corrected = correctedTicket(before, ticket, request);
  const kept = inert(corrected);
  const reading = understand(desk, books, corrected);
  books.keepTicket(kept);
  books.rewrite({ ...request, ...contentOf(books, kept, reading) });
  return advanceIn(desk, books, id, { kind: 'corrected', questions: reading.questions }, actor);
}

function correctedTicket(before: Ticket, said: Ticket, request: Request): Ticket {
  return {
    ...ticketFrom((field) => (TICKET_FIELDS[field].correction === 'never' ? before : said)[field]),
    revision: Math.max(said.revision, request.revision),
    documents: [...new Set([...request.documents, ...said.documents])],
  };
}
