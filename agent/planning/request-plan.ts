import { modeOf } from '../domain/office.ts';
import { Fault } from '../domain/fault.ts';
import type { Facts, Finding } from '../domain/finding.ts';
import { counts } from '../domain/allocation.ts';
import type { Line } from '../domain/line.ts';
import { moment } from '../domain/moment.ts';
import type { RouterMode } from '../domain/office.ts';
import type { Request } from '../domain/request.ts';
import type { Rate } from '../domain/rate.ts';
import type { Wait } from '../domain/wait.ts';
import type { RequestRecord } from '../ports/ledger.ts';
import { rowsOf } from '../shaping/change.ts';
import { shownDifferences } from '../shaping/drift.ts';
import { featureFindings } from '../shaping/feature-check.ts';
import { type Binding, planHash, type PlanDraft } from '../shaping/plan.ts';
import type { ObservedQueue, QueueShape } from '../shaping/queue.ts';
import { bindingFor, secondNeeded } from './approval.ts';
import { afterRaises, groupRaises, raiseRefusals } from './group-raises.ts';
import { isUndecided } from '../workflow/judge.ts';
import { plannedChange } from './planned-change.ts';
import { plannedEffects } from './planned-effects.ts';
import { pastedLines, refusalsOf } from './refusals.ts';
import type { ReadContext } from '../assessment/read-context.ts';
import { grantsWithHold } from '../assessment/supposed-grants.ts';
import { waitOfCase } from './waits.ts';
import { supposedLedger } from '../assessment/supposed-ledger.ts';

/**
 * What approving a request would do on the router: what the approval is bound to, the changed fields, and the commands.
 */
export interface RequestPlan {
  readonly number: string;
  readonly binding: Binding;
  /** SHA-256 of `binding`; the approver sends it back. */
  readonly hash: string;
  readonly router: string;
  readonly mode: RouterMode;
  /** Changed fields with found and wanted value; empty when the queue already has them. */
  readonly differences: readonly { readonly field: string; readonly found: string; readonly wanted: string }[];
  /** RouterOS commands that a person could paste. */
  readonly words: readonly string[];
  /** Pools of the agency alone that are raised first, the highest first; empty when none must be. */
  readonly raises: readonly { readonly queue: string; readonly from: Rate; readonly to: Rate }[];
  /** Why the plan could not be written today; empty when it could. */
  readonly refusals: readonly Finding[];
  /** Why the queue or its pool would not work as intended, if it were written today. */
  readonly effects: readonly Finding[];
  /** How the queue differs from the state for which a change could be planned; null: it does not. */
  readonly conflict: Facts | null;
  /** Why the change is not written now, or would not be after one approval; null: nothing delays it. */
  readonly wait: Wait | null;
}

/**
 * Shows what is done for a request: its due plan, or the grant that an approval would order now. A window that has not
 * begun is shown as at its start. Throws Fault `request/no-line` for a request without a queue of ours.
 */
export function requestPlan(context: ReadContext, found: RequestRecord): RequestPlan {
  const { request } = found;
  const line = context.ledger.line(request.line);
  if (line === undefined) throw new Fault('request/no-line', { agency: request.agency });
  const binding = bindingFor(context, request, line);
  const raises = isGrant(context, found) ? groupRaises(context, line, binding.to, request.window) : [];
  const raised = afterRaises(context, line.router, raises);
  const table = tableOf(raised, line.router);
  const row = rowsOf(line.id, line.queue, table)[0];
  const draft = dueOf(context, request) ?? grantOf(context, request, line, row);
  const asOf = draft.purpose === 'grant' ? asGranted(raised, request, line) : raised;
  const planned = plannedChange(asOf, draft, table);
  if (planned === undefined) throw new Fault('request/no-line', { agency: request.agency });
  const { needed, want } = planned;
  const unraised = tableOf(context, line.router);
  const refusals = [...refusalsOf(draft, planned, table), ...raiseRefusals(context, raises, unraised)];
  const isConflict = needed.kind === 'conflict';
  return {
    number: request.number,
    binding,
    hash: planHash(binding),
    router: line.router,
    mode: modeOf(context.office, line.router),
    differences: row === undefined ? [] : shownDifferences(want, row),
    words: needed.kind === 'change' ? pastedLines(context, line.router, needed.change) : [],
    raises: raises.map(({ pool, from, to }) => ({ queue: pool.queue, from, to })),
    refusals: isConflict ? [] : refusals,
    effects: effectsOf(raised, line, want, row),
    conflict: isConflict ? (refusals[0]?.facts ?? null) : null,
    wait: waitOfCase(context, found) ?? secondAhead(context, found),
  };
}

function tableOf({ ledger }: ReadContext, router: string): readonly ObservedQueue[] {
  return ledger.observed(router)?.queues ?? [];
}

/** Whether a grant would be written: its due plan is one, or it is not decided yet. */
function isGrant(context: ReadContext, { request, stage }: RequestRecord): boolean {
  const due = dueOf(context, request);
  return due === undefined ? isUndecided(stage) && request.kind !== 'incident' : due.purpose === 'grant';
}

function effectsOf(
  context: ReadContext,
  line: Line,
  want: QueueShape,
  row: ObservedQueue | undefined,
): readonly Finding[] {
  const features = row === undefined ? [] : featureFindings(row.name, want.maxLimit, row);
  return [...plannedEffects(context, line, want, row), ...features];
}

function dueOf({ ledger }: ReadContext, request: Request): PlanDraft | undefined {
  return ledger.plans({ request: request.id }).find((plan) => plan.state === 'due');
}

/** Returns the plan that an approval now would record. */
function grantOf({ now }: ReadContext, request: Request, line: Line, row: ObservedQueue | undefined): PlanDraft {
  const { id: owner, router } = line;
  const purpose = request.kind === 'incident' ? 'restore' : 'grant';
  return { router, owner, purpose, request: request.id, dueAt: now, seen: row ?? null };
}

/** Returns the context as if the request had been granted, at the start of its window. */
function asGranted(context: ReadContext, request: Request, line: Line): ReadContext {
  const all = context.ledger.allocations();
  const own = all.findLast((a) => a.request === request.id && counts(a, context.now));
  const grant = own ?? grantsWithHold(all, request, line.id, line.service, context.now).at(-1);
  if (grant === undefined) return context;
  const state = { at: 'granted', since: context.now } as const;
  const allocations = [...all.filter((a) => a !== own), { ...grant, state }];
  const now = moment(Math.max(context.now, request.window?.from ?? context.now));
  return { ...context, now, ledger: supposedLedger(context.ledger, { allocations: () => allocations }) };
}

/** Returns the second approval that an undecided request will need; null: none. */
function secondAhead(context: ReadContext, { request, stage }: RequestRecord): Wait | null {
  const needed = isUndecided(stage) ? secondNeeded(context, request) : undefined;
  return needed === undefined ? null : { ...needed, first: null };
}
