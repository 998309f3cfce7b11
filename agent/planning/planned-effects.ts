import type { Finding } from '../domain/finding.ts';
import type { Line } from '../domain/line.ts';
import { never } from '../domain/never.ts';
import { effectFindings } from '../shaping/effect-check.ts';
import { guaranteeFindings } from '../shaping/guarantee-sum.ts';
import { placeAgain } from '../shaping/placement.ts';
import { stoodBefore } from '../shaping/drift.ts';
import type { Change, ObservedQueue, QueueShape } from '../shaping/queue.ts';
import { poolFindings } from './bottlenecks.ts';
import type { ReadContext } from '../assessment/read-context.ts';

type Table = readonly ObservedQueue[];

/**
 * Returns what would be found about a line's queue and its pool if the queue were as wanted, in the table as last read:
 * for example another queue that takes its traffic, or guarantees above the pool's limit. A new queue is judged at the
 * place where it would be added. The table that is read after the write is judged by the same functions.
 * @param row the queue now; undefined: it does not exist.
 */
export function plannedEffects(
  context: ReadContext,
  line: Pick<Line, 'id' | 'router'>,
  want: QueueShape,
  row: ObservedQueue | undefined,
): readonly Finding[] {
  const { id: owner, router } = line;
  const table = context.ledger.observed(router)?.queues ?? [];
  const before = placeAgain(want, stoodBefore(owner, context.ledger.findings(router)), table);
  const change: Change =
    row === undefined ? { kind: 'add', owner, want, placeBefore: before } : { kind: 'set', owner, want, was: row };
  return effectsOfChange(context, router, change);
}

/**
 * Returns what would be found about a queue and its pool after a change, in the table as last read. A change that only
 * marks or removes the queue has no findings of its own.
 */
export function effectsOfChange(context: ReadContext, router: string, change: Change): readonly Finding[] {
  const observed = context.ledger.observed(router);
  const table = observed && tableAfter(change, observed.queues);
  const planned = table?.find(({ name }) => name === nameAfter(change));
  if (observed === undefined || table === undefined || planned === undefined) return [];
  const ofPool = [...guaranteeFindings(table), ...poolFindings(context, { router, queues: table })];
  return [
    ...effectFindings(change.owner, planned, table, observed.traits),
    ...ofPool.filter(({ subject }) => subject === planned.parent),
  ];
}

function nameAfter(change: Change): string {
  return 'want' in change ? change.want.name : change.was.name;
}

/** Returns the table as the change would leave it; undefined for a change that nothing can be judged by. */
function tableAfter(change: Change, table: Table): Table | undefined {
  const inOrder = table.toSorted((a, b) => a.position - b.position);
  switch (change.kind) {
    case 'add':
      return placed(added(change.want, change.owner), change.placeBefore, inOrder);
    case 'set':
      return inOrder.map((row) =>
        row.name === change.was.name ? { ...row, ...change.want, ...enabled(change) } : row,
      );
    case 'move': {
      const moved = inOrder.find((row) => row.name === change.was.name);
      const others = inOrder.filter((row) => row !== moved);
      return moved === undefined ? undefined : placed(moved, change.before, others);
    }
    case 'mark':
    case 'remove':
      return undefined;
    default:
      return never(change);
  }
}

function enabled({ enable }: Extract<Change, { readonly kind: 'set' }>): { readonly disabled?: boolean } {
  return enable === true ? { disabled: false } : {};
}

function placed(row: ObservedQueue, before: string | null, table: Table): Table {
  const found = table.findIndex(({ name }) => name === before);
  return table.toSpliced(found < 0 ? table.length : found, 0, row).map((one, position) => ({ ...one, position }));
}

function added(want: QueueShape, owner: string): ObservedQueue {
  const flags = { disabled: false, invalid: false, dynamic: false };
  return { ...want, ...flags, id: '', position: 0, comment: `bwagent:${owner}`, queueType: '' };
}
