import { z } from 'zod';
import { MINUTE, type Moment, SECOND, span } from '../domain/moment.ts';
import type { RouterPlan } from '../domain/office.ts';
import { parsePrefix } from '../domain/prefix.ts';
import { mbps } from '../domain/rate.ts';
import type { ChosenKind, Kind, Kinds } from './kinds.ts';
import { readTime, type TypedTime } from '../domain/typed/typed-time.ts';
import type { Zone } from '../domain/zone.ts';

const name = z.string().regex(/^[a-z0-9][a-z0-9-]{0,46}$/, 'lower-case letters, digits and hyphens');

const prefix = z.string().refine((text) => parsePrefix(text) !== undefined, 'not a prefix such as 10.62.254.0/24');

/** A beginning or an end as people type it, on the office's clock unless the text names another. */
const typed = (edge: keyof TypedTime, where: Zone) =>
  z.string().transform((text, context): Moment => {
    const found = readTime(text, where);
    if (found !== undefined) return found[edge];
    context.addIssue({ code: 'custom', message: 'not a time such as 2026-08-16, or 2026-08-16 07:00 WIB' });
    return z.NEVER;
  });

/** Whole megabits per second; null: no limit. */
const megabits = z
  .int()
  .min(1)
  .max(1_000_000)
  .nullable()
  .transform((n) => (n === null ? null : mbps(n)));

const driftPolicy = z.enum(['report', 'propose', 'enforce']);

/** Parses `07:30` to minutes since midnight. */
const timeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'not a time of day such as 07:30')
  .transform((text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3)));

/** What to do about a queue that differs from the ledger. `objects`: other policies by line or pool. */
const driftSchema = z
  .strictObject({
    policy: driftPolicy.default('report'),
    objects: z.record(name, driftPolicy).default({}),
    quietHours: z.array(z.strictObject({ from: timeOfDay, until: timeOfDay })).default([]),
  })
  .prefault({});

/** How far the agent may go on one router. */
const planShape = (where: Zone) => ({
  name,
  mode: z.enum(['observe', 'manual', 'apply']).default('observe'),
  dryRun: z.boolean().default(false),
  management: z.array(prefix).default([]),
  wordsPerOp: z.int().min(1).max(100).default(4),
  writesPerHour: z.int().min(1).max(10_000).default(60),
  movedPerHourMbps: megabits.default(mbps(1000)),
  secondApproverAboveMbps: megabits.default(mbps(200)),
  loginRetryMinutes: z.int().min(5).max(1440).default(30),
  quietSeconds: z.int().min(1).max(3600).default(15),
  massDrift: z.int().min(2).max(10_000).default(10),
  drift: driftSchema,
  freezes: z
    .array(
      z
        .strictObject({
          from: typed('start', where),
          until: typed('end', where),
          why: z.string().min(1).max(200),
        })
        .refine(({ from, until }) => from < until, 'a freeze must end after it begins'),
    )
    .default([]),
});

/** A router: how far the agent may go there, its wire and its meter. `where`: the time zone of its freezes. */
export function routerSchema(kinds: Kinds, where: Zone) {
  const wires = kindUnion(kinds.router);
  const meters = kindUnion(kinds.meter);
  return z
    .strictObject({ ...planShape(where), wire: wires, meter: meters })
    .transform(({ wire, meter, quietSeconds, loginRetryMinutes, ...rest }) => {
      const { movedPerHourMbps: movedPerHour, secondApproverAboveMbps: secondApproverAbove, ...plan } = rest;
      const times = { quiet: span(quietSeconds * SECOND), loginRetry: span(loginRetryMinutes * MINUTE) };
      const decided: RouterPlan = { ...plan, ...times, movedPerHour, secondApproverAbove };
      return { plan: decided, wire, meter };
    });
}

/** An uplink: the router and the interface at which it is counted. */
export const uplinkSchema = z.strictObject({
  id: name,
  name: z.string().min(1).max(80),
  router: name,
  interface: z.string().min(1).max(64),
});

/** Checks `{kind: …, …}`: the kind that the block names checks the rest. An unknown kind is a problem at `kind`. */
export function kindUnion<Deps, Port>(kinds: Readonly<Record<string, Kind<Deps, Port>>>) {
  return z
    .looseObject({ kind: z.enum(Object.keys(kinds)) })
    .transform(({ kind, ...block }, context): ChosenKind<Deps, Port> => {
      const read = kinds[kind]?.read(block) ?? { problems: [{ path: ['kind'], what: 'unknown kind' }] };
      if ('open' in read) return { kind, ...read };
      for (const { path, what } of read.problems) context.addIssue({ code: 'custom', path: [...path], message: what });
      return z.NEVER;
    });
}
