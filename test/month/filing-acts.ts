import { HOUR } from '../../agent/domain/moment.ts';
import { permanentRate } from '../../agent/domain/allocation.ts';
import type { Dice } from '../fakes/dice.ts';
import type { MonthOffice } from './month-office.ts';
import type { OfficeAct } from './office-act.ts';

const ALL = ['letter', 'technical-data', 'justification'] as const;

/** A local time as an agency types it. */
export function typedAt(at: number): string {
  return new Date(at + 7 * HOUR).toISOString().slice(0, 16).replace('T', ' ');
}

function fileTicket(
  office: MonthOffice,
  dice: Dice,
  kind: 'raise' | 'window' | 'less' | 'incident',
): string | undefined {
  const { ledger, now, helpdesk } = office;
  const lines = ledger.lines();
  if (lines.length === 0) return undefined;
  const line = dice.one(lines);
  const { code } = ledger.agencies().find(({ id }) => id === line.agency)!;
  const today = permanentRate(ledger.allocations(), line.id).down / 1e6;
  const plus = dice.onceIn(6) ? 30 + dice.below(40) : 1 + dice.below(12);
  const wanted = String(Math.max(1, kind === 'less' ? Math.floor(today / 2) : Math.round(today) + plus));
  const from = now + (dice.onceIn(3) ? -1 : 1) * dice.below(60 * 48) * 60_000;
  const until = from + (1 + dice.below(40)) * HOUR;
  const id = helpdesk.agencyFiles({
    kind: kind === 'incident' ? 'incident' : 'request',
    agency: code,
    subject: `Uji ${kind} ${now}`,
    body: 'Uji.',
    wantedDown: wanted,
    wantedUp: wanted,
    meaning: dice.onceIn(25) ? 'unsaid' : 'total',
    duration: kind === 'window' ? 'temporary' : 'permanent',
    windowFrom: kind === 'window' ? typedAt(from) : '',
    windowUntil: kind === 'window' ? typedAt(until) : '',
    targets: dice.onceIn(25) ? ['10.99.0.0/16'] : line.targets,
    documents: dice.onceIn(8) ? ['letter'] : ALL,
    letterNumber: `005/${now}/2026`,
    letterDate: typedAt(now).slice(0, 10),
  });
  return `${id} ${kind} ${line.id} ${wanted}`;
}

/** The agency answers what its page asks for, takes its request back, or just writes. */
function answers(office: MonthOffice, dice: Dice): string | undefined {
  const { helpdesk } = office;
  const cases = office.open().filter(({ request }) => !helpdesk.closed(request.ticketId));
  const asked = cases.filter(({ request }) => helpdesk.asked(request.ticketId) !== undefined);
  if (cases.length === 0) return undefined;
  const { ticketId } = (asked.length > 0 && !dice.onceIn(6) ? dice.one(asked) : dice.one(cases)).request;
  const kind = helpdesk.asked(ticketId);
  const ticket = office.ledger.ticket(ticketId);
  if (kind === undefined || ticket === undefined) {
    helpdesk.agencyReplies(ticketId, dice.onceIn(2) ? { kind: 'cancel' } : { kind: 'message', text: 'Mohon kabar.' });
    return `${ticketId} writes`;
  }
  switch (kind) {
    case 'documents':
      helpdesk.agencyReplies(ticketId, { kind, documents: dice.onceIn(4) ? ['technical-data'] : ALL });
      break;
    case 'offer':
      helpdesk.agencyReplies(ticketId, { kind, answer: dice.one(['accept', 'accept', 'wait', 'cancel']) });
      break;
    case 'confirm':
      helpdesk.agencyReplies(ticketId, { kind });
      break;
    case 'correction': {
      const line = office.ledger.lines().find((l) => ticket.agency.toLowerCase() === l.agency);
      helpdesk.agencyReplies(ticketId, {
        kind,
        ticket: { ...ticket, meaning: 'total', targets: line?.targets ?? ticket.targets },
      });
    }
  }
  return `${ticketId} answers ${kind}`;
}

/** What agencies do on the helpdesk. */
export const FILING_ACTS: readonly OfficeAct[] = [
  { name: 'asks for more, for good', weight: 10, act: (office, dice) => fileTicket(office, dice, 'raise') },
  { name: 'asks for more, for a time', weight: 8, act: (office, dice) => fileTicket(office, dice, 'window') },
  { name: 'asks for less', weight: 1, act: (office, dice) => fileTicket(office, dice, 'less') },
  { name: 'reports an incident', weight: 1, act: (office, dice) => fileTicket(office, dice, 'incident') },
  { name: 'answers on its page', weight: 12, act: answers },
];
