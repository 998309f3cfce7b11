import type { Span } from '../domain/moment.ts';
import type { Clock } from '../ports/clock.ts';
import type { Samples } from '../ports/samples.ts';
import type { Loop } from './loop.ts';

/** Sums finished hours and days of samples, and deletes what is older than its retention. */
export function pruneLoop(samples: Samples, clock: Clock, every: Span): Loop {
  return {
    name: 'prune',
    async pass() {
      samples.roll(clock.now());
      return { after: every, changed: false };
    },
  };
}
