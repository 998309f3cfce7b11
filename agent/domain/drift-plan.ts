import type { Moment } from './moment.ts';
import { minuteOf, type Zone } from './zone.ts';

/**
 * What the agent does about a queue that is not as the books say. `report`: it tells. `propose`: it also records a
 * proposal that a person accepts with one word. `enforce`: it puts the approved value back by itself, once an hour at
 * most.
 */
export type DriftPolicy = 'report' | 'propose' | 'enforce';

/** Time of day in whole local minutes since midnight; `until` at or before `from` is of the next day. */
export interface QuietHours {
  readonly from: number;
  readonly until: number;
}

/** How drift is met on one router. */
export interface DriftPlan {
  readonly policy: DriftPolicy;
  /** By line or pool id, where it is met otherwise. */
  readonly objects: Readonly<Record<string, DriftPolicy>>;
  /** Nothing is enforced within these. */
  readonly quietHours: readonly QuietHours[];
}

/** The shipped plan: a hand edit is told and left. */
export const REPORT_ONLY: DriftPlan = { policy: 'report', objects: {}, quietHours: [] };

export function policyFor(plan: DriftPlan, owner: string): DriftPolicy {
  return Object.hasOwn(plan.objects, owner) ? (plan.objects[owner] ?? plan.policy) : plan.policy;
}

/** Whether nothing may be enforced at this time of the local day. */
export function isQuiet({ quietHours }: DriftPlan, at: Moment, where: Zone): boolean {
  const minute = minuteOf(at, where);
  return quietHours.some(({ from, until }) =>
    from < until ? minute >= from && minute < until : minute >= from || minute < until,
  );
}
