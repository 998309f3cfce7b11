import type { Line, Pool } from '../domain/line.ts';
import { larger, type Rate, sameRate } from '../domain/rate.ts';
import type { ObservedQueue } from '../shaping/queue.ts';
import { queueTree } from '../assessment/queue-tree.ts';
import { atLeastWhereLimited } from '../assessment/raised-groups.ts';
import type { ReadContext } from '../assessment/read-context.ts';

/** A pool that is raised together with a line below it, and its limit before and after, bit/s. */
export interface GroupRaise {
  readonly pool: Pool;
  readonly from: Rate;
  readonly to: Rate;
}

/**
 * Returns the pools that must be raised so that a line can have a rate: those above it that carry this agency's lines
 * only (the agency's own group) and have less. The highest comes first, since a parent is written before its children.
 */
export function groupRaises(context: ReadContext, line: Line, wanted: Rate): readonly GroupRaise[] {
  const tree = queueTree(context);
  return tree
    .above(line)
    .flatMap((queue): readonly GroupRaise[] => {
      const pool = context.ledger.pool(queue.id);
      const from = tree.limit(queue, context.now, null);
      if (pool === undefined || from === undefined || !tree.isOwnGroup(queue, line.agency)) return [];
      const to = atLeastWhereLimited(from, wanted);
      return sameRate(from, to) ? [] : [{ pool, from, to }];
    })
    .toReversed();
}

/** Returns the context as if the router showed the pools raised. */
export function afterRaises(context: ReadContext, router: string, raises: readonly GroupRaise[]): ReadContext {
  if (raises.length === 0) return context;
  const { ledger } = context;
  const raised = (row: ObservedQueue): ObservedQueue => {
    const raise = raises.find(({ pool }) => pool.queue === row.name);
    return raise === undefined ? row : { ...row, maxLimit: larger(row.maxLimit, raise.to) };
  };
  const observed: ReadContext['ledger']['observed'] = (name) => {
    const found = ledger.observed(name);
    return found === undefined || name !== router ? found : { ...found, queues: found.queues.map(raised) };
  };
  return { ...context, ledger: { ...ledger, observed } };
}
