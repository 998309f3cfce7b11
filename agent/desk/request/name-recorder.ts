import { Fault } from '../../domain/fault.ts';
import { type Actor, actorName, type Requester } from '../../domain/person.ts';
import type { Books, LedgerView, RequestRecord } from '../../ports/ledger.ts';
import { requesterOf } from '../../ticket/requester.ts';
import { isEnd } from '../../workflow/stage.ts';
import { authorise, type Desk } from '../act/desk.ts';

const NAMED = 'recorder-named';

/**
 * Returns who filed the ticket, and who named that person if the name was added later. `unknown`: the ledger does not
 * have the ticket.
 */
export function requesterOfRequest(ledger: LedgerView, ticketId: string): Requester {
  const ticket = ledger.ticket(ticketId);
  if (ticket === undefined) return { kind: 'unknown' };
  const requester = requesterOf(ticket);
  if (requester.kind !== 'person') return requester;
  const entries = ledger.requestsOfTicket(ticketId).flatMap(({ request }) => ledger.history(request.id));
  return { ...requester, namedBy: entries.find((entry) => entry.event === NAMED)?.actor ?? null };
}

/**
 * Records which member of the office filed a request for the agency, where that is not known. Once: what stands in the
 * ticket already is never replaced, so that nobody is freed to approve what that person filed. Throws Fault
 * `request/recorder-known`, `host/no-such-user`, `request/wrong-stage`, `request/not-your-role`.
 */
export function nameRecorder(
  desk: Desk,
  books: Books,
  { request, stage }: RequestRecord,
  person: string,
  actor: Actor,
): void {
  authorise(actor, 'technical-support', 'computer-specialist');
  const { id, number, ticketId } = request;
  const ticket = books.ticket(ticketId);
  if (ticket === undefined) throw new Fault('helpdesk/no-ticket', { ticket: ticketId });
  if (isEnd(stage)) throw new Fault('request/wrong-stage', { number, stage: stage.at, event: NAMED });
  const known = requesterOf(ticket);
  if (known.kind !== 'unknown')
    throw new Fault('request/recorder-known', {
      number,
      person: known.kind === 'person' ? known.person : ticket.agency,
    });
  if (!desk.office.people.some((each) => each.id === person)) throw new Fault('host/no-such-user', { user: person });
  const at = desk.clock.now();
  books.keepTicket({ ...ticket, recordedBy: person });
  books.setStage(id, stage, { at, event: NAMED, actor: actorName(actor), byOffice: false });
  books.enter({
    at,
    actor,
    act: `request/${NAMED}`,
    request: id,
    facts: { ticket: ticketId, channel: ticket.channel, recordedBy: person },
  });
}
