import { vi } from 'vitest';

/** The machine's own timer: `toldDeadlines` replaces the global one. */
const realTimeout = globalThis.setTimeout;
const LOOK_MS = 5;
const QUIET_LOOKS = 10;

/**
 * Runs `work` on timers that the test tells. The next deadline comes when the agent has heard nothing new in ten looks
 * at the network, so a slow machine brings none. `heard` counts the datagrams that the agent got so far.
 */
export async function toldDeadlines<T>(heard: () => number, work: () => Promise<T>): Promise<T> {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  let isOver = false;
  const running = work().finally(() => {
    isOver = true;
  });
  // Its failure is thrown below, when the looks have ended.
  running.catch(() => undefined);
  try {
    for (let quiet = 0, before = heard(); !isOver; ) {
      await new Promise((resolve) => realTimeout(resolve, LOOK_MS));
      quiet = heard() === before ? quiet + 1 : 0;
      before = heard();
      if (quiet < QUIET_LOOKS) continue;
      vi.advanceTimersToNextTimer();
      quiet = 0;
    }
    return await running;
  } finally {
    vi.useRealTimers();
  }
}
