import type { Ticket } from './ticket.ts';

/** Fields of a stored ticket, without its version. */
export type TicketDocument = Readonly<Record<string, unknown>>;

/**
 * Fields that came after version 1, after 2 …, each with what it is in a ticket that was stored before: its honest
 * unknown. To add a field: append a row, and never edit one that was released.
 */
const ADDED: readonly Partial<Ticket>[] = [
  // Version 1 did not keep who recorded a ticket.
  { recordedBy: null },
  // Version 2 had the technical contact in the body.
  { contact: '' },
];

/** Each makes the fields of one version into those of the next; the first, version 1 into 2. */
export const TICKET_UPGRADES: readonly ((older: TicketDocument) => TicketDocument)[] = ADDED.map(
  (added) => (older) => ({ ...added, ...older }),
);

/** Version of a ticket stored today. */
export const TICKET_VERSION = TICKET_UPGRADES.length + 1;

/** The fields of a ticket stored as version `v`, as those of today. Not checked: ask `isTicket`. */
export function upgradedTicket(older: TicketDocument, v: number): TicketDocument {
  return TICKET_UPGRADES.slice(v - 1).reduce((fields, upgrade) => upgrade(fields), older);
}
