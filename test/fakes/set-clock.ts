import { setImmediate } from 'node:timers/promises';
import { type Moment, type Span, after, moment } from '../../agent/domain/moment.ts';
import type { Clock } from '../../agent/ports/clock.ts';

/** A clock that stands until a test moves it. */
export interface SetClock extends Clock {
  /**
   * Moves to `to` and wakes the sleepers that are due on the way, earliest first, each at its own time; also those who
   * lie down again meanwhile.
   */
  advance(to: Moment): Promise<void>;
  /** Moves on by `length`. */
  pass(length: Span): Promise<void>;
  /** Steps the wall clock only, as NTP or a hand does; nobody wakes. */
  step(to: Moment): void;
  /** How many sleep now. */
  sleepers(): number;
  /** Resolves as soon as `count` sleep: what a test awaits before it moves the clock. */
  asleep(count: number): Promise<void>;
}

interface Sleeper {
  readonly due: number;
  readonly wake: () => void;
}

/** Starts at `start`, by default 2026-05-04T01:00Z: a Monday, 08:00 in Palangka Raya. */
export function setClock(start: Moment = moment(Date.UTC(2026, 4, 4, 1))): SetClock {
  let now = start;
  let monotonic = 0;
  const sleeping = new Set<Sleeper>();
  const watchers = new Set<{ count: number; seen: () => void }>();

  const earliest = (until: number): Sleeper | undefined =>
    [...sleeping].filter((each) => each.due <= until).toSorted((a, b) => a.due - b.due)[0];

  const move = (to: number): void => {
    now = after(now, (to - monotonic) as Span);
    monotonic = to;
  };

  const told = (): void => {
    for (const each of [...watchers].filter((watcher) => sleeping.size >= watcher.count)) {
      watchers.delete(each);
      each.seen();
    }
  };

  const pass = async (length: Span): Promise<void> => {
    if (length < 0) throw new RangeError('a set clock only moves on; step() steps the wall clock');
    const end = monotonic + length;
    await settled();
    for (let next = earliest(end); next !== undefined; next = earliest(end)) {
      move(Math.max(next.due, monotonic));
      sleeping.delete(next);
      next.wake();
      await settled();
    }
    move(end);
  };

  return {
    now: () => now,
    monotonic: () => monotonic,
    sleep: async (length, signal) => {
      signal.throwIfAborted();
      await new Promise<void>((resolve, reject) => {
        const stop = (): void => {
          sleeping.delete(sleeper);
          reject(signal.reason);
        };
        const sleeper: Sleeper = {
          due: monotonic + Math.max(length, 0),
          wake: () => {
            signal.removeEventListener('abort', stop);
            resolve();
          },
        };
        signal.addEventListener('abort', stop, { once: true });
        sleeping.add(sleeper);
        told();
      });
    },
    pass,
    advance: async (to) => await pass((to - now) as Span),
    step: (to) => {
      now = to;
    },
    sleepers: () => sleeping.size,
    asleep: async (count) => {
      if (sleeping.size >= count) return;
      await new Promise<void>((seen) => watchers.add({ count, seen }));
    },
  };
}

/** Lets everything that only awaits promises run until it sleeps or ends. */
async function settled(): Promise<void> {
  await setImmediate();
}
