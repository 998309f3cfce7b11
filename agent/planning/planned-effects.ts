import type { Finding } from '../domain/finding.ts';
import type { Line } from '../domain/line.ts';
import { effectFindings } from '../shaping/effect-check.ts';
import { guaranteeFindings } from '../shaping/guarantee-sum.ts';
import type { ObservedQueue, QueueShape } from '../shaping/queue.ts';
import { poolFindings } from './bottlenecks.ts';
import type { ReadContext } from '../assessment/read-context.ts';

/**
 * Returns what would be found about a line's queue and its pool if the queue were as wanted, in the table as last read:
 * for example another queue that takes its traffic, or guarantees above the pool's limit. A new queue is judged at the
 * end of the table.
 * @param row the queue now; undefined: it does not exist.
 */
export function plannedEffects(
  context: ReadContext,
  line: Line,
  want: QueueShape,
  row: ObservedQueue | undefined,
): readonly Finding[] {
  const observed = context.ledger.observed(line.router);
  if (observed === undefined) return [];
  const { queues } = observed;
  const planned = row === undefined ? added(want, line.id, queues.length) : { ...row, ...want };
  const table = row === undefined ? [...queues, planned] : queues.map((one) => (one === row ? planned : one));
  const ofPool = [...guaranteeFindings(table), ...poolFindings(context, { router: line.router, queues: table })];
  return [
    ...effectFindings(line.id, planned, table, observed.traits),
    ...ofPool.filter(({ subject }) => subject === want.parent),
  ];
}

function added(want: QueueShape, owner: string, position: number): ObservedQueue {
  const flags = { disabled: false, invalid: false, dynamic: false };
  return { ...want, ...flags, id: '', position, comment: `bwagent:${owner}`, queueType: '' };
}
