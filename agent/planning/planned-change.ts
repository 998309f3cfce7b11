import { atLeast, inForceOf, isReplacedBy } from '../domain/allocation.ts';
import { before, DAY, moment, type Moment, span } from '../domain/moment.ts';
import { never } from '../domain/never.ts';
import { NO_RATE } from '../domain/rate.ts';
import type { LedgerView } from '../ports/ledger.ts';
import { neededChange, type Needed, rowsOf } from '../shaping/change.ts';
import { desiredPool } from '../shaping/desired.ts';
import { stoodBefore } from '../shaping/drift.ts';
import { beforeOp, neededMove, neededRemoval, neededUndo } from '../shaping/ordered-change.ts';
import type { Aim, PlanDraft } from '../shaping/plan.ts';
import { differences, type ObservedQueue, type QueueShape, type SeenQueue } from '../shaping/queue.ts';
import { ownedQueues } from './owned-queues.ts';
import type { ReadContext } from '../assessment/read-context.ts';
import { supposedLedger } from '../assessment/supposed-ledger.ts';

/** What a plan means for the ledger and router table of this moment. */
export interface PlannedChange {
  /** The queue as it should be afterwards. Rates of 0 mean that it should be gone. */
  readonly want: QueueShape;
  /**
   * What is to be written: a change, nothing, or a conflict because the queue is not as it was when the plan was made.
   */
  readonly needed: Needed;
  /** The context with the ledger as it will be after the change; guards are asked with it. */
  readonly foreseen: ReadContext;
}

/**
 * Computes what a plan requires on a router. Undefined when the ledger has no queue for the plan's owner.
 * @param table the router's queues as read.
 */
export function plannedChange(
  context: ReadContext,
  plan: PlanDraft,
  table: readonly ObservedQueue[],
): PlannedChange | undefined {
  const foreseen = { ...context, ledger: foreseenLedger(context.ledger, plan) };
  const { owner, aim } = plan;
  if (aim?.kind === 'compensate') return undone(foreseen, aim.op, table);
  if (aim?.kind === 'remove') return removed(context, foreseen, plan, table);
  const want = wantOf(foreseen, plan);
  if (want === undefined) return undefined;
  const needed =
    aim?.kind === 'move'
      ? neededMove(owner, plan.seen ?? want, aim.before, table)
      : neededChange(plan.purpose, owner, want, seenFor(context, plan, table), table, followerIn(context, plan));
  return { want, needed, foreseen };
}

/** The queue that followed the plan's queue, if that is missing. */
function followerIn({ ledger }: ReadContext, { owner, router }: PlanDraft): string | null {
  return stoodBefore(owner, ledger.findings(router));
}

function wantOf(context: ReadContext, { router, owner }: PlanDraft): QueueShape | undefined {
  return ownedQueues(context, router).find((o) => o.owner === owner)?.want;
}

function undone(foreseen: ReadContext, id: number, table: readonly ObservedQueue[]): PlannedChange | undefined {
  const op = foreseen.ledger.op(id);
  return op && { want: beforeOp(op), needed: neededUndo(op, table), foreseen };
}

/**
 * Computes the removal of a line. The line is looked up in the present ledger, since the foreseen one no longer has it.
 */
function removed(
  context: ReadContext,
  foreseen: ReadContext,
  plan: PlanDraft,
  table: readonly ObservedQueue[],
): PlannedChange | undefined {
  const seen = plan.seen ?? wantOf(context, plan);
  return (
    seen && {
      want: { ...seen, maxLimit: NO_RATE, limitAt: NO_RATE },
      needed: neededRemoval(plan.owner, seen, table),
      foreseen,
    }
  );
}

/**
 * Returns the queue that a plan may change without overwriting a hand edit: as it was seen when the plan was made, as
 * an earlier limit of the pool said until now, or as another change of the agent left it since.
 */
function seenFor(context: ReadContext, plan: PlanDraft, table: readonly ObservedQueue[]): SeenQueue | null {
  const pool = plan.purpose === 'pool' ? context.ledger.pool(plan.owner) : undefined;
  if (pool === undefined) return ownChange(context.ledger, plan, table) ?? plan.seen;
  const until = desiredPool(pool, context.ledger.poolLimits(), before(plan.dueAt, span(1)));
  const [row] = rowsOf(pool.id, pool.queue, table);
  return until !== undefined && row !== undefined && differences(until, row).length === 0 ? until : plan.seen;
}

