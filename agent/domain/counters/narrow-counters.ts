import type { Reading, Subject } from './reading.ts';
import type { Sample } from './sample.ts';

const TWO_TO_32 = 2n ** 32n;

/**
 * Remembers the uplinks whose 64-bit counters (IF-MIB ifHCInOctets, ifHCOutOctets) in fact hold only 32 bits. Such a
 * counter shows itself by falling from a value below 2^32 without a restart. A 32-bit counter may wrap several times
 * between two readings, so that the rates read from it would be too low. Therefore its rates are unknown until a
 * reading above 2^32 proves that the counter is wide.
 */
export class NarrowCounters {
  readonly #narrow = new Set<Subject>();
  readonly #seen = new Set<Subject>();
  readonly #wasNarrow: (subject: Subject) => boolean;

  /** @param wasNarrow whether a subject was known to be narrow before the daemon started; asked once for each. */
  constructor(wasNarrow: (subject: Subject) => boolean = () => false) {
    this.#wasNarrow = wasNarrow;
  }

  /**
   * Records the result of two readings of one subject. Returns whether the subject's counter is known to hold only 32
   * bits.
   */
  isNarrow(previous: Reading | undefined, next: Reading, found: Sample): boolean {
    if (!this.#seen.has(next.subject)) {
      this.#seen.add(next.subject);
      if (this.#wasNarrow(next.subject)) this.#narrow.add(next.subject);
    }
    if (next.down >= TWO_TO_32 || next.up >= TWO_TO_32) this.#narrow.delete(next.subject);
    else if (isFall(found) && previous !== undefined && previous.down < TWO_TO_32 && previous.up < TWO_TO_32)
      this.#narrow.add(next.subject);
    return this.#narrow.has(next.subject);
  }
}

function isFall(found: Sample): boolean {
  return found.kind === 'gap' && found.why === 'decreased' && found.subject.startsWith('uplink:');
}
