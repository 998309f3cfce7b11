import { z } from 'zod';
import type { BodyOf, Correction, OrderName } from '../desk/act/order.ts';
import { mapRows } from '../domain/lookup.ts';
import { REQUEST_DETAILS } from '../domain/request.ts';
import { raisedEvent } from './event-shapes.ts';
import { documents, line, number, paper, prose, reason, role, word } from './shape-words.ts';

const by = paper.nullable();
/** A rate or a moment as typed. The parsers of the ticket room read it. */
const typed = line(64);
const target = line(120);
const targets = z.array(target).max(200).readonly();
const id = word(64);
const details = mapRows(REQUEST_DETAILS, ({ most }) => line(most));

const ticket = z.strictObject({
  kind: z.enum(['request', 'incident']),
  channel: z.enum(['helpdesk', 'letter', 'phone', 'walk-in', 'whatsapp']),
  agency: word(),
  subject: line(),
  body: prose(),
  wantedDown: typed,
  wantedUp: typed,
  meaning: z.enum(['total', 'increment', 'unsaid']),
  duration: z.enum(['permanent', 'temporary']),
  windowFrom: typed,
  windowUntil: typed,
  targets,
  documents,
  ...details,
  /** Empty means now. */
  receivedAt: typed,
});

/** A row for each field that a correction may carry, or it does not compile. */
const CORRECTION_SHAPE = {
  agency: word().exactOptional(),
  subject: ticket.shape.subject.exactOptional(),
  body: ticket.shape.body.exactOptional(),
  wantedDown: typed.exactOptional(),
  wantedUp: typed.exactOptional(),
  meaning: ticket.shape.meaning.exactOptional(),
  duration: ticket.shape.duration.exactOptional(),
  windowFrom: typed.exactOptional(),
  windowUntil: typed.exactOptional(),
  targets: targets.exactOptional(),
  ...mapRows(details, (detail) => detail.exactOptional()),
  recordedBy: id.exactOptional(),
} satisfies { readonly [K in keyof Correction]-?: z.ZodType };

const correction = z.strictObject(CORRECTION_SHAPE);

const lineChange = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('reduce'), line: id, down: word(64), up: word(64) }),
  z.strictObject({ kind: z.literal('reshape'), owner: id, queue: word().nullable(), targets: line(8000).nullable() }),
  z.strictObject({
    kind: z.literal('add'),
    line: id,
    agency: id,
    pool: id,
    queue: word(),
    targets: line(8000),
    service: z.enum(['shared', 'dedicated']),
    down: word(64),
    up: word(64),
  }),
  z.strictObject({ kind: z.literal('remove'), line: id }),
  z.strictObject({ kind: z.literal('move'), owner: id, before: word().nullable() }),
  z.strictObject({ kind: z.literal('compensate'), op: z.int().positive() }),
]);

const csvRow = z.strictObject({ row: z.int().positive(), fields: z.record(line(64), prose(4000)) });

/**
 * The shape of every order's body. Unknown fields are errors, so that a typing mistake is seen. An order without a row
 * here does not compile.
 */
export const ORDER_SHAPES = {
  raise: z.strictObject({ number, event: raisedEvent, paper: by }),
  correct: z.strictObject({ number, correction, paper: by }),
  offer: z.strictObject({ number, down: typed.nullable(), up: typed.nullable(), paper: by }),
  extend: z.strictObject({ number, until: word(64), paper: by }),
  check: z.strictObject({ number }),
  file: z.strictObject({ key: z.string().regex(/^[\w-]{8,64}$/), ticket }),
  answer: z.strictObject({ number, documents }),
  contract: z.strictObject({
    uplink: id,
    down: word(64),
    up: word(64),
    from: word(64).nullable(),
    until: word(64).nullable(),
    document: word(),
    shares: z.record(id, z.int().min(0).max(1000)).nullable(),
    pool: z.strictObject({ id, down: word(64).nullable(), up: word(64).nullable() }).nullable(),
    paper: by,
  }),
  adopt: z.strictObject({
    router: id,
    rows: z
      .array(z.strictObject({ queue: word(), owner: id }))
      .min(1)
      .max(5000)
      .readonly(),
    paper: by,
  }),
  'change-line': z.strictObject({
    change: lineChange,
    reason: line(400),
    shown: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .nullable(),
    paper: by,
  }),
  'import-agencies': z.strictObject({ rows: z.array(csvRow).min(1).max(5000).readonly(), dryRun: z.boolean() }),
  'resolve-drift': z.strictObject({
    router: id.nullable(),
    owner: id,
    how: z.enum(['restore', 'register', 'proposed']),
    reason: reason.nullable(),
    paper: by,
  }),
  'accept-drift': z.strictObject({ router: id, reason, paper: by }),
  delegate: z.strictObject({ person: id, role, from: word(64), until: word(64), letter: word() }),
  report: z.strictObject({ kind: z.enum(['weekly', 'monthly']), from: word(64).nullable() }),
} satisfies { readonly [N in OrderName]: z.ZodType<BodyOf<N>> };
