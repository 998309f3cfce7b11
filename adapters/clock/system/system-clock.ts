import { setTimeout as wait } from 'node:timers/promises';
import { moment } from '../../../agent/domain/moment.ts';
import type { Clock } from '../../../agent/ports/clock.ts';

/** Longest delay of one Node.js timer, in milliseconds (32 bits, signed). A longer one would fire at once. */
const LONGEST = 2_147_483_647;

/** Reads the host's clock: `now()` the wall clock, `monotonic()` a clock that is never stepped. */
export function systemClock(): Clock {
  return {
    now: () => moment(Date.now()),
    monotonic: () => performance.now(),
    async sleep(length, signal) {
      const end = performance.now() + length;
      do {
        signal.throwIfAborted();
        await oneTimer(Math.min(Math.max(end - performance.now(), 0), LONGEST), signal);
      } while (performance.now() < end);
    },
  };
}

async function oneTimer(ms: number, signal: AbortSignal): Promise<void> {
  try {
    // A timer cuts off fractions, and the rest would be slept in a second round.
    await wait(Math.min(Math.ceil(ms), LONGEST), undefined, { signal });
  } catch (error) {
    signal.throwIfAborted(); // Node wraps the reason in an AbortError of its own
    throw error;
  }
}
