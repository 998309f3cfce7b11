import { hasBadCharacters } from './plain-text.ts';
import type { Ticket } from './ticket.ts';
import { FIELD_NAMES, TICKET_FIELDS, type TicketField, ticketFrom } from './ticket-fields.ts';

/** Why a text of a ticket cannot stand as it is, and in which field. */
export interface TextProblem {
  readonly kind: 'bad-characters' | 'too-long';
  readonly field: keyof Ticket;
}

/**
 * What is wrong with the free texts of a ticket: bad characters (`hasBadCharacters`) or more text than the field takes.
 * Rates, times and targets are not reported: their parsers refuse all that by themselves.
 */
export function textProblems(ticket: Ticket): readonly TextProblem[] {
  return FIELD_NAMES.flatMap((field): readonly TextProblem[] => {
    const { text, most } = TICKET_FIELDS[field];
    const value = ticket[field];
    if ((text !== 'line' && text !== 'prose') || typeof value !== 'string') return [];
    if (value.length > most) return [{ kind: 'too-long', field }];
    return hasBadCharacters(value, text) ? [{ kind: 'bad-characters', field }] : [];
  });
}

/**
 * The same ticket, fit to be kept and shown: every text cut to its limit and without a bad character. What an agency
 * wrote reaches the ledger through here only.
 */
export function inert(ticket: Ticket): Ticket {
  return ticketFrom((field) => ROWS[field].fit(ticket[field]));
}

const ROWS: { readonly [K in keyof Ticket]: TicketField<Ticket[K]> } = TICKET_FIELDS;