/** The queue's row, if it shows exactly what a change verified since the plan was made had written. */
function ownChange(ledger: LedgerView, plan: PlanDraft, table: readonly ObservedQueue[]): ObservedQueue | undefined {
  if (plan.seen === null) return undefined;
  const [row] = rowsOf(plan.owner, plan.seen.name, table);
  if (row === undefined || differences(plan.seen, row).length === 0) return undefined;
  const last = ledger.opsSince(before(plan.dueAt, DAY)).findLast(({ change, state, settledAt }) => {
    const isSince = state === 'verified' && settledAt !== null && settledAt >= plan.dueAt;
    return isSince && change.owner === plan.owner && 'want' in change;
  });
  const written = last !== undefined && 'want' in last.change ? last.change.want : undefined;
  return written !== undefined && differences(written, row).length === 0 ? row : undefined;
}

/** Returns the ledger as if the router already showed what the plan wants. */
function foreseenLedger(ledger: LedgerView, { owner, aim, purpose, request, dueAt }: PlanDraft): LedgerView {
  if (purpose === 'grant' && request !== null) return granted(ledger, request, dueAt);
  switch (aim?.kind) {
    case 'reduce': {
      const old = inForceOf(ledger.allocations(), owner);
      const { rate, limitAt } = aim;
      return supposedLedger(ledger, {
        allocations: () => ledger.allocations().map((a) => (a.id === old?.id ? { ...a, rate, limitAt } : a)),
      });
    }
    case 'reshape':
      return reshaped(ledger, owner, aim);
    case 'add':
      return ledger.lines().some((l) => l.id === owner) ? ledger : added(ledger, aim);
    case 'remove':
      return supposedLedger(ledger, { lines: () => ledger.lines().filter((l) => l.id !== owner) });
    case 'compensate':
    case 'move':
    case undefined:
      return ledger;
    default:
      return never(aim);
  }
}

/**
 * Returns the ledger as if the router carried the request's grant. A permanent grant replaces what the line has and is
 * never smaller.
 */
function granted(ledger: LedgerView, request: number, appliedAt: Moment): LedgerView {
  const mine = ledger.allocations().findLast((a) => a.request === request && a.state.at === 'granted');
  if (mine === undefined) return ledger;
  const others = ledger.allocations().filter((a) => a.id !== mine.id);
  const applied = { ...mine, appliedAt: mine.appliedAt ?? appliedAt };
  if (mine.window !== null) return supposedLedger(ledger, { allocations: () => [...others, applied] });
  const replaced = others.filter((a) => isReplacedBy(mine, a));
  const standing = [...others.filter((a) => !replaced.includes(a)), atLeast(applied, replaced)];
  return supposedLedger(ledger, { allocations: () => standing });
}

function reshaped(
  ledger: LedgerView,
  owner: string,
  { queue, targets }: Extract<Aim, { kind: 'reshape' }>,
): LedgerView {
  const pool = ledger.pool(owner);
  const lines = ledger.lines().map((l) => {
    if (l.id === owner) return { ...l, queue, targets };
    return pool !== undefined && l.router === pool.router && l.parent === pool.queue ? { ...l, parent: queue } : l;
  });
  const pools = ledger.pools().map((p) => (p.id === owner ? { ...p, queue, targets } : p));
  return supposedLedger(ledger, { lines: () => lines, pools: () => pools });
}

function added(ledger: LedgerView, { line, rate, limitAt }: Extract<Aim, { kind: 'add' }>): LedgerView {
  const held = {
    id: Number.MAX_SAFE_INTEGER,
    line: line.id,
    request: null,
    rate,
    limitAt,
    window: null,
    appliedAt: null,
    returnedAt: null,
  };
  const state = { at: 'granted', since: moment(0) } as const;
  return supposedLedger(ledger, {
    lines: () => [...ledger.lines(), line],
    allocations: () => [...ledger.allocations(), { ...held, state }],
  });
}
