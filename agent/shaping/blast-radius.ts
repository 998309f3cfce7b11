import { after, HOUR, type Moment, span } from '../domain/moment.ts';
import { never } from '../domain/never.ts';
import { type Bps, bps, NO_RATE, type Rate } from '../domain/rate.ts';
import type { Op } from './op.ts';
import type { Plan } from './plan.ts';
import type { Change } from './queue.ts';

/**
 * Returns whether a plan brings something new to the router. False for a plan that sets an approved value back
 * (`return`, `restore`, `compensate`): freezes and the hourly bandwidth limit do not stop such a plan.
 */
export function isNew({ purpose }: Pick<Plan, 'purpose'>): boolean {
  return purpose !== 'return' && purpose !== 'restore' && purpose !== 'compensate';
}

/** Returns the difference of two rates in the direction that differs more, bit/s, never negative. */
export function distance(a: Rate, b: Rate): Bps {
  return bps(Math.max(Math.abs(a.down - b.down), Math.abs(a.up - b.up)));
}

/**
 * Returns the bandwidth that a change adds to or takes from a queue, larger direction, bit/s. Marking or moving a queue
 * counts as 0.
 */
export function movedBy(change: Change): Bps {
  switch (change.kind) {
    case 'add':
      return distance(change.want.maxLimit, NO_RATE);
    case 'set':
      return distance(change.want.maxLimit, change.was.maxLimit);
    case 'remove':
      return distance(NO_RATE, change.was.maxLimit);
    case 'mark':
    case 'move':
      return bps(0);
    default:
      return never(change);
  }
}

/** Returns the sum of `movedBy` over these ops, bit/s. */
export function movedIn(ops: readonly Op[]): Bps {
  return bps(ops.reduce((sum, op) => sum + movedBy(op.change), 0));
}

/**
 * Returns when one more op is allowed by the limit of ops per hour. undefined: now.
 * @param ops ops of the last hour, oldest first.
 * @param limit most ops per hour.
 */
export function roomForOne(ops: readonly Op[], limit: number, now: Moment): Moment | undefined {
  if (ops.length < limit) return undefined;
  return leavesAt(ops[ops.length - limit], now);
}

/**
 * Returns when a change of `change` bit/s is allowed by the limit of moved bandwidth per hour. undefined: now. A change
 * larger than the limit is allowed when nothing else was moved in the last hour.
 * @param ops ops of the last hour, oldest first.
 * @param limit most bit/s moved per hour.
 */
export function roomToMove(ops: readonly Op[], change: Bps, limit: Bps, now: Moment): Moment | undefined {
  const fits = (left: readonly Op[]): boolean => {
    const moved = movedIn(left);
    return moved === 0 || moved + change <= limit;
  };
  if (fits(ops)) return undefined;
  const gone = ops.findIndex((_, i) => fits(ops.slice(i + 1)));
  return leavesAt(ops[gone], now);
}

/** First millisecond at which the op is older than one hour. */
function leavesAt(op: Op | undefined, now: Moment): Moment {
  return after(op?.intendedAt ?? now, span(HOUR + 1));
}
