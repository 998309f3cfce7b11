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
const router = z.strictObject({ router: name.exactOptional() });

/** Shape of what every question asks. A row for each question, or it does not compile. */
export const ASK_SHAPES = {
  status: nothing,
  requests: z.strictObject({ stage: name.exactOptional(), role: anyRole.exactOptional(), all: z.boolean().exactOptional() }),
  request: z.strictObject({ number }),
  plan: z.strictObject({ number }),
  explain: z.strictObject({ number }),
  uplinks: nothing,
  capacity: nothing,
  forecast: z.strictObject({ uplink: name.exactOptional(), days: z.int().positive().max(1096).exactOptional() }),
  queues: router,
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
