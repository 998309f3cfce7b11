import { routerOf } from '../domain/office.ts';
import { Fault } from '../domain/fault.ts';
import { type Finding, type FindingCode, finding } from '../domain/finding.ts';
import { never } from '../domain/never.ts';
import { isNew } from '../shaping/blast-radius.ts';
import type { Needed } from '../shaping/change.ts';
import { guardFindings, removalFindings } from '../shaping/guard.ts';
import type { PlanDraft } from '../shaping/plan.ts';
import type { Change, ObservedQueue, QueueShape } from '../shaping/queue.ts';
import { registryOf } from './owned-queues.ts';
import type { PlannedChange } from './planned-change.ts';
import type { ReadContext } from '../assessment/read-context.ts';

/**
 * Lists everything that refuses to write a plan on a router, each as a finding of level `alarm`; empty when it may be
 * written. `plan N`, `approve N`, `line …`, `drift register` and the write itself all use this function, so what is
 * shown is what is done.
 *
 * A plan that gives capacity back or restores an approved value is refused only by guards of ownership, target and
 * names. For example, a pool that became too small refuses a grant, but never the return of a temporary one.
 */
export function refusalsOf(
  plan: PlanDraft,
  { needed, want, foreseen }: PlannedChange,
  table: readonly ObservedQueue[],
): readonly Finding[] {
  switch (needed.kind) {
    case 'nothing':
      return [];
    case 'conflict':
      return [conflictFinding(needed, want)];
    case 'change': {
      const found = changeRefusals(foreseen, plan.router, needed.change, table);
      return isNew(plan) ? found : found.filter(({ code }) => HOLDS_A_RETURN.has(code));
    }
    default:
      return never(needed);
  }
}

/**
 * Lists what refuses one change of one queue: its target, limits, parent, name and commands. Limits and parent are not
 * judged when only the owner mark is written. A change of place is judged by its commands alone.
 */
export function changeRefusals(
  context: ReadContext,
  router: string,
  change: Change,
  table: readonly ObservedQueue[],
): readonly Finding[] {
  return [...guardsOf(context, router, change, table), ...wordFindings(context, router, change)];
}

/**
 * Returns the change as RouterOS commands that a person could paste into the router's terminal. Empty when a name has
 * signs that RouterOS does not take; `refusalsOf` then lists the reason.
 */
export function pastedLines(context: ReadContext, router: string, change: Change): readonly string[] {
  const made = linesOf(context, router, change);
  return 'code' in made ? [] : made;
}

/**
 * Guards that refuse even a plan that gives capacity back or restores an approved value: guards of ownership, target
 * and names, and of limits that mean "unlimited" or that RouterOS does not take.
 */
const HOLDS_A_RETURN: ReadonlySet<FindingCode> = new Set<FindingCode>([
  'guard/no-target',
  'guard/target-too-wide',
  'guard/target-management',
  'guard/target-foreign',
  'guard/target-unregistered',
  'guard/too-many-targets',
  'guard/name-taken',
  'guard/bad-word',
  'guard/too-many-words',
  'guard/zero-limit',
  'guard/limit-above-max',
  'guard/has-children',
]);

/**
 * Guards that refuse even a change that writes only the owner mark. Limits stay as they are then, so they are not
 * judged.
 */
const HOLDS_A_MARK: ReadonlySet<FindingCode> = new Set(
  [...HOLDS_A_RETURN].filter((code) => code !== 'guard/zero-limit' && code !== 'guard/limit-above-max'),
);

function guardsOf(
  context: ReadContext,
  router: string,
  change: Change,
  table: readonly ObservedQueue[],
): readonly Finding[] {
  switch (change.kind) {
    case 'move':
      return [];
    case 'remove':
      return removalFindings(change.was.name, table);
    case 'mark':
      return queueFindings(context, router, change, table).filter(({ code }) => HOLDS_A_MARK.has(code));
    case 'set':
    case 'add':
      return queueFindings(context, router, change, table);
    default:
      return never(change);
  }
}

function queueFindings(
  context: ReadContext,
  router: string,
  change: Extract<Change, { readonly want: QueueShape }>,
  table: readonly ObservedQueue[],
): readonly Finding[] {
  const { owner, want } = change;
  const was = change.kind === 'add' ? undefined : change.was;
  const isTaken = table.some((row) => row.name === want.name && row.id !== was?.id);
  const guards = guardFindings(owner, want, table, registryOf(context, router));
  return isTaken ? [...guards, finding('guard/name-taken', 'alarm', want.name)] : guards;
}

/** Returns an alarm when the change has more commands than one op may write, or when its commands cannot be made. */
function wordFindings(context: ReadContext, router: string, change: Change): readonly Finding[] {
  const made = linesOf(context, router, change);
  if ('code' in made) return [made];
  const limit = routerOf(context.office, router)?.wordsPerOp ?? 0;
  const count = made.length;
  return count <= limit ? [] : [finding('guard/too-many-words', 'alarm', change.owner, { count, limit })];
}

function linesOf(context: ReadContext, router: string, change: Change): readonly string[] | Finding {
  try {
    return context.words(router, change);
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== 'router/bad-word') throw error;
    return finding('guard/bad-word', 'alarm', change.owner, { field: error.facts['field'] ?? null });
  }
}

/**
 * Returns the alarm for a queue that is not as it was when the plan was made: it was changed, or its owner mark is
 * missing or doubled.
 */
function conflictFinding({ why, fields, rows }: Extract<Needed, { kind: 'conflict' }>, want: QueueShape): Finding {
  const [row] = rows;
  const found = row === undefined ? null : `${row.maxLimit.down}/${row.maxLimit.up}`;
  return finding('guard/not-as-planned', 'alarm', row?.name ?? want.name, { why, fields: fields.join(','), found });
}
