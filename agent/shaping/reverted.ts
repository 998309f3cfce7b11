import type { Moment } from '../domain/moment.ts';
import { sameRate } from '../domain/rate.ts';
import type { Op } from './op.ts';
import { differences, type ObservedQueue } from './queue.ts';

/**
 * Whether a queue stands as it stood before a change of ours that was verified: the moment that it lies before, of
 * several the latest.
 * @param row undefined: the queue is not there.
 * @param ops those of its owner.
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

/** Whether the books ever asked for the row's limit, or saw it before they changed it. */
export function wasEverAsked(row: ObservedQueue, ops: readonly Op[]): boolean {
  return ops.some(({ change }) => {
    const limits = [
      ...('want' in change ? [change.want.maxLimit] : []),
      ...('was' in change ? [change.was.maxLimit] : []),
    ];
    return limits.some((limit) => sameRate(limit, row.maxLimit));
  });
}
