import { modeOf } from '../domain/office.ts';
import { canonicalJson, sha256Hex } from '../domain/digest.ts';
import type { Finding } from '../domain/finding.ts';
import { never } from '../domain/never.ts';
import type { RouterMode } from '../domain/office.ts';
import type { Wait } from '../domain/wait.ts';
import { shown, shownDifferences } from '../shaping/drift.ts';
import { rowsOf } from '../shaping/change.ts';
import { featureFindings } from '../shaping/feature-check.ts';
import type { PlanDraft, Purpose } from '../shaping/plan.ts';
import type { Change, ObservedQueue } from '../shaping/queue.ts';
import { type PlannedChange, plannedChange } from './planned-change.ts';
import { effectsOfChange } from './planned-effects.ts';
import type { ReadContext } from '../assessment/read-context.ts';
import { pastedLines, refusalsOf } from './refusals.ts';
import { writeWait } from './write-wait.ts';

/** What an order for one line or pool would do on the router, as shown before the person confirms. */
export interface LinePlan {
  readonly purpose: Purpose;
  readonly owner: string;
  readonly queue: string;
  readonly router: string;
  readonly mode: RouterMode;
  /**
   * SHA-256 of the order. The person sends it back; if anything the order depends on changed, the hash differs and the
   * order is refused.
   */
  readonly hash: string;
  /** Values found and wanted by field; null: the queue does not exist before or after. */
  readonly differences: readonly {
    readonly field: string;
    readonly found: string | null;
    readonly wanted: string | null;
  }[];
  /** RouterOS commands that a person could paste. */
  readonly words: readonly string[];
  /** Why the order cannot be recorded; empty when it can. */
  readonly refusals: readonly Finding[];
  /** Why the limit would not hold, not always or not for all traffic: other queues, and settings of this one. */
  readonly features: readonly Finding[];
  /** Why the change would not be written now, although nothing is wrong; null: it would be written at once. */
  readonly wait: Wait | null;
}

/**
 * Shows what a plan draft would do to the router's table as last read. Undefined when the ledger has no queue for the
 * draft's owner.
 */
export function linePlan(context: ReadContext, draft: PlanDraft): LinePlan | undefined {
  const table = context.ledger.observed(draft.router)?.queues ?? [];
  const planned = plannedChange(context, draft, table);
  if (planned === undefined) return undefined;
  const { want, needed, foreseen } = planned;
  const change = needed.kind === 'change' ? needed.change : undefined;
  const row = (change && wasOf(change)) ?? rowsOf(draft.owner, want.name, table)[0];
  const { dueAt: _, ...bound } = draft;
  return {
    purpose: draft.purpose,
    owner: draft.owner,
    queue: row?.name ?? want.name,
    router: draft.router,
    mode: modeOf(context.office, draft.router),
    hash: sha256Hex(canonicalJson(bound)),
    differences: change === undefined ? [] : differencesOf(change),
    words: change === undefined ? [] : pastedLines(context, draft.router, change),
    refusals: refusalsOf(draft, planned, table),
    features: [
      ...(change === undefined ? [] : effectsOfChange(foreseen, draft.router, change)),
      ...(row === undefined ? [] : featureFindings(row.name, want.maxLimit, row)),
    ],
    wait: change === undefined ? null : waitOf(context, draft, planned, table),
  };
}

function waitOf(
  context: ReadContext,
  draft: PlanDraft,
  planned: PlannedChange,
  table: readonly ObservedQueue[],
): Wait | null {
  return writeWait(context, { ...draft, id: 0, state: 'due' }, planned, table) ?? null;
}

function wasOf(change: Change): ObservedQueue | undefined {
  return 'was' in change ? change.was : undefined;
}

function differencesOf(change: Change): LinePlan['differences'] {
  switch (change.kind) {
    case 'add':
      return FIELDS.map((field) => ({ field, found: null, wanted: shown(change.want[field]) }));
    case 'set':
      return shownDifferences(change.want, change.was);
    case 'remove':
      return FIELDS.map((field) => ({ field, found: shown(change.was[field]), wanted: null }));
    case 'move':
      return [{ field: 'position', found: String(change.was.position), wanted: change.before }];
    case 'mark':
      return [];
    default:
      return never(change);
  }
}

const FIELDS = ['name', 'targets', 'parent', 'maxLimit', 'limitAt'] as const;
