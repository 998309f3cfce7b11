import type { LimitedGroup } from '../admission/check/capped-sum.ts';
import type { Line } from '../domain/line.ts';
import type { Moment } from '../domain/moment.ts';
import { bps, demandOf, type Direction, perMille, type PerMille } from '../domain/rate.ts';
import type { ParentQueue, QueueTree } from './queue-tree.ts';

/** Whether the queue is a group above the requesting line that holds lines of its agency alone. */
function isRaisedAlong(tree: QueueTree, queue: ParentQueue, requesting: Line): boolean {
  return tree.above(requesting).some(({ id }) => id === queue.id) && tree.isOwnGroup(queue, requesting.agency);
}

/**
 * Returns the limited queues between a line and a link or queue, the nearest first, with the part of their limit that
 * reaches it: the largest share of a line below. A group above the requesting line that its agency alone uses is left
 * out: it is raised along with the line.
 * @param upTo the queue; null: an uplink, so that all queues above the line are between.
 */
export function groupsBetween(
  tree: QueueTree,
  line: Line,
  requesting: Line,
  upTo: string | null,
  direction: Direction,
  shareOf: (line: Line) => PerMille,
  time: { readonly from: Moment; readonly until: Moment | null },
): readonly LimitedGroup[] {
  const chain = tree.above(line);
  const end = upTo === null ? chain.length : chain.findIndex(({ id }) => id === upTo);
  return chain.slice(0, Math.max(0, end)).flatMap((queue): readonly LimitedGroup[] => {
    if (isRaisedAlong(tree, queue, requesting)) return [];
    const limit = tree.passes(queue, time.from, time.until)[direction];
    if (limit === 0) return [];
    const share = Math.max(shareOf(line), ...tree.below(queue).map(shareOf));
    return [{ id: queue.id, limit: bps(demandOf(perMille(share), limit)) }];
  });
}
