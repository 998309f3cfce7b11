import { z } from 'zod';
import type { Ticket, TicketReply } from '../../../agent/ticket/ticket.ts';
import { isTicket, ticketFlaw } from '../../../agent/ticket/ticket-fields.ts';

/** Fills the fields of a ticket that came after version 1, after 2. Append only; never edit one that was released. */
const UPGRADES: readonly ((older: object) => object)[] = [
  // Release 0.1.0 did not say who recorded a ticket.
  (older) => ({ recordedBy: null, ...older }),
  // The form of release 0.2.0 wrote the technical contact into the body.
  (older) => ({ contact: '', ...older }),
];

/** Version of the JSON documents in helpdesk.db, written as `v` into each; no `v` is 1. */
const VERSION = UPGRADES.length + 1;

const document = z.looseObject({ v: z.int().min(1).max(VERSION).default(1) });

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
  return JSON.stringify({ v: VERSION, ...content });
}

/** A reply as the file keeps it. */
export function replyText(said: TicketReply): string {
  return JSON.stringify({ v: VERSION, ...said });
}

/**
 * A ticket out of its text, also one that an older release wrote. Throws ZodError when a field is missing, unknown or
 * not of its kind, and on the document of a newer release.
 */
export function storedTicket(text: string): Ticket {
  const { v, ...content } = document.parse(JSON.parse(text));
  return ticket.parse(upgraded(content, v));
}

/** A reply out of its text. Throws as `storedTicket`. */
export function storedReply(text: string): TicketReply {
  const { v, ...said } = document.parse(JSON.parse(text));
  return reply.parse('ticket' in said ? { ...said, ticket: upgraded(said['ticket'], v) } : said);
}

/** A ticket of version `v` as one of today. */
function upgraded(content: unknown, v: number): unknown {
  if (typeof content !== 'object' || content === null) return content;
  return UPGRADES.slice(v - 1).reduce((older, upgrade) => upgrade(older), content);
}
