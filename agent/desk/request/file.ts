import { Fault } from '../../domain/fault.ts';
import { type Actor, actorName } from '../../domain/person.ts';
import { authorise, type Desk } from '../act/desk.ts';
import type { BodyOf, DoneOf } from '../act/order.ts';
import { startTyped } from '../../domain/typed/typed-time.ts';
import { textProblems } from '../../ticket/inert-text.ts';
import { excerpt } from '../../ticket/plain-text.ts';
import type { Ticket } from '../../ticket/ticket.ts';

/**
 * A request that came by letter, phone or at the counter: filed on the helpdesk for the agency, so that all requests
 * take one road. Throws Fault `request/bad-value` on what the helpdesk would only ask back.
 */
export function file(desk: Desk, body: BodyOf<'file'>, actor: Actor): DoneOf<'file'> {
  authorise(actor, 'technical-support', 'computer-specialist');
  const { receivedAt, ...ticket } = body.ticket;
  const now = desk.clock.now();
  const openedAt = receivedAt === '' ? now : startTyped('received', receivedAt, desk.office.calendar.zone);
  if (openedAt > now) throw new Fault('request/bad-value', { field: 'received', value: receivedAt });
  const filed = { ...ticket, openedAt, recordedBy: actorName(actor) };
  mustBePlain({ ...filed, id: '', revision: 1 });
  desk.ledger.record((books) => {
    books.enqueue({
      key: `file:${body.key}`,
      ticketId: null,
      request: null,
      at: now,
      message: { kind: 'file', ticket: filed },
    });
    books.enter({
      at: now,
      actor,
      act: 'request/filed',
      request: null,
      facts: { key: body.key, agency: ticket.agency, channel: ticket.channel },
    });
  });
  return { key: body.key, receivedAt: openedAt };
}

function mustBePlain(ticket: Ticket): void {
  const [problem] = textProblems(ticket);
  if (problem === undefined) return;
  const { field } = problem;
  throw new Fault('request/bad-value', { field, value: excerpt(String(ticket[field])) });
}
