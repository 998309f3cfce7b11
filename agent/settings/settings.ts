import { z } from 'zod';
import type { Office, Pace, RouterPlan } from '../domain/office.ts';
import { SECOND, span } from '../domain/moment.ts';
import { USUAL_ZONE } from './usual-zone.ts';
import { type Zone, zone } from '../domain/zone.ts';
import type { Helpdesk, HelpdeskDeps } from '../ports/helpdesk.ts';
import type { Meter, MeterDeps } from '../ports/meter.ts';
import type { Router, RouterDeps } from '../ports/router.ts';
import type { ChosenKind, Kinds } from './kinds.ts';
import { kindUnion, routerSchema, uplinkSchema } from './network-settings.ts';
import { peopleSchema } from './people-settings.ts';
import { policySchema, profileSchema } from './policy-settings.ts';

/** A router of the YAML: how far the agent may go there, how it is reached, how it is measured. */
export interface RouterSettings {
  readonly plan: RouterPlan;
  readonly wire: ChosenKind<RouterDeps, Router>;
  readonly meter: ChosenKind<MeterDeps, Meter>;
}

/**
 * File mode of the local socket: 0660 lets the group connect, 0666 every account. Who may order depends on the account.
 */
export type SocketMode = 0o660 | 0o666;

/** The whole configuration as values. */
export interface Settings {
  readonly office: Office;
  readonly routers: readonly RouterSettings[];
  readonly helpdesk: ChosenKind<HelpdeskDeps, Helpdesk>;
  readonly stateDir: string;
  readonly socket: { readonly path: string; readonly mode: SocketMode };
  readonly reports: string;
  readonly log: 'error' | 'warn' | 'info' | 'debug';
  readonly pace: Pace;
}

const seconds = (usual: number) =>
  z
    .int()
    .min(1)
    .max(86_400)
    .default(usual)
    .transform((n) => span(n * SECOND));

const zoneSchema = z.string().transform((text, context): Zone => {
  try {
    return zone(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'not an IANA time zone such as Asia/Pontianak' });
    return z.NEVER;
  }
});

/**
 * The YAML as one schema; each adapter's block is checked by the kind it names. Unknown keys are errors, so that a typo
 * is seen. `where`: the zone that the YAML names, for times in it.
 */
export function settingsSchema(kinds: Kinds, where: Zone = USUAL_ZONE) {
  return z.strictObject({
    office: profileSchema,
    zone: zoneSchema.default(USUAL_ZONE),
    calendars: z.array(z.string().min(1)).min(1),
    people: peopleSchema,
    routers: z.array(routerSchema(kinds, where)).min(1),
    uplinks: z.array(uplinkSchema).min(1),
    helpdesk: kindUnion(kinds.helpdesk),
    policy: policySchema.prefault({}),
    pace: z
      .strictObject({
        intake: seconds(15),
        measure: seconds(60),
        assess: seconds(300),
        provision: seconds(300),
        publish: seconds(15),
        expire: seconds(60),
      })
      .prefault({}),
    stateDir: z.string().min(1).default('/var/lib/bwagent'),
    socket: z.string().min(1).default('/run/bwagent/bwagent.sock'),
    socketMode: z
      .enum(['0660', '0666'])
      .default('0660')
      .transform((mode): SocketMode => (mode === '0666' ? 0o666 : 0o660)),
    reports: z.string().min(1).optional(),
    log: z.enum(['error', 'warn', 'info', 'debug']).default('info'),
  });
}

/** The YAML after its schema, before paths and calendars are put in. */
export type RawSettings = z.output<ReturnType<typeof settingsSchema>>;
