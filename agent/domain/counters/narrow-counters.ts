import type { Reading, Subject } from './reading.ts';
import type { Sample } from './sample.ts';

const WIDE = 2n ** 32n;

/**
 * Uplinks whose 64-bit counters turned out to hold 32 bits. One that falls from below 2^32 without a restart has either
 * been set back or wrapped; if it wraps, the steps between its falls are too small by unseen wraps, and would read as
 * room. So it is unknown until a counter shows more than 32 bits.
 */
export class NarrowCounters {
  readonly #narrow = new Set<Subject>();

  /** Takes note of what two readings gave; whether their subject counts in 32 bits as far as is known. */
  isNarrow(previous: Reading | undefined, next: Reading, found: Sample): boolean {
    if (next.down >= WIDE || next.up >= WIDE) this.#narrow.delete(next.subject);
    else if (isFall(found) && previous !== undefined && previous.down < WIDE && previous.up < WIDE)
      this.#narrow.add(next.subject);
    return this.#narrow.has(next.subject);
  }
}

function isFall(found: Sample): boolean {
  return found.kind === 'gap' && found.why === 'decreased' && found.subject.startsWith('uplink:');
}
