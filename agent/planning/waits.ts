import type { Wait } from '../domain/wait.ts';
import type { RequestRecord } from '../ports/ledger.ts';
import type { Plan } from '../shaping/plan.ts';
import { plannedChange } from './planned-change.ts';
import { outageOf } from '../domain/outage.ts';
import { awaitsSecond } from './approval.ts';
import type { ReadContext } from '../assessment/read-context.ts';
import { writeWait } from './write-wait.ts';

/**
 * Returns why nothing of a request is written to the router now. null when nothing of it waits to be written, or
 * nothing delays it.
 */
export function waitOfCase(context: ReadContext, found: RequestRecord): Wait | null {
  const due = context.ledger.plans({ request: found.request.id }).find((p) => p.state === 'due');
  if (due === undefined) return awaitsSecond(context, found) ?? null;
  return waitOfPlan(context, due);
}

/**
 * Returns why a due plan is not carried out now. null when the next visit to the router will write it, or when its
 * write is already being verified.
 */
export function waitOfPlan(context: ReadContext, plan: Plan): Wait | null {
  const outage = outageOf(context.ledger, plan.router);
  if (outage !== undefined && outage.until === null)
    return { why: 'router-away', since: outage.from, fault: outage.why };
  if (context.ledger.opsOfPlan(plan.id).some((op) => op.state === 'open')) return null;
  const table = context.ledger.observed(plan.router)?.queues ?? [];
  const planned = plannedChange(context, plan, table);
  return planned === undefined ? null : (writeWait(context, plan, planned, table) ?? null);
}
