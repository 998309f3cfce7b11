import { z } from 'zod';
import type { BodyOf, OrderName } from '../desk/order.ts';

const text = (most = 2000) => z.string().max(most);
const number = text(40);
const roles = z.enum(['department-head', 'division-head', 'computer-specialist', 'technical-support']);
const level = z.enum(['high', 'medium', 'low']);
const documents = z.array(z.enum(['letter', 'technical-data', 'justification'])).max(3);
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

const paper = z.strictObject({ role: roles, document: text(200), date: day, file: text(500).nullable() }).nullable();

const event = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('triaged'), impact: level, urgency: level, missing: documents }),
  z.strictObject({ kind: z.literal('documents-given'), documents }),
  z.strictObject({ kind: z.literal('linked-duplicate'), of: z.int().min(1) }),
  z.strictObject({ kind: z.literal('found-original') }),
  z.strictObject({ kind: z.literal('redirected'), service: text(200) }),
  z.strictObject({ kind: z.literal('disposed'), note: text() }),
  z.strictObject({ kind: z.literal('examined'), missing: documents }),
  z.strictObject({ kind: z.literal('approved'), planHash: z.string().regex(/^[0-9a-f]{64}$/) }),
  z.strictObject({ kind: z.literal('postponed'), reason: text() }),
  z.strictObject({ kind: z.literal('offer-answered'), answer: z.enum(['accept', 'wait', 'cancel']) }),
  z.strictObject({ kind: z.literal('rejected'), reason: text().min(1), advice: text() }),
  z.strictObject({ kind: z.literal('cancelled'), reason: text() }),
  z.strictObject({ kind: z.literal('retried') }),
  z.strictObject({ kind: z.literal('ended-early') }),
  z.strictObject({ kind: z.literal('informed'), how: text(200) }),
  z.strictObject({ kind: z.literal('confirmed') }),
  z.strictObject({ kind: z.literal('closed'), note: text() }),
  z.strictObject({ kind: z.literal('restore-ordered'), cause: text().min(1) }),
  z.strictObject({ kind: z.literal('restored-by-hand'), cause: text().min(1) }),
]);

const content = {
  agency: text(200),
  wantedDown: text(80),
  wantedUp: text(80),
  meaning: z.enum(['total', 'increment', 'unsaid']),
  duration: z.enum(['permanent', 'temporary']),
  windowFrom: text(80),
  windowUntil: text(80),
  targets: z.array(text(100)).max(64),
};

const ticket = z.strictObject({
  ...content,
  kind: z.enum(['request', 'incident']),
  channel: z.enum(['helpdesk', 'letter', 'phone', 'walk-in', 'whatsapp']),
  subject: text(300),
  body: text(20_000),
  documents,
  letterNumber: text(200),
  letterDate: text(80),
  receivedAt: text(80),
});

/** The shape of every order's body; a new order demands its row. What is not named here is refused. */
export const ORDER_SHAPES = {
  raise: z.strictObject({ number, event, paper }),
  correct: z.strictObject({ number, correction: z.strictObject(content).partial(), paper }),
  offer: z.strictObject({ number, down: text(80).nullable(), up: text(80).nullable(), paper }),
  extend: z.strictObject({ number, until: text(80), paper }),
  check: z.strictObject({ number }),
  file: z.strictObject({ key: z.string().regex(/^[A-Za-z0-9-]{8,64}$/), ticket }),
  answer: z.strictObject({ number, documents }),
  contract: z.strictObject({
    uplink: text(48),
    down: text(80),
    up: text(80),
    from: text(80).nullable(),
    until: text(80).nullable(),
    document: text(200),
    shares: z.record(z.string().max(48), z.int().min(0).max(1000)).nullable(),
    pool: z.strictObject({ id: text(48), down: text(80), up: text(80) }).nullable(),
    paper,
  }),
  adopt: z.strictObject({ router: text(48), rows: z.array(z.strictObject({ queue: text(200), owner: text(48) })).max(5000), paper }),
  'import-agencies': z.strictObject({
    rows: z.array(z.strictObject({ row: z.int(), fields: z.record(z.string().max(60), text(1000)) })).max(5000),
    dryRun: z.boolean(),
  }),
  'resolve-drift': z.strictObject({ router: text(48), owner: text(48), how: z.enum(['restore', 'register']), reason: text(), paper }),
  delegate: z.strictObject({ person: text(48), role: roles, from: text(80), until: text(80), letter: text(200) }),
  report: z.strictObject({ kind: z.enum(['weekly', 'monthly']), from: day.nullable() }),
} satisfies { readonly [N in OrderName]: z.ZodType };

/** Proof that what passes a shape is what the order takes. */
export type Shaped = { readonly [N in OrderName]: z.output<(typeof ORDER_SHAPES)[N]> extends BodyOf<N> ? true : false };
