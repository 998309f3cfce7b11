import type { QueueShape } from '../shaping/queue.ts';
import { sameRate } from '../domain/rate.ts';

/** Whether a queue guarantees its whole limit (limit-at = max-limit): a dedicated line. Anything less is shared. */
export function isDedicated({ maxLimit, limitAt }: QueueShape): boolean {
  return maxLimit.down > 0 && sameRate(maxLimit, limitAt);
}
