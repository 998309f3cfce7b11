import type { Span } from '../domain/moment.ts';
import type { Clock } from '../ports/clock.ts';
import type { Samples } from '../ports/samples.ts';
import type { Loop } from './loop.ts';

/** Rolls finished hours and days and lets go of what is past its keeping. */
export function pruneLoop(samples: Samples, clock: Clock, every: Span): Loop {
  return {
    name: 'prune',
    async pass() {
      samples.roll(clock.now());
      return { after: every, changed: false };
    },
  };
}
