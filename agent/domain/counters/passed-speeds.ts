import { type Counted, rateOf, STANDS } from './leaps.ts';
import { DIRECTIONS } from '../rate.ts';
import type { Subject } from './reading.ts';

/**
 * Finds out whether counters pass the speed that their interface reports: a rate above 1.05 × the speed in three
 * believed intervals in a row. Then the speed is wrong, not the rate.
 */
export class PassedSpeeds {
  readonly #seen = new Map<Subject, { readonly speedMbps: number; readonly since: number; readonly above: number }>();

  /**
   * Records the believed intervals up to a reading. Returns whether the rate stands above the reported speed.
   * @param at when the reading was taken that reports this speed; intervals that ended before count for an older speed.
   */
  passes(subject: Subject, believed: readonly Counted[], speedMbps: number, at: number): boolean {
    const last = this.#seen.get(subject);
    const seen = last?.speedMbps === speedMbps ? last : { speedMbps, since: at, above: 0 };
    let { above } = seen;
    for (const counted of believed) {
      if (counted.until <= seen.since) continue;
      const isAbove = DIRECTIONS.some((direction) => rateOf(counted, direction) > 1.05e6 * speedMbps);
      above = isAbove ? above + 1 : 0;
    }
    this.#seen.set(subject, { ...seen, above });
    return speedMbps > 0 && above >= STANDS;
  }
}
