import { z } from 'zod';

/**
 * Members of the office by system account. One account is one person: two persons on one account could approve their
 * own work.
 */
export const peopleSchema = z
  .array(
    z.strictObject({
      id: z.string().regex(/^[a-z0-9][a-z0-9._-]{0,47}$/),
      user: z.string().regex(/^[a-z_][a-z0-9_-]{0,31}$/),
      roles: z.array(z.enum(['department-head', 'division-head', 'computer-specialist', 'technical-support'])).min(1),
    }),
  )
  .min(1)
  .superRefine((people, context) => {
    for (const [i, person] of people.entries()) {
      const twin = people.findIndex((p) => p.user === person.user || p.id === person.id);
      if (twin < i)
        context.addIssue({ code: 'custom', path: [i, 'user'], message: `same account or id as entry ${twin + 1}` });
    }
  });
