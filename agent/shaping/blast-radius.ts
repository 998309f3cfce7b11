import { after, HOUR, type Moment, span } from '../domain/moment.ts';
import { never } from '../domain/never.ts';
import { type Bps, bps, NO_RATE, type Rate } from '../domain/rate.ts';
import type { Op } from './op.ts';
import type { Plan } from './plan.ts';
import type { Change } from './queue.ts';

/** Whether a plan brings something new, rather than an approved value back; what gives back is held up by less. */
export function isNew({ purpose }: Pick<Plan, 'purpose'>): boolean {
  return purpose !== 'return' && purpose !== 'restore' && purpose !== 'compensate';
}

/** How far two rates are apart, by the direction that moves more. */
export function distance(a: Rate, b: Rate): Bps {
  return bps(Math.max(Math.abs(a.down - b.down), Math.abs(a.up - b.up)));
}

/** Bandwidth that a change moves on the router; a mark and a place move none. */
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

/** Bandwidth that these ops move in all. */
export function movedIn(ops: readonly Op[]): Bps {
  return bps(ops.reduce((sum, op) => sum + movedBy(op.change), 0));
}

/**
 * When one op more fits into an hour of at most `limit`; undefined: now. `ops` are those of the last hour, oldest
 * first.
 */
export function roomForOne(ops: readonly Op[], limit: number, now: Moment): Moment | undefined {
  if (ops.length < limit) return undefined;
  return leavesAt(ops[ops.length - limit], now);
}

/**
 * When a change of this size fits into an hour of at most `limit` moved; undefined: now. One that is larger than the
 * limit itself goes alone, so that nothing waits for ever. `ops` are those of the last hour, oldest first.
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

/** The first millisecond at which the op is no longer of the last hour. */
function leavesAt(op: Op | undefined, now: Moment): Moment {
  return after(op?.intendedAt ?? now, span(HOUR + 1));
}
