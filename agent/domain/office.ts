import type { DriftPlan } from './drift-plan.ts';
import type { Moment, Span } from './moment.ts';
import type { Person } from './person.ts';
import type { OfficePolicy } from './policy.ts';
import type { Profile } from './profile.ts';
import type { Bps } from './rate.ts';
import type { Uplink } from './uplink.ts';
import type { WorkCalendar } from './work-calendar.ts';

/**
 * How far the agent may go on a router. `observe`: only reads. `manual`: prints the RouterOS commands for a person to
 * enter, then verifies by reading. `apply`: writes.
 */
export type RouterMode = 'observe' | 'manual' | 'apply';

/** Settings of one router, without address and credentials. */
export interface RouterPlan {
  readonly name: string;
  readonly mode: RouterMode;
  /** Whether writes are only simulated, never sent to the router. */
  readonly dryRun: boolean;
  /** Prefixes of routers, servers and management. A queue must never limit them. */
  readonly management: readonly string[];
  /** Most RouterOS commands that one op may need. A change that needs more is left to people. */
  readonly wordsPerOp: number;
  /** Most ops per hour, whatever they do. */
  readonly writesPerHour: number;
  /** Most bandwidth per hour that grants and pool changes may move, bit/s, counted over all ops. null: no limit. */
  readonly movedPerHour: Bps | null;
  /** A grant that changes a line by more than this, in bit/s, waits for a second approver. null: no grant does. */
  readonly secondApproverAbove: Bps | null;
  /**
   * How long the agent does not log in again after the router refused the login. `bwagent retry N` ends this time
   * early.
   */
  readonly loginRetry: Span;
  /**
   * How long after a write without a clear result the router may still carry the command out. Only later may the op
   * count as "not applied".
   */
  readonly quiet: Span;
  /** Times in which nothing new is written. `why` is shown to people. */
  readonly freezes: readonly { readonly from: Moment; readonly until: Moment; readonly why: string }[];
  /** If so many queues differ from the ledger at once, all writing to the router stops. */
  readonly massDrift: number;
  /** What the agent does about a queue that differs from the ledger. */
  readonly drift: DriftPlan;
}

/**
 * Everything that the office decided in its YAML configuration, as values. What changes in daily work is in the ledger.
 */
export interface Office {
  readonly profile: Profile;
  readonly policy: OfficePolicy;
  readonly calendar: WorkCalendar;
  readonly uplinks: readonly Uplink[];
  readonly routers: readonly RouterPlan[];
  readonly people: readonly Person[];
  /** Language of notices and messages: Indonesian or English. */
  readonly language: 'id' | 'en';
}

/** Finds the configured router of that name. undefined: the office has no such router. */
export function routerOf({ routers }: Pick<Office, 'routers'>, name: string | undefined): RouterPlan | undefined {
  return routers.find((router) => router.name === name);
}

/** Returns the interfaces of a router that are uplinks. */
export function uplinkInterfaces({ uplinks }: Pick<Office, 'uplinks'>, router: string): ReadonlySet<string> {
  return new Set(uplinks.filter((uplink) => uplink.router === router).map((uplink) => uplink.interface));
}

/** How far the agent may go on the router of that name; `observe` if the office has no such router. */
export function modeOf(office: Pick<Office, 'routers'>, name: string): RouterMode {
  return routerOf(office, name)?.mode ?? 'observe';
}

/** How long each loop waits between two passes. A change in the ledger wakes all loops earlier. */
export interface Pace {
  readonly intake: Span;
  readonly measure: Span;
  readonly assess: Span;
  readonly provision: Span;
  readonly publish: Span;
  readonly expire: Span;
}
