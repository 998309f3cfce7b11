import { type Counted, type Expected, type Judged, Leaps } from './leaps.ts';
import type { Missed } from './missed.ts';
import { NarrowCounters } from './narrow-counters.ts';
import { PassedSpeeds } from './passed-speeds.ts';
import type { Reading, Subject } from './reading.ts';
import { type Sample, sample } from './sample.ts';

/** What one more reading of a subject tells. */
export interface Interval {
  /** Whether the reading becomes the base of the next difference. */
  readonly isBase: boolean;
  /** Octets to be stored, in the order of time: those of this interval, or also of intervals held back before. */
  readonly believed: readonly Counted[];
  /** Intervals without a rate. */
  readonly missed: readonly Missed[];
  /** Whether the rate stands above the speed that the interface reports. */
  readonly passed: boolean;
}

const NOTHING: Judged = { believed: [], dropped: [] };

/** Turns the readings of one device into believed intervals and missed ones. Remembers what it saw of each subject. */
export class Intervals {
  readonly #narrow: NarrowCounters;
  readonly #leaps = new Leaps();
  readonly #speeds = new PassedSpeeds();

  /** @param wasNarrow whether a subject's counter was known to hold only 32 bits before the daemon started. */
  constructor(wasNarrow: (subject: Subject) => boolean = () => false) {
    this.#narrow = new NarrowCounters(wasNarrow);
  }

  /** Judges the time between two readings of one subject. */
  next(previous: Reading | undefined, reading: Reading, expected: Expected): Interval {
    const { subject, at, speedMbps = 0 } = reading;
    const found = sample(previous, reading);
    const isNarrow = this.#narrow.isNarrow(previous, reading, found);
    const { believed, dropped } = isNarrow ? this.#leaps.broken(subject) : this.#judged(found, subject, expected);
    const why = isNarrow ? 'narrow' : whyOf(found);
    return {
      isBase: !stoodStill(found, reading),
      believed,
      missed: [
        ...dropped.map((each): Missed => ({ subject, at: each.counted.until, why: each.why })),
        ...(why === undefined ? [] : [{ subject, at, why }]),
      ],
      passed: this.#speeds.passes(subject, believed, speedMbps, at),
    };
  }

  #judged(found: Sample, subject: Subject, expected: Expected): Judged {
    if (found.kind === 'octets') return this.#leaps.judge(found, expected);
    // A counter that was not refreshed yet says nothing about those before.
    return found.why === 'stale-counter' ? NOTHING : this.#leaps.broken(subject);
  }
}

/** The first reading of a subject is no loss. */
function whyOf(found: Sample): Missed['why'] | undefined {
  return found.kind === 'octets' || found.why === 'first' ? undefined : found.why;
}

/** A counter at zero may have been reset twice, so it counts as a new base. */
function stoodStill(found: Sample, { down, up }: Reading): boolean {
  return found.kind === 'gap' && found.why === 'stale-counter' && (down > 0n || up > 0n);
}
