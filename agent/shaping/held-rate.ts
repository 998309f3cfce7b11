import { bps, type Direction, type Rate } from '../domain/rate.ts';
import type { ObservedQueue } from './queue.ts';

/**
 * Returns the rate that a queue can hold for long, bit/s in each direction; 0: no limit, also where the limit could not
 * be read. RouterOS lets a queue run at burst-limit while its average over burst-time is below burst-threshold (Queues,
 * "Burst"): the average settles at the threshold, so that a threshold above max-limit is what counts. A burst-time of 0
 * is not looked at, since nobody documents what it does. Neither is total-max-limit, which limits both directions
 * together.
 *
 *     max-limit=10M burst-threshold=15M burst-limit=25M // holds 15M
 *     max-limit=10M burst-threshold=8M burst-limit=25M // holds 10M
 */
export function heldRate({ maxLimit, extras = {} }: Pick<ObservedQueue, 'maxLimit' | 'extras'>): Rate {
  const held = (direction: Direction): Rate[Direction] => {
    const limit = maxLimit[direction];
    if (limit === 0) return limit;
    const threshold = extras.burstThreshold?.[direction] ?? 0;
    const burst = extras.burstLimit?.[direction] ?? 0;
    return bps(Math.max(limit, Math.min(threshold, burst)));
  };
  return { down: held('down'), up: held('up') };
}
