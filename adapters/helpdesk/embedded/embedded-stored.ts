import { z } from 'zod';
import { moment } from '../../../agent/domain/moment.ts';
import type { Ticket, TicketReply } from '../../../agent/ticket/ticket.ts';

const documents = z.array(z.enum(['letter', 'technical-data', 'justification']));

const ticket = z.object({
  id: z.string(),
  revision: z.int().min(1),
  openedAt: z.int().transform(moment),
  kind: z.enum(['request', 'incident']),
  channel: z.enum(['helpdesk', 'letter', 'phone', 'walk-in', 'whatsapp']),
  agency: z.string(),
  subject: z.string(),
  body: z.string(),
  wantedDown: z.string(),
  wantedUp: z.string(),
  meaning: z.enum(['total', 'increment', 'unsaid']),
  duration: z.enum(['permanent', 'temporary']),
  windowFrom: z.string(),
  windowUntil: z.string(),
  targets: z.array(z.string()),
  documents,
  letterNumber: z.string(),
  letterDate: z.string(),
}) satisfies z.ZodType<Ticket>;

const reply = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('documents'), documents }),
  z.object({ kind: z.literal('correction'), ticket }),
  z.object({ kind: z.literal('offer'), answer: z.enum(['accept', 'wait', 'cancel']) }),
  z.object({ kind: z.literal('confirm') }),
  z.object({ kind: z.literal('cancel') }),
  z.object({ kind: z.literal('message'), text: z.string() }),
]) satisfies z.ZodType<TicketReply>;

/** A ticket out of its JSON. Throws ZodError when somebody changed the file into something else. */
export function storedTicket(json: unknown): Ticket {
  return ticket.parse(json);
}

/** A reply out of its JSON. Throws ZodError when somebody changed the file into something else. */
export function storedReply(json: unknown): TicketReply {
  return reply.parse(json);
}
