import type { Line } from '../domain/line.ts';
import { larger, type Rate, rate } from '../domain/rate.ts';
import type { QueueTree } from './queue-tree.ts';

/**
 * Returns the tree as it will be when the line has the wanted rate: the plan raises the agency's own groups above the
 * line, so that they then pass upward at least that rate.
 */
export function withRaisedGroups(tree: QueueTree, line: Line, wanted: Rate): QueueTree {
  const own = new Set(
    tree
      .above(line)
      .filter((queue) => tree.isOwnGroup(queue, line.agency))
      .map(({ id }) => id),
  );
  if (own.size === 0) return tree;
  return {
    ...tree,
    passes: (queue, from, until) => {
      const most = tree.passes(queue, from, until);
      return own.has(queue.id) ? atLeastWhereLimited(most, wanted) : most;
    },
  };
}

/** Returns a limit raised to at least `least`. A direction without a limit (0) stays without one. */
export function atLeastWhereLimited(limit: Rate, least: Rate): Rate {
  const most = larger(limit, least);
  return rate(limit.down === 0 ? 0 : most.down, limit.up === 0 ? 0 : most.up);
}
