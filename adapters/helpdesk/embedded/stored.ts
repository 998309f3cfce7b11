import { z } from 'zod';
import type { Ticket, TicketReply } from '../../../agent/ticket/ticket.ts';
import { isTicket, ticketFlaw } from '../../../agent/ticket/ticket-fields.ts';
import { TICKET_VERSION, upgradedTicket } from '../../../agent/ticket/ticket-upgrades.ts';

/** Each document in helpdesk.db carries the version of a ticket as `v`, replies too; no `v` is 1. */
const document = z.looseObject({ v: z.int().min(1).max(TICKET_VERSION).default(1) });

const fields = z.record(z.string(), z.unknown());

const ticket = z.unknown().transform((value, context): Ticket => {
  if (isTicket(value)) return value;
  context.addIssue({ code: 'custom', message: `stored ticket: ${ticketFlaw(value)}` });
  return z.NEVER;
});

const reply = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('documents'),
    documents: z.array(z.enum(['letter', 'technical-data', 'justification'])),
  }),
  z.strictObject({ kind: z.literal('correction'), ticket }),
  z.strictObject({ kind: z.literal('offer'), answer: z.enum(['accept', 'wait', 'cancel']) }),
  z.strictObject({ kind: z.literal('confirm') }),
  z.strictObject({ kind: z.literal('cancel') }),
  z.strictObject({ kind: z.literal('message'), text: z.string() }),
]) satisfies z.ZodType<TicketReply>;

/** A ticket as the file keeps it. */
export function ticketText(content: Ticket): string {
  return JSON.stringify({ v: TICKET_VERSION, ...content });
}

/** A reply as the file keeps it. */
export function replyText(said: TicketReply): string {
  return JSON.stringify({ v: TICKET_VERSION, ...said });
}

/**
 * A ticket out of its text, also one that an older release wrote. Throws ZodError when a field is missing, unknown or
 * not of its kind, and on the document of a newer release.
 */
export function storedTicket(text: string): Ticket {
  const { v, ...content } = document.parse(JSON.parse(text));
  return ticket.parse(upgradedTicket(content, v));
}

/** A reply out of its text. Throws as `storedTicket`. */
export function storedReply(text: string): TicketReply {
  const { v, ...said } = document.parse(JSON.parse(text));
  if (!('ticket' in said)) return reply.parse(said);
  return reply.parse({ ...said, ticket: upgradedTicket(fields.parse(said['ticket']), v) });
}
