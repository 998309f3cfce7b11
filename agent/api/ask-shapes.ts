import { z } from 'zod';
import type { QuestionName } from '../views/questions.ts';

const nothing = z.strictObject({});
const number = z.strictObject({ number: z.string().max(40) });
const router = z.strictObject({ router: z.string().max(48).optional() });

/** The shape of what every question may ask; a new question demands its row. */
export const ASK_SHAPES = {
  status: nothing,
  requests: z.strictObject({
    stage: z.string().max(40).optional(),
    role: z.enum(['agency', 'department-head', 'division-head', 'computer-specialist', 'technical-support', 'agent']).optional(),
    all: z.boolean().optional(),
  }),
  request: number,
  plan: number,
  explain: number,
  uplinks: nothing,
  capacity: nothing,
  queues: router,
  adoption: router,
  agencies: nothing,
  audit: z.strictObject({ from: z.int().min(1).optional(), count: z.int().min(1).max(10_000).optional(), number: z.string().max(40).optional() }),
  'audit-check': nothing,
  reports: nothing,
  checkup: nothing,
  filed: z.strictObject({ key: z.string().max(64) }),
} satisfies { readonly [N in QuestionName]: z.ZodType };
