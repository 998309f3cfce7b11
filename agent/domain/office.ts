import type { DriftPlan } from './drift-plan.ts';
import type { Moment, Span } from './moment.ts';
import type { Person } from './person.ts';
import type { OfficePolicy } from './policy.ts';
import type { Profile } from './profile.ts';
import type { Bps } from './rate.ts';
import type { Uplink } from './uplink.ts';
import type { WorkCalendar } from './work-calendar.ts';

/**
 * How far the agent may go on a router. `observe`: reads only. `manual`: prints lines, verifies by reading. `apply`:
 * writes.
 */
export type RouterMode = 'observe' | 'manual' | 'apply';

/** A router as the office configured it, without its wire. */
export interface RouterPlan {
  readonly name: string;
  readonly mode: RouterMode;
  readonly dryRun: boolean;
  /** Prefixes that must never be shaped. */
  readonly management: readonly string[];
  /** Commands that one op may consist of at most; a change that needs more is put before people. */
  readonly wordsPerOp: number;
  /** Ops an hour, of any kind. */
  readonly writesPerHour: number;
  /** Bandwidth an hour that grants and pools may move, all ops counted; null: any. */
  readonly movedPerHour: Bps | null;
  /** A grant that changes a line by more waits for a second approver; null: none does. */
  readonly secondApproverAbove: Bps | null;
  /** How long a router that refused the login is left alone, unless a person orders a retry. */
  readonly loginRetry: Span;
  /**
   * No doubt may be cleared as "not applied" before this much time passed: the router may still carry a late command
   * out.
   */
  readonly quiet: Span;
  readonly freezes: readonly { readonly from: Moment; readonly until: Moment; readonly why: string }[];
  /** From this many queues off at once, all writing stops. */
  readonly massDrift: number;
  /** What is done about a queue that is off. */
  readonly drift: DriftPlan;
}

/** Everything the office decided in its YAML, as values. What changes in daily work is in the ledger instead. */
export interface Office {
  readonly profile: Profile;
  readonly policy: OfficePolicy;
  readonly calendar: WorkCalendar;
  readonly uplinks: readonly Uplink[];
  readonly routers: readonly RouterPlan[];
  readonly people: readonly Person[];
  readonly language: 'id' | 'en';
}

/** The router of that name as the office configured it; undefined if the office has none. */
export function routerOf({ routers }: Pick<Office, 'routers'>, name: string | undefined): RouterPlan | undefined {
  return routers.find((router) => router.name === name);
}

/** How often each loop comes back by itself; every change wakes them all. */
export interface Pace {
  readonly intake: Span;
  readonly measure: Span;
  readonly assess: Span;
  readonly provision: Span;
  readonly publish: Span;
  readonly expire: Span;
}
