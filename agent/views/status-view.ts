import type { Finding } from '../domain/finding.ts';
import type { Moment } from '../domain/moment.ts';
import type { RouterMode } from '../domain/office.ts';
import type { Role } from '../domain/person.ts';
import { dayOf } from '../domain/zone.ts';
import { requestsView } from './requests-view.ts';
import type { Sight } from './sight.ts';
import { type UplinkRow, uplinksView } from './uplinks-view.ts';

/** How a loop is doing. */
export interface LoopState {
  readonly name: string;
  readonly lastPass: Moment | null;
  readonly failing: string | null;
}

/** The whole on one screen. */
export interface StatusView {
  readonly office: string;
  readonly version: string;
  readonly now: Moment;
  readonly uplinks: readonly UplinkRow[];
  readonly routers: readonly {
    readonly name: string;
    readonly mode: RouterMode;
    readonly dryRun: boolean;
    readonly version: string | null;
    readonly observedAt: Moment | null;
    readonly openOps: number;
    readonly duePlans: number;
    readonly findings: readonly Finding[];
  }[];
  /** Whose turn it is, and on what. */
  readonly waiting: readonly { readonly role: Role; readonly numbers: readonly string[] }[];
  readonly late: readonly string[];
  readonly unsent: number;
  readonly loops: readonly LoopState[];
  readonly provisionalCalendar: boolean;
}

/** What a technician wants to see first. `loops` and `version` come from the daemon. */
export function statusView(sight: Sight, loops: readonly LoopState[], version: string): StatusView {
  const { ledger, office, now } = sight;
  const rows = requestsView(sight, {});
  return {
    office: office.profile.office,
    version,
    now,
    uplinks: uplinksView(sight),
    routers: office.routers.map((router) => {
      const observed = ledger.observed(router.name);
      return {
        name: router.name,
        mode: router.mode,
        dryRun: router.dryRun,
        version: observed?.identity.version ?? null,
        observedAt: observed?.at ?? null,
        openOps: ledger.openOps(router.name).length,
        duePlans: ledger.plans({ router: router.name, dueBy: now }).length,
        findings: ledger.findings(router.name),
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

const TURNS: readonly Role[] = ['technical-support', 'department-head', 'division-head', 'computer-specialist', 'agency', 'agent'];
