import { z } from 'zod';
import type { RaisedEvent } from '../desk/act/order.ts';
import type { Level } from '../domain/priority.ts';
import { documents, line, prose, reason, word } from './shape-words.ts';

const level: z.ZodType<Level> = z.enum(['high', 'medium', 'low']);

/** The shape of every event that the order `raise` carries. An event without a row here does not compile. */
const EVENT_SHAPES = {
  triaged: z.strictObject({ kind: z.literal('triaged'), impact: level, urgency: level, missing: documents }),
  'documents-given': z.strictObject({ kind: z.literal('documents-given'), documents }),
  'linked-duplicate': z.strictObject({ kind: z.literal('linked-duplicate'), of: z.int().positive() }),
  'found-original': z.strictObject({ kind: z.literal('found-original') }),
  redirected: z.strictObject({ kind: z.literal('redirected'), service: word() }),
  disposed: z.strictObject({ kind: z.literal('disposed'), note: prose(4000) }),
  examined: z.strictObject({ kind: z.literal('examined'), missing: documents }),
  approved: z.strictObject({ kind: z.literal('approved'), planHash: z.string().regex(/^[0-9a-f]{64}$/) }),
  postponed: z.strictObject({ kind: z.literal('postponed'), reason }),
  'offer-answered': z.strictObject({ kind: z.literal('offer-answered'), answer: z.enum(['accept', 'wait', 'cancel']) }),
  rejected: z.strictObject({ kind: z.literal('rejected'), reason, advice: prose(4000) }),
  cancelled: z.strictObject({ kind: z.literal('cancelled'), reason: prose(4000) }),
  retried: z.strictObject({ kind: z.literal('retried') }),
  'ended-early': z.strictObject({ kind: z.literal('ended-early') }),
  informed: z.strictObject({ kind: z.literal('informed'), how: line() }),
  confirmed: z.strictObject({ kind: z.literal('confirmed') }),
  closed: z.strictObject({ kind: z.literal('closed'), note: prose(4000) }),
  'restore-ordered': z.strictObject({ kind: z.literal('restore-ordered'), cause: reason }),
  'restored-by-hand': z.strictObject({ kind: z.literal('restored-by-hand'), cause: reason }),
} satisfies { readonly [K in RaisedEvent['kind']]: z.ZodType<Extract<RaisedEvent, { readonly kind: K }>> };

const S = EVENT_SHAPES;

/** An event that a person raises on a request. */
export const raisedEvent = z.discriminatedUnion('kind', [
  S.triaged,
  S['documents-given'],
  S['linked-duplicate'],
  S['found-original'],
  S.redirected,
  S.disposed,
  S.examined,
  S.approved,
  S.postponed,
  S['offer-answered'],
  S.rejected,
  S.cancelled,
  S.retried,
  S['ended-early'],
  S.informed,
  S.confirmed,
  S.closed,
  S['restore-ordered'],
  S['restored-by-hand'],
]);
