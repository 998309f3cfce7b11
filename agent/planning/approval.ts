import { routerOf } from '../domain/office.ts';
import { permanentRate } from '../domain/allocation.ts';
import type { Line } from '../domain/line.ts';
import { NO_RATE, type Rate } from '../domain/rate.ts';
import type { Request } from '../domain/request.ts';
import type { Wait } from '../domain/wait.ts';
import type { RequestRecord } from '../ports/ledger.ts';
import { distance } from '../shaping/blast-radius.ts';
import type { Binding } from '../shaping/plan.ts';
import { SOP, type SopLine } from '../workflow/sop.ts';
import type { ReadContext } from '../assessment/read-context.ts';

/**
 * Returns what an approval of this request is bound to: line, queue, targets, present and new rate, window. An approval
 * becomes void when any of it changes. A grant of the same request that is not on the router yet does not count as a
 * change.
 */
export function bindingFor({ ledger }: ReadContext, request: Request, line: Line): Binding {
  const others = ledger.allocations().filter((a) => a.request !== request.id || a.appliedAt !== null);
  return {
    agency: line.agency,
    line: line.id,
    queue: line.queue,
    targets: line.targets,
    from: permanentRate(others, line.id),
    to: request.wanted ?? NO_RATE,
    window: request.window,
  };
}

/** The wait for a second approval. */
type SecondWait = Extract<Wait, { readonly why: 'second-approver' }>;

/**
 * Returns the size of the change and the office's limit when a second person must approve a grant, because the change
 * is larger than `secondApproverAbove`. Undefined when one approval is enough.
 * @param part the rate to grant instead of the wanted one; null: all of it.
 */
export function secondNeeded(
  context: ReadContext,
  request: Request,
  part: Rate | null = null,
): Omit<SecondWait, 'first'> | undefined {
  const line = context.ledger.line(request.line);
  const above = routerOf(context.office, line?.router)?.secondApproverAbove ?? null;
  if (line === undefined || above === null) return undefined;
  const { from, to } = bindingFor(context, request, line);
  const change = distance(part ?? to, from);
  return change > above ? { why: 'second-approver', change, above } : undefined;
}

/**
 * Returns the second approval that an approved request waits for before it may be written to the router. Undefined when
 * none is needed, when two persons have approved, or when the request is not approved yet.
 */
export function awaitsSecond(context: ReadContext, { request, stage }: RequestRecord): SecondWait | undefined {
  if (stage.at !== 'approved' && stage.at !== 'scheduled' && stage.at !== 'apply-failed') return undefined;
  if (stage.signed.length > 1) return undefined;
  const needed = secondNeeded(context, request);
  return needed === undefined ? undefined : { ...needed, first: stage.signed[0]?.person ?? null };
}

/**
 * Returns the SOP step of a request and who must act now. A request that waits for a second approval waits for the
 * division head, not for the agent.
 */
export function turnOf(context: ReadContext, found: RequestRecord): SopLine {
  const line = SOP[found.stage.at];
  return awaitsSecond(context, found) === undefined ? line : { ...line, actor: 'division-head' };
}
