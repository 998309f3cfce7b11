import type { Finding } from '../domain/finding.ts';
import type { Moment } from '../domain/moment.ts';
import type { RouterMode } from '../domain/office.ts';
import type { Outage } from '../domain/outage.ts';
import type { Role } from '../domain/person.ts';
import type { Wait } from '../domain/wait.ts';
import { dayOf } from '../domain/zone.ts';
import type { Plan } from '../shaping/plan.ts';
import { requestsView } from './requests-view.ts';
import { outageOf } from '../domain/outage.ts';
import type { ReadContext } from '../assessment/read-context.ts';
import { contractFindings } from './contract-findings.ts';
import { uplinkFindings } from './uplink-findings.ts';
import { type UplinkRow, uplinksView } from './uplinks-view.ts';
import { waitOfPlan } from '../planning/waits.ts';

/** State of one loop of the daemon. */
export interface LoopState {
  readonly name: string;
  /** When the last pass ended. null: none yet. */
  readonly lastPass: Moment | null;
  /** Code of the fault that the loop fails with. null: the loop works. */
  readonly failing: string | null;
}

/** Summary of everything on one screen. */
export interface StatusView {
  readonly office: string;
  readonly version: string;
  readonly now: Moment;
  readonly uplinks: readonly UplinkRow[];
  readonly routers: readonly {
    readonly name: string;
    readonly mode: RouterMode;
    readonly dryRun: boolean;
    /** RouterOS version as last read. null: never read. */
    readonly version: string | null;
    readonly observedAt: Moment | null;
    /** Number of ops whose result is not known yet. */
    readonly openOps: number;
    /** Number of plans that are due. */
    readonly duePlans: number;
    /** Findings of the router's table as last read, and of its uplinks. */
    readonly findings: readonly Finding[];
    /** The last time in which the router could not be visited as planned. null: none yet. */
    readonly outage: Outage | null;
    /** The first due plans that something stops. `about`: number of the request, or owner of the queue. */
    readonly waits: readonly { readonly about: string; readonly wait: Wait }[];
  }[];
  /** Numbers of the open requests by the role that must act next. */
  readonly waiting: readonly { readonly role: Role; readonly numbers: readonly string[] }[];
  /** Numbers of requests that missed a deadline. */
  readonly late: readonly string[];
  /** Number of notices not sent yet. */
  readonly unsent: number;
  readonly loops: readonly LoopState[];
  /** Whether the holidays of this year are unknown. */
  readonly provisionalCalendar: boolean;
}

/** Returns the summary that a technician looks at first. The daemon hands in `loops` and `version`. */
export function statusView(context: ReadContext, loops: readonly LoopState[], version: string): StatusView {
  const { ledger, office, now } = context;
  const rows = requestsView(context, {});
  return {
    office: office.profile.office,
    version,
    now,
    uplinks: uplinksView(context),
    routers: office.routers.map((router) => {
      const observed = ledger.observed(router.name);
      const due = ledger.plans({ router: router.name, dueBy: now });
      return {
        name: router.name,
        mode: router.mode,
        dryRun: router.dryRun,
        version: observed?.identity.version ?? null,
        observedAt: observed?.at ?? null,
        openOps: ledger.openOps(router.name).length,
        duePlans: due.length,
        findings: [
          ...ledger.findings(router.name),
          ...uplinkFindings(context, router.name),
          ...contractFindings(context, router.name),
        ],
        outage: outageOf(ledger, router.name) ?? null,
        waits: due.slice(0, MOST_SHOWN).flatMap((plan) => waitRow(context, plan)),
      };
    }),
    waiting: TURNS.map((role) => ({ role, numbers: rows.filter((r) => r.actor === role).map((r) => r.number) })).filter(
      (w) => w.numbers.length > 0,
    ),
    late: rows.filter((r) => r.late).map((r) => r.number),
    unsent: ledger.outbox().length,
    loops,
    provisionalCalendar: Number(dayOf(now, office.calendar.zone).slice(0, 4)) > office.calendar.lastYear,
  };
}

/** Most plans per router whose wait is looked up. */
const MOST_SHOWN = 20;

function waitRow(context: ReadContext, plan: Plan): StatusView['routers'][number]['waits'] {
  const wait = waitOfPlan(context, plan);
  const number = plan.request === null ? undefined : context.ledger.request(plan.request)?.request.number;
  return wait === null ? [] : [{ about: number ?? plan.owner, wait }];
}

const TURNS: readonly Role[] = [
  'technical-support',
  'department-head',
  'division-head',
  'computer-specialist',
  'agency',
  'agent',
];
