import { Fault } from '../../domain/fault.ts';
import type { LedgerView } from '../../ports/ledger.ts';
import { beforeOp } from '../../shaping/ordered-change.ts';
import type { Op } from '../../shaping/op.ts';
import { differences } from '../../shaping/queue.ts';
import { ownedQueues } from '../../planning/owned-queues.ts';
import { type Desk, contextOf } from '../act/desk.ts';

/** Final stages of a request whose grant never came into force. */
const NEVER_ACTIVE: ReadonlySet<string> = new Set(['apply-failed', 'cancelled', 'lapsed']);

/**
 * Returns an op whose write people may take back. The op must have been put before people, and nothing may have come
 * into force since. The queue before the op must be what the ledger says, or the op must belong to a grant that failed.
 * Throws Fault `queue/not-compensable` with the reason.
 */
export function compensable(desk: Desk, books: LedgerView, id: number): Op {
  const refuse = (why: string): Fault => new Fault('queue/not-compensable', { op: id, why });
  const op = books.op(id);
  if (op === undefined) throw refuse('unknown');
  if (op.state !== 'needs-human') throw refuse(op.state);
  if (op.change.kind !== 'set' && op.change.kind !== 'add') throw refuse(op.change.kind);
  if (op.request !== null) {
    const stage = books.request(op.request)?.stage.at ?? 'unknown';
    const isLast = books.ops(op.request).at(-1)?.id === id;
    if (!NEVER_ACTIVE.has(stage) || !isLast) throw refuse(stage);
    return op;
  }
  const want = ownedQueues(contextOf(desk, books), op.router).find((o) => o.owner === op.change.owner)?.want;
  const isAsBooks =
    op.change.kind === 'add' ? want === undefined : want !== undefined && differences(want, beforeOp(op)).length === 0;
  if (!isAsBooks) throw refuse('books');
  return op;
}
