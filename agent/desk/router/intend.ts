import { Fault } from '../../domain/fault.ts';
import type { Facts, Finding } from '../../domain/finding.ts';
import { never } from '../../domain/never.ts';
import { AGENT } from '../../domain/person.ts';
import type { Wait } from '../../domain/wait.ts';
import type { Books } from '../../ports/ledger.ts';
import type { Needed } from '../../shaping/change.ts';
import { effectFindings } from '../../shaping/effect-check.ts';
import type { Op } from '../../shaping/op.ts';
import type { Plan } from '../../shaping/plan.ts';
import type { Change, ObservedQueue } from '../../shaping/queue.ts';
import { PLAIN_TRAITS } from '../../shaping/router-traits.ts';
import { isKept } from '../../shaping/try-again.ts';
import { advanceIn } from '../request/advance.ts';
import { closeWithout, fulfil, keepWaiting, withoutEffect } from './close-plan.ts';
import { type PlannedChange, plannedChange } from '../../planning/planned-change.ts';
import { refusalsOf } from '../../planning/refusals.ts';
import { writeWait } from '../../planning/write-wait.ts';
import { raiseFirst } from './raise-first.ts';
import { type Desk, contextOf } from '../act/desk.ts';

/** What happened to a due plan in this pass. */
export type Intended =
  /** An op was opened; its change is to be written once. */
  | { readonly kind: 'op'; readonly op: Op }
  /** The plan stays due, and the agency's own group above its line was planned to be raised first. */
  | { readonly kind: 'raised' }
  /** The plan stays due, for the reason in `wait`. */
  | { readonly kind: 'waits'; readonly wait: Wait }
  /** The plan is closed, and nothing is to be written. */
  | { readonly kind: 'over' };

const OVER: Intended = { kind: 'over' };

/**
 * Turns a due plan into an op (SOP 6), which is stored before anything is written. The commands are made from the
 * ledger and the table of this moment, and all guards are checked again. Closes the plan when the router already shows
 * what it wants, or when it cannot be written. Throws Fault `bug` when the ledger has no queue for the plan's owner.
 * @param table the router's queues as just read.
 */
export function intend(desk: Desk, planId: number, table: readonly ObservedQueue[]): Intended {
  return desk.ledger.record((books): Intended => {
    const plan = books.plan(planId);
    if (plan === undefined || plan.state !== 'due') return OVER;
    const context = contextOf(desk, books);
    const planned = plannedChange(context, plan, table);
    if (planned === undefined) throw new Fault('bug', { where: 'desk.intend', owner: plan.owner });
    const { needed } = planned;
    // What should be gone or restored stands so already, by whoever's hand: nothing has to be written for that.
    if (needed.kind === 'nothing' && isKept(plan)) {
      fulfil(desk, books, plan, needed.row);
      return OVER;
    }
    const wait = writeWait(context, plan, planned, table);
    if (wait !== undefined) {
      const facts = needed.kind === 'conflict' ? conflictFacts(needed) : undefined;
      if (wait.why === 'refused') keepWaiting(desk, books, plan, facts ?? guardFacts([wait.found]));
      return { kind: 'waits', wait };
    }
    return carryOut(desk, books, plan, planned, table);
  });
}

/** Opens the op of a plan that nothing delays, plans its group first, or closes it. */
function carryOut(
  desk: Desk,
  books: Books,
  plan: Plan,
  planned: PlannedChange,
  table: readonly ObservedQueue[],
): Intended {
  const { needed } = planned;
  const raised = raiseFirst(desk, books, plan, planned, table);
  if (raised === 'raised') return { kind: 'raised' };
  if (raised !== undefined) {
    closeWithout(desk, books, plan, guardFacts(raised));
    return OVER;
  }
  switch (needed.kind) {
    case 'nothing':
      asWanted(desk, books, plan, needed.row, table);
      return OVER;
    case 'conflict':
      closeWithout(desk, books, plan, conflictFacts(needed));
      return OVER;
    case 'change': {
      const refusals = refusalsOf(plan, planned, table);
      if (refusals.length === 0) return openOp(desk, books, plan, needed.change);
      closeWithout(desk, books, plan, guardFacts(refusals));
      return OVER;
    }
    default:
      return never(needed);
  }
}

/**
 * Closes a plan whose queue already is as wanted. A queue without effect is not what was wanted, just as after a write.
 */
function asWanted(
  desk: Desk,
  books: Books,
  plan: Plan,
  row: ObservedQueue | null,
  table: readonly ObservedQueue[],
): void {
  const effects = row === null ? [] : effectFindings(plan.owner, row, table, PLAIN_TRAITS);
  const noEffect = withoutEffect(plan, effects);
  if (noEffect === undefined) fulfil(desk, books, plan, row);
  else closeWithout(desk, books, plan, noEffect);
}

function openOp(desk: Desk, books: Books, plan: Plan, change: Change): Intended {
  const words = desk.words(plan.router, change);
  const at = desk.clock.now();
  const id = books.intend({ plan: plan.id, router: plan.router, request: plan.request, change, intendedAt: at });
  const facts = { op: id, plan: plan.id, change, words: words.join('\n') };
  books.enter({ at, actor: AGENT, act: 'op/intended', request: plan.request, facts });
  if (plan.request !== null) advanceIn(desk, books, plan.request, { kind: 'intended', op: id }, AGENT);
  const op = books.op(id);
  if (op === undefined) throw new Fault('bug', { where: 'desk.intend', op: id });
  return { kind: 'op', op };
}

function conflictFacts(needed: Extract<Needed, { kind: 'conflict' }>): Facts {
  const row = needed.rows[0];
  const found = row === undefined ? null : `${row.maxLimit.down}/${row.maxLimit.up}`;
  return { why: `conflict/${needed.why}`, fields: needed.fields.join(','), found, queue: row?.name ?? null };
}

function guardFacts(refusals: readonly Finding[]): Facts {
  const first = refusals[0];
  return {
    why: first?.code ?? 'guard',
    queue: first?.subject ?? null,
    detail: JSON.stringify(first?.facts ?? {}),
    count: refusals.length,
  };
}
