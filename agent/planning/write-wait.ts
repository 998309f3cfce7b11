import { routerOf } from '../domain/office.ts';
import { type Decision, decide } from '../admission/check/decision.ts';
import { isWriteFreeze } from '../domain/write-freeze.ts';
import { before, HOUR } from '../domain/moment.ts';
import type { RouterPlan } from '../domain/office.ts';
import { type Bps, bps, DIRECTIONS, NO_RATE } from '../domain/rate.ts';
import type { Wait } from '../domain/wait.ts';
import { distance, isNew, movedIn, roomForOne, roomToMove } from '../shaping/blast-radius.ts';
import { childFindings } from '../shaping/guard.ts';
import type { Plan } from '../shaping/plan.ts';
import type { ObservedQueue, QueueShape } from '../shaping/queue.ts';
import { isKept, nextTry } from '../shaping/try-again.ts';
import { inputsFor } from '../assessment/availability.ts';
import { awaitsSecond } from './approval.ts';
import type { PlannedChange } from './planned-change.ts';
import { refusalsOf } from './refusals.ts';
import type { ReadContext } from '../assessment/read-context.ts';
import { withoutOwn } from '../assessment/without-own.ts';

/**
 * Returns why a due plan may not be written now; undefined when it may. The plan stays due: each reason ends with time
 * or by an act of people. Change freezes, the hourly bandwidth limit and a second approval delay only new changes,
 * never one that gives capacity back or restores an approved value.
 * @param planned what the plan requires now.
 * @param table the router's queues as read.
 */
export function writeWait(
  context: ReadContext,
  plan: Plan,
  planned: PlannedChange,
  table: readonly ObservedQueue[],
): Wait | undefined {
  const { want } = planned;
  const router = routerOf(context.office, plan.router);
  if (router === undefined || router.mode === 'observe') return { why: 'observe-mode' };
  return (
    frozen(context, plan, router) ??
    writesFrozen(context, plan) ??
    secondApprover(context, plan) ??
    stuck(context, plan, router) ??
    hourly(context, plan, router, want) ??
    children(context, plan, want) ??
    parentFirst(context, plan, planned, table) ??
    newVerdict(context, plan) ??
    refused(plan, planned, table)
  );
}

function frozen({ now }: ReadContext, plan: Plan, { freezes }: RouterPlan): Wait | undefined {
  const freeze = isNew(plan) ? freezes.find((f) => now >= f.from && now < f.until) : undefined;
  return freeze === undefined ? undefined : { why: 'freeze', until: freeze.until, reason: freeze.why };
}

function writesFrozen({ ledger }: ReadContext, { router }: Plan): Wait | undefined {
  const found = ledger.findings(router).find(isWriteFreeze);
  return found === undefined ? undefined : { why: 'halted', code: found.code, facts: found.facts };
}

function secondApprover(context: ReadContext, plan: Plan): Wait | undefined {
  if (plan.purpose !== 'grant' || plan.request === null) return undefined;
  const found = context.ledger.request(plan.request);
  return found === undefined ? undefined : awaitsSecond(context, found);
}

function stuck({ ledger, now }: ReadContext, plan: Plan, { quiet }: RouterPlan): Wait | undefined {
  if (!isKept(plan)) return undefined;
  const tries = ledger.opsOfPlan(plan.id);
  const until = nextTry(plan, tries, quiet);
  return until === undefined || now >= until ? undefined : { why: 'try-again', until, tries: tries.length };
}

function hourly({ ledger, now }: ReadContext, plan: Plan, router: RouterPlan, want: QueueShape): Wait | undefined {
  const recent = ledger.opsSince(before(now, HOUR)).filter((op) => op.router === plan.router);
  const writes = roomForOne(recent, router.writesPerHour, now);
  if (writes !== undefined) return { why: 'writes', until: writes, limit: router.writesPerHour };
  const limit = router.movedPerHour;
  if (limit === null || !isNew(plan)) return undefined;
  const change = changeOf(plan, want);
  const moving = recent.filter((op) => op.state !== 'not-applied');
  const until = roomToMove(moving, change, limit, now);
  return until === undefined ? undefined : { why: 'moved', until, limit, moved: movedIn(moving), change };
}

/** Returns the bandwidth that the plan moves, in bit/s. Adoption moves none: it only adds the owner mark. */
function changeOf(plan: Plan, want: QueueShape): Bps {
  return plan.purpose === 'adopt' ? bps(0) : distance(want.maxLimit, plan.seen?.maxLimit ?? NO_RATE);
}

/**
 * Returns the wait of a plan that lowers a pool's limit: the queues below it are lowered first. A higher limit need not
 * wait.
 */
function children({ ledger }: ReadContext, plan: Plan, want: QueueShape): Wait | undefined {
  if (plan.purpose !== 'pool') return undefined;
  const table = ledger.observed(plan.router)?.queues ?? [];
  const now = table.find((row) => row.name === want.name)?.maxLimit ?? NO_RATE;
  if (DIRECTIONS.every((d) => want.maxLimit[d] >= now[d])) return undefined;
  const [found] = childFindings(want, table);
  return found === undefined ? undefined : { why: 'children', found };
}

/** Returns the wait of a plan whose parent queue is too small until another due plan has raised it. */
function parentFirst(
  { ledger, now }: ReadContext,
  plan: Plan,
  planned: PlannedChange,
  table: readonly ObservedQueue[],
): Wait | undefined {
  const found = refusalsOf(plan, planned, table).find(({ code }) => code === 'guard/parent-too-small');
  if (found === undefined) return undefined;
  const isRaised = ledger
    .plans({ router: plan.router, dueBy: now })
    .some((other) => other.purpose === 'pool' && ledger.pool(other.owner)?.queue === found.facts['parent']);
  return isRaised ? { why: 'parent', found } : undefined;
}

/** Returns the wait of a plan that gives back or restores and that a guard refuses. Such a plan is never dropped. */
function refused(plan: Plan, planned: PlannedChange, table: readonly ObservedQueue[]): Wait | undefined {
  if (!isKept(plan)) return undefined;
  const [found] = refusalsOf(plan, planned, table);
  return found === undefined ? undefined : { why: 'refused', found };
}

function newVerdict(context: ReadContext, plan: Plan): Wait | undefined {
  if (plan.purpose !== 'grant') return undefined;
  const answer = verdictNow(context, plan);
  return answer === 'enough' ? undefined : { why: 'verdict', verdict: answer };
}

/**
 * Returns the answer of the availability check at the moment of writing, for a permanent grant. For a temporary grant
 * it is always `enough`: it is not checked again.
 */
function verdictNow(context: ReadContext, plan: Plan): Decision['verdict'] {
  const { ledger } = context;
  const request = plan.request === null ? undefined : ledger.request(plan.request)?.request;
  const line = ledger.line(plan.owner);
  if (request === undefined || line === undefined || request.wanted === null || request.window !== null)
    return 'enough';
  const others = withoutOwn(ledger, (a) => a.request === request.id && a.appliedAt === null);
  const query = { line, wanted: request.wanted, window: null, request: request.id, from: context.now };
  return decide(inputsFor({ ...context, ledger: others }, query)).verdict;
}
