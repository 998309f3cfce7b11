import type { Moment } from './moment.ts';
import { minuteOf, type Zone } from './zone.ts';

/**
 * What the agent does about drift (a queue that differs from the ledger). `report`: reports it. `propose`: also records
 * a proposal that a person accepts with `drift resolve`. `enforce`: writes the approved value again, at most once an
 * hour.
 */
export type DriftPolicy = 'report' | 'propose' | 'enforce';

/**
 * A time of day, in whole minutes since local midnight. If `until` is not later than `from`, the time ends on the next
 * day.
 */
export interface QuietHours {
  readonly from: number;
  readonly until: number;
}

/** How drift is treated on one router. */
export interface DriftPlan {
  /** Applies to every queue that is not in `objects`. */
  readonly policy: DriftPolicy;
  /** Exceptions by line id or pool id. */
  readonly objects: Readonly<Record<string, DriftPolicy>>;
  /** Times of day in which no drift is enforced. */
  readonly quietHours: readonly QuietHours[];
}

/** Default: drift is reported and never corrected by the agent. */
export const REPORT_ONLY: DriftPlan = { policy: 'report', objects: {}, quietHours: [] };

/** Returns the drift policy of one line or pool: its own entry in `objects`, else the policy of the router. */
export function policyFor(plan: DriftPlan, owner: string): DriftPolicy {
  return Object.hasOwn(plan.objects, owner) ? (plan.objects[owner] ?? plan.policy) : plan.policy;
}

/** Returns whether `at` is in the quiet hours, in which no drift is enforced. */
export function isQuiet({ quietHours }: DriftPlan, at: Moment, where: Zone): boolean {
  const minute = minuteOf(at, where);
  return quietHours.some(({ from, until }) =>
    from < until ? minute >= from && minute < until : minute >= from || minute < until,
  );
}
