import type { Finding } from '../domain/finding.ts';
import type { Line } from '../domain/line.ts';
import { effectFindings } from '../shaping/effect-check.ts';
import { guaranteeFindings } from '../shaping/guarantee-sum.ts';
import type { ObservedQueue, QueueShape } from '../shaping/queue.ts';
import { poolFindings } from './bottlenecks.ts';
import type { ReadContext } from '../assessment/read-context.ts';

/**
 * What would be found about a line's queue if it were as wanted in the table as last read: at its place, or at the end
 * when it is not there. Its pool's findings come with it.
 * @param row the queue as it stands; undefined: there is none.
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
