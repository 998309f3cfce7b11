import { Fault } from '../../domain/fault.ts';
import { type Actor, AGENT } from '../../domain/person.ts';
import type { Request } from '../../domain/request.ts';
import { dayOf } from '../../domain/zone.ts';
import type { Books } from '../../ports/ledger.ts';
import { inert } from '../../ticket/inert-text.ts';
import { excerpt, hasBadCharacters, inertText } from '../../ticket/plain-text.ts';
import type { Ticket, TicketReply } from '../../ticket/ticket.ts';
import type { Stage } from '../../workflow/stage.ts';
import { advanceIn } from './advance.ts';
import { correctIn } from './correct.ts';
import type { Desk } from '../act/desk.ts';
import { openingNotices } from './enqueue.ts';
import { contentOf, twinOf, understand } from './understand.ts';

/** One change on the helpdesk side, as the intake loop hands it over. */
export type Intake =
  | { readonly kind: 'filed'; readonly ticket: Ticket }
  | { readonly kind: 'replied'; readonly ticketId: string; readonly revision: number; readonly reply: TicketReply };

/**
 * Takes in one change (SOP 1 and 2), once: a ticket becomes a request with its number, or is parked with everything
 * that must be asked; a reply becomes an event of its request. What was seen already changes nothing.
 */
export function enrol(desk: Desk, intake: Intake): void {
  desk.ledger.record((books) => {
    const [ticketId, revision] =
      intake.kind === 'filed' ? [intake.ticket.id, intake.ticket.revision] : [intake.ticketId, intake.revision];
    if (hasBadCharacters(ticketId, 'line') || ticketId.length > LONGEST_ID) return ignore(desk, books, intake, 'id');
    if (books.seen(ticketId, revision)) return;
    books.markSeen(ticketId, revision);
    if (intake.kind === 'replied') reply(desk, books, intake);
    else if (books.requestsOfTicket(ticketId).length === 0) open(desk, books, intake.ticket);
    else
      reply(desk, books, { kind: 'replied', ticketId, revision, reply: { kind: 'correction', ticket: intake.ticket } });
  });
}

function open(desk: Desk, books: Books, filed: Ticket): void {
  const ticket = inert(filed);
  books.keepTicket(ticket);
  const now = desk.clock.now();
  const reading = understand(desk, books, filed);
  const outside = ticket.kind === 'request' && reading.application?.line === null;
  const request: Omit<Request, 'id'> = {
    ...contentOf(books, ticket, reading),
    number: nextNumber(desk, books, ticket),
    recordedAt: now,
    impact: null,
    urgency: null,
    priority: null,
    parent: null,
  };
  const stage: Stage = { at: 'received', outside };
  const id = books.open(request, stage, { at: now, event: 'received', actor: 'agent', byOffice: false });
  const facts = {
    number: request.number,
    ticket: ticket.id,
    channel: ticket.channel,
    echo: reading.echo,
    missing: reading.missing,
  };
  books.enter({ at: now, actor: AGENT, act: 'request/received', request: id, facts });
  openingNotices(desk, books, { ...request, id }, stage);
  const twin = twinOf(desk, books, reading, id);
  if (twin !== undefined) advanceIn(desk, books, id, { kind: 'suspected-duplicate', of: twin.id }, AGENT);
  else if (reading.questions.length > 0)
    advanceIn(desk, books, id, { kind: 'questioned', questions: reading.questions }, AGENT);
}

/** UTF-16 units of a helpdesk's own number for a ticket. */
const LONGEST_ID = 120;

/** UTF-16 units of an agency's message that the audit keeps; the helpdesk has the whole. */
const LONGEST_MESSAGE = 2000;

/** Numbers run by kind and local year: BW-2026-0041. */
function nextNumber(desk: Desk, books: Books, ticket: Ticket): string {
  const year = Number(dayOf(ticket.openedAt, desk.office.calendar.zone).slice(0, 4));
  const { prefix, first } = desk.office.profile.numbering[ticket.kind];
  const next = Math.max(first, books.lastNumber(ticket.kind, year) + 1);
  return `${prefix}-${year}-${String(next).padStart(4, '0')}`;
}

/** A ticket that no person could name again: its id is all that is kept of it. */
function ignore(desk: Desk, books: Books, intake: Intake, why: string): void {
  const id = intake.kind === 'filed' ? intake.ticket.id : intake.ticketId;
  const facts = { ticket: excerpt(id), reply: intake.kind, why };
  books.enter({ at: desk.clock.now(), actor: AGENT, act: 'ticket/ignored', request: null, facts });
}

/** A reply that has no place any more is kept in the audit and changes nothing. */
function reply(desk: Desk, books: Books, intake: Extract<Intake, { kind: 'replied' }>): void {
  const cases = books.requestsOfTicket(intake.ticketId);
  const ignored: string[] = [];
  for (const { request } of cases.toReversed()) {
    const agency: Actor = { kind: 'agency', agency: request.agency ?? '', recordedBy: null };
    try {
      replyTo(desk, books, request, intake.reply, agency);
      return;
    } catch (error) {
      if (!(error instanceof Fault) || error.code === 'bug') throw error;
      ignored.push(error.code);
    }
  }
  const last = cases.at(-1)?.request ?? null;
  const facts = { ticket: intake.ticketId, reply: intake.reply.kind, why: ignored.join(',') };
  books.enter({ at: desk.clock.now(), actor: AGENT, act: 'ticket/ignored', request: last?.id ?? null, facts });
}

function replyTo(desk: Desk, books: Books, request: Request, said: TicketReply, agency: Actor): void {
  switch (said.kind) {
    case 'documents':
      advanceIn(desk, books, request.id, { kind: 'documents-given', documents: said.documents }, agency);
      return;
    case 'correction':
      correctIn(desk, books, request.id, said.ticket, agency);
      return;
    case 'offer':
      advanceIn(desk, books, request.id, { kind: 'offer-answered', answer: said.answer }, agency);
      return;
    case 'confirm':
      advanceIn(desk, books, request.id, { kind: 'confirmed' }, agency);
      return;
    case 'cancel':
      advanceIn(desk, books, request.id, { kind: 'cancelled', reason: '' }, agency);
      return;
    case 'message':
      books.enter({
        at: desk.clock.now(),
        actor: agency,
        act: 'ticket/message',
        request: request.id,
        facts: { text: inertText(said.text, 'prose', LONGEST_MESSAGE) },
      });
  }
}
