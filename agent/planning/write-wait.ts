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
 * Says why a due plan may not be written now; undefined when it may. Each reason passes by itself or by an act of
 * people, and the plan stays due. Freezes, the bandwidth of the hour and a second approver hold back what is new, never
 * what gives back or restores an approved value.
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
  const until = roomToMove(recent, change, limit, now);
  return until === undefined ? undefined : { why: 'moved', until, limit, moved: movedIn(recent), change };
}

/** Adoption moves nothing: it only adds a mark. */
function changeOf(plan: Plan, want: QueueShape): Bps {
  return plan.purpose === 'adopt' ? bps(0) : distance(want.maxLimit, plan.seen?.maxLimit ?? NO_RATE);
}

/** Only a lower limit waits for them: a higher one takes nothing from anybody. */
function children({ ledger }: ReadContext, plan: Plan, want: QueueShape): Wait | undefined {
  if (plan.purpose !== 'pool') return undefined;
  const table = ledger.observed(plan.router)?.queues ?? [];
  const now = table.find((row) => row.name === want.name)?.maxLimit ?? NO_RATE;
  if (DIRECTIONS.every((d) => want.maxLimit[d] >= now[d])) return undefined;
  const [found] = childFindings(want, table);
  return found === undefined ? undefined : { why: 'children', found };
}

/** What gives back or restores is never given up: it waits until nothing refuses it any more. */
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
 * A permanent grant is judged again at the moment it is applied; a pre-approved window only alarms. Not known is not
 * yes.
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
