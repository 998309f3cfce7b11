import { rate, type Direction, type Rate } from '../domain/rate.ts';
import type { ObservedQueue } from './queue.ts';

/**
 * Returns the rate that a queue lets pass for as long as one likes, bit/s. That is its max-limit, or its burst
 * threshold where that is higher: RouterOS grants the burst as long as the mean is below the threshold, so that the
 * mean stays at the threshold. 0: no limit.
 */
export function heldRate({ maxLimit, extras = {} }: Pick<ObservedQueue, 'maxLimit' | 'extras'>): Rate {
  const held = (d: Direction): number => {
    const { burstLimit, burstThreshold } = extras;
    const [limit, burst, threshold] = [maxLimit[d], burstLimit?.[d] ?? 0, burstThreshold?.[d] ?? 0];
    return limit === 0 || burst <= limit ? limit : Math.max(limit, Math.min(burst, threshold));
  };
  return rate(held('down'), held('up'));
}
