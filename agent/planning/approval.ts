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
 * What an approval of this request is bound to, as things stand; a grant of its own that is not on the router yet
 * changes nothing of it.
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

type SecondWait = Extract<Wait, { readonly why: 'second-approver' }>;

/**
 * Whether a grant of this request, or of `part` of it, is so large that a second person must approve it; undefined: one
 * is enough.
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

/** The second approval that this case waits for before it may be written; undefined where none is, or not yet. */
export function awaitsSecond(context: ReadContext, { request, stage }: RequestRecord): SecondWait | undefined {
  if (stage.at !== 'approved' && stage.at !== 'scheduled' && stage.at !== 'apply-failed') return undefined;
  if (stage.signed.length > 1) return undefined;
  const needed = secondNeeded(context, request);
  return needed === undefined ? undefined : { ...needed, first: stage.signed[0]?.person ?? null };
}

/** Where the SOP stands and whose turn it is: what waits for a second approval waits for people, not for the agent. */
export function turnOf(context: ReadContext, found: RequestRecord): SopLine {
  const line = SOP[found.stage.at];
  return awaitsSecond(context, found) === undefined ? line : { ...line, actor: 'division-head' };
}
