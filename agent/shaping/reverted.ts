import type { Moment } from '../domain/moment.ts';
import { sameRate } from '../domain/rate.ts';
import type { Op } from './op.ts';
import { differences, type ObservedQueue } from './queue.ts';

/**
 * Returns when the newest verified change was settled that the queue no longer shows, because the queue is as it was
 * before that change. undefined: there is no such change.
 * @param row the queue as read. undefined: the queue does not exist.
 * @param ops ops of the queue's owner, oldest first.
 */
export function revertedBefore(row: ObservedQueue | undefined, ops: readonly Op[]): Moment | undefined {
  return ops.findLast((op) => op.state === 'verified' && isAsBefore(row, op))?.settledAt ?? undefined;
}

function isAsBefore(row: ObservedQueue | undefined, { change }: Op): boolean {
  if (change.kind === 'add') return row === undefined;
  return (
    row !== undefined &&
    differences(change.was, row).length === 0 &&
    (change.kind !== 'mark' || change.was.comment === row.comment)
  );
}

/** Returns whether one of the ops wrote the row's limit, or found this limit before it wrote another. */
export function wasEverAsked(row: ObservedQueue, ops: readonly Op[]): boolean {
  return ops.some(({ change }) => {
    const limits = [
      ...('want' in change ? [change.want.maxLimit] : []),
      ...('was' in change ? [change.was.maxLimit] : []),
    ];
    return limits.some((limit) => sameRate(limit, row.maxLimit));
  });
}
