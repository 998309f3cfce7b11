import { setImmediate } from 'node:timers/promises';
import { after, type Moment, moment, type Span } from '../../agent/domain/moment.ts';
import type { Clock } from '../../agent/ports/clock.ts';
import type { LabClock } from './lab-clock.ts';

interface Sleeper {
  readonly due: number;
  wake(): void;
}

/**
 * The lab's time as the daemon's clock: nobody wakes before the story says so, and the story goes on only when all
 * loops sleep again.
 */
export class ToldClock implements Clock {
  readonly #lab: LabClock;
  readonly #sleepers = new Set<Sleeper>();
  readonly #start: number;
  /** How many loops there are: when as many sleep, nothing is going on. */
  crowd = 0;

  constructor(lab: LabClock) {
    this.#lab = lab;
    this.#start = lab.now();
  }

  now(): Moment {
    return moment(this.#lab.now());
  }

  monotonic(): number {
    return this.#lab.now() - this.#start;
  }

  async sleep(length: Span, signal: AbortSignal): Promise<void> {
    if (signal.aborted) throw signal.reason;
    await new Promise<void>((resolve, reject) => {
      const sleeper: Sleeper = { due: after(this.now(), length), wake: resolve };
      this.#sleepers.add(sleeper);
      signal.addEventListener('abort', () => {
        this.#sleepers.delete(sleeper);
        reject(signal.reason as Error);
      });
    });
  }

  /** Resolves when every loop sleeps. */
  async quiet(): Promise<void> {
    for (let calm = 0; calm < 3; ) {
      await setImmediate();
      calm = this.#sleepers.size >= this.crowd ? calm + 1 : 0;
    }
  }

  /** Moves to `to`, waking each sleeper at its own time and waiting for its pass. */
  async advance(to: number): Promise<void> {
    await this.quiet();
    for (let next = this.#earliest(to); next !== undefined; next = this.#earliest(to)) {
      this.#lab.set(Math.max(next.due, this.#lab.now()));
      this.#sleepers.delete(next);
      next.wake();
      await this.quiet();
    }
    this.#lab.set(Math.max(to, this.#lab.now()));
  }

  #earliest(until: number): Sleeper | undefined {
    return [...this.#sleepers].filter((s) => s.due <= until).toSorted((a, b) => a.due - b.due)[0];
  }
}
