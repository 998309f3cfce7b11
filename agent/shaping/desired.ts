import { type Allocation, desiredRate, permanentOf } from '../domain/allocation.ts';
import type { Line, Pool } from '../domain/line.ts';
import type { Moment } from '../domain/moment.ts';
import { NO_RATE, type Rate } from '../domain/rate.ts';
import { inForce, type PoolLimit } from '../domain/uplink.ts';
import type { QueueShape } from './queue.ts';

/**
 * Returns the queue that a line should have on the router at `at`. undefined: the line has no permanent grant. Computed
 * from the allocations alone, so that nothing has to be undone when a temporary grant ends.
 */
export function desiredLine(
  line: Line,
  allocations: readonly Allocation[],
  at: Moment,
  graceMinutes: number,
): QueueShape | undefined {
  const permanent = permanentOf(allocations, line.id);
  if (permanent === undefined) return undefined;
  const maxLimit = desiredRate(allocations, line.id, at, graceMinutes);
  return { name: line.queue, targets: line.targets, parent: line.parent, maxLimit, limitAt: permanent.limitAt };
}

/** Returns the queue that a pool should have on the router at `at`. undefined: no limit was decided yet. */
export function desiredPool(pool: Pool, limits: readonly PoolLimit[], at: Moment): QueueShape | undefined {
  const limit = poolLimit(pool.id, limits, at);
  if (limit === undefined) return undefined;
  return { name: pool.queue, targets: pool.targets, parent: pool.parent, maxLimit: limit, limitAt: NO_RATE };
}

/** Returns the limit of a pool that is valid at `at`, bit/s. undefined: none was decided. */
export function poolLimit(pool: string, limits: readonly PoolLimit[], at: Moment): Rate | undefined {
  return inForce(
    limits.filter((limit) => limit.pool === pool),
    at,
  )?.rate;
}
