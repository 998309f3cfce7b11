import { z } from 'zod';
import { momentOf, SECOND, span } from '../domain/moment.ts';
import type { RouterPlan } from '../domain/office.ts';
import { parsePrefix } from '../domain/prefix.ts';
import type { Kinds } from './kinds.ts';

const name = z.string().regex(/^[a-z0-9][a-z0-9-]{0,46}$/, 'lower-case letters, digits and hyphens');

const prefix = z.string().refine((text) => parsePrefix(text) !== undefined, 'not a prefix such as 10.62.254.0/24');

const instant = z.iso.datetime({ offset: true, local: false }).transform(momentOf);

/** How far the agent may go on one router. */
const planShape = {
  name,
  mode: z.enum(['observe', 'manual', 'apply']).default('observe'),
  dryRun: z.boolean().default(false),
  management: z.array(prefix).default([]),
  writesPerHour: z.int().min(1).max(10_000).default(60),
  quietSeconds: z.int().min(1).max(3600).default(15),
  massDrift: z.int().min(2).max(10_000).default(10),
  freezes: z.array(z.strictObject({ from: instant, until: instant, why: z.string().min(1) })).default([]),
};

/** A router: its plan, and the block of the kind of wire that reaches it. */
export function routerSchema(kinds: Kinds) {
  const wires = kindUnion(kinds.router);
  const meters = kindUnion(kinds.meter);
  return z.strictObject({ ...planShape, wire: wires, meter: meters }).transform(({ wire, meter, quietSeconds, ...plan }) => {
    const decided: RouterPlan = { ...plan, quiet: span(quietSeconds * SECOND) };
    return { plan: decided, wire, meter };
  });
}

export const uplinkSchema = z.strictObject({
  id: name,
  name: z.string().min(1).max(80),
  router: name,
  interface: z.string().min(1).max(64),
});

/** `{kind: …, …}`: the block is checked by the kind that it names. */
export function kindUnion(kinds: Readonly<Record<string, { readonly options: z.ZodType }>>) {
  const known = Object.keys(kinds);
  return z.looseObject({ kind: z.enum(known as [string, ...string[]]) }).transform(({ kind, ...block }, context) => {
    const checked = kinds[kind]?.options.safeParse(block);
    if (checked?.success === true) return { kind, options: checked.data };
    for (const issue of checked?.error.issues ?? []) context.addIssue({ code: 'custom', path: issue.path, message: issue.message });
    return z.NEVER;
  });
}
