import { Fault } from '../../domain/fault.ts';
import { type Actor, actorName } from '../../domain/person.ts';
import { authorise, type Desk } from '../act/desk.ts';
import type { BodyOf, DoneOf } from '../act/order.ts';
import { parseMoment } from '../act/typed.ts';

/**
 * A request that came by letter, phone or at the counter: filed on the helpdesk for the agency, so that all requests
 * take one road.
 */
export function file(desk: Desk, body: BodyOf<'file'>, actor: Actor): DoneOf<'file'> {
  authorise(actor, 'technical-support', 'computer-specialist');
  const { receivedAt, ...ticket } = body.ticket;
  const now = desk.clock.now();
  const openedAt = receivedAt === '' ? now : parseMoment('received', receivedAt, desk.office.calendar.zone);
  if (openedAt > now) throw new Fault('request/bad-value', { field: 'received', value: receivedAt });
  desk.ledger.record((books) => {
    const filed = { ...ticket, openedAt, recordedBy: actorName(actor) };
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
  return { key: body.key };
}
