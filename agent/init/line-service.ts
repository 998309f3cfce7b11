import type { QueueShape } from '../shaping/queue.ts';
import { sameRate } from '../domain/rate.ts';

/** A guarantee of the whole limit is a committed rate; anything less is a ceiling that is shared. */
export function isDedicated({ maxLimit, limitAt }: QueueShape): boolean {
  return maxLimit.down > 0 && sameRate(maxLimit, limitAt);
}
