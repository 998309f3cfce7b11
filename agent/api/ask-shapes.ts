import { z } from 'zod';
import type { Role } from '../domain/person.ts';
import type { AskedOf, QuestionName } from '../views/questions.ts';
import { line, number } from './shape-words.ts';

const nothing: z.ZodType<Record<string, never>> = z.record(z.string(), z.never());
const anyRole: z.ZodType<Role> = z.enum([
  'agency',
  'department-head',
  'division-head',
  'computer-specialist',
  'technical-support',
  'agent',
]);
const name = line(64);
/** Bit/s, at most 10 Tbit/s: more than any office has. */
const bits = z.int().nonnegative().max(10_000_000_000_000);
const router = z.strictObject({ router: name.exactOptional() });

/** The shape of every question's parameters. A question without a row here does not compile. */
export const ASK_SHAPES = {
  status: nothing,
  requests: z.strictObject({
    stage: name.exactOptional(),
    role: anyRole.exactOptional(),
    all: z.boolean().exactOptional(),
  }),
  request: z.strictObject({ number }),
  plan: z.strictObject({ number }),
  explain: z.strictObject({ number }),
  uplinks: nothing,
  live: nothing,
  capacity: nothing,
  forecast: z.strictObject({ uplink: name.exactOptional(), days: z.int().positive().max(1096).exactOptional() }),
  whatif: z.strictObject({
    wish: z
      .strictObject({
        line: name,
        like: name.exactOptional(),
        service: z.enum(['shared', 'dedicated']).exactOptional(),
        down: bits,
        up: bits,
        from: name.exactOptional(),
        until: name.exactOptional(),
      })
      .exactOptional(),
    lost: z.array(name).max(16).readonly().exactOptional(),
    ends: z
      .array(z.strictObject({ uplink: name, at: name }))
      .max(16)
      .readonly()
      .exactOptional(),
    more: z
      .array(z.strictObject({ uplink: name, down: bits, up: bits, from: name.exactOptional() }))
      .max(16)
      .readonly()
      .exactOptional(),
  }),
  reclaim: z.strictObject({ all: z.boolean().exactOptional() }),
  headroom: z.strictObject({ days: z.int().positive().max(366).exactOptional() }),
  queues: router,
  'queue-tree': router,
  adoption: router,
  agencies: nothing,
  audit: z.strictObject({
    from: z.int().positive().exactOptional(),
    count: z.int().positive().max(1000).exactOptional(),
    number: number.exactOptional(),
  }),
  'audit-check': nothing,
  reports: nothing,
  checkup: nothing,
  filed: z.strictObject({ key: z.string().min(1).max(64) }),
} satisfies { readonly [N in QuestionName]: z.ZodType<AskedOf<N>> };
