import { between } from '../moment.ts';
import { type Direction, DIRECTIONS } from '../rate.ts';
import type { Subject } from './reading.ts';
import type { Sample } from './sample.ts';

/** Octets counted between two readings of one subject. */
export type Counted = Extract<Sample, { readonly kind: 'octets' }>;

/** A rate in each direction, bit/s. null: not known. */
export interface KnownRates {
  readonly down: number | null;
  readonly up: number | null;
}

/** What an interval is compared with. */
export interface Expected {
  /** What the office knows: the contract of an uplink, the limit of a queue with its burst. */
  readonly known: KnownRates;
  /** What the counters steadily showed so far. Asked only for an interval that is above everything else. */
  readonly shown: () => KnownRates;
  /** IF-MIB ifHighSpeed, Mbps; 0: none. Never a reason to disbelieve a rate, since it is wrong on many interfaces. */
  readonly speedMbps: number;
}

/** What became of an interval, and of those that were held back before it. */
export interface Judged {
  /** In the order of time. */
  readonly believed: readonly Counted[];
  /** One or two intervals far above everything, or one that no link can carry. */
  readonly dropped: readonly { readonly counted: Counted; readonly why: 'leap' | 'impossible' }[];
}

/** Above this rate, bit/s, no counter is believed, whatever is known: 400GE is the fastest port in use. */
export const MOST_BITS = 400e9;
/** A rate above this many times what is known, or what the counters showed beside a known limit, is doubted. */
const FAR_ABOVE = 2;
/** The same where the office knows no limit: traffic may begin where there was next to none. */
const FAR_ABOVE_UNLIMITED = 10;
/** Below this rate, bit/s, nothing is doubted where the office knows no limit: an idle line may fetch a large file. */
const LEAST_DOUBTED = 100e6;
/** Intervals in a row after which a doubted rate is believed, and a rate above the reported speed is proven. */
export const STANDS = 3;

/**
 * Tells a leap of a counter from traffic. An interval far above what the office knows and the counters showed is held
 * back. When three such intervals follow each other, the rate stands and all three are believed; when a usual one or a
 * gap follows, those held back are dropped as leaps.
 */
export class Leaps {
  readonly #held = new Map<Subject, readonly Counted[]>();
  /** Rates that stood for three intervals. */
  readonly #stood = new Map<Subject, Rates>();

  /** The newest believed rates, for a subject of which the store shows nothing yet. */
  readonly #newest = new Map<Subject, readonly Rates[]>();

  /** Judges the next interval of a subject. */
  judge(counted: Counted, expected: Expected): Judged {
    const judged = this.#judged(counted, expected);
    const rates = judged.believed.map((each): Rates => ({ down: rateOf(each, 'down'), up: rateOf(each, 'up') }));
    if (rates.length > 0)
      this.#newest.set(counted.subject, [...(this.#newest.get(counted.subject) ?? []), ...rates].slice(-STANDS));
    return judged;
  }

  #judged(counted: Counted, expected: Expected): Judged {
    if (DIRECTIONS.some((d) => rateOf(counted, d) > MOST_BITS))
      return { believed: [], dropped: [...this.broken(counted.subject).dropped, { counted, why: 'impossible' }] };
    if (!this.#isDoubted(counted, expected))
      return { believed: [counted], dropped: this.broken(counted.subject).dropped };
    const held = [...(this.#held.get(counted.subject) ?? []), counted];
    if (held.length < STANDS) {
      this.#held.set(counted.subject, held);
      return { believed: [], dropped: [] };
    }
    this.#held.delete(counted.subject);
    this.#stands(counted.subject, held);
    return { believed: held, dropped: [] };
  }

  /** Drops what is held back of a subject, whose next interval is a gap. */
  broken(subject: Subject): Judged {
    const held = this.#held.get(subject) ?? [];
    this.#held.delete(subject);
    return { believed: [], dropped: held.map((counted) => ({ counted, why: 'leap' })) };
  }

  #isDoubted(counted: Counted, { known, shown, speedMbps }: Expected): boolean {
    const stood = this.#stood.get(counted.subject);
    let steady: KnownRates | undefined;
    return DIRECTIONS.some((direction) => {
      const rate = rateOf(counted, direction);
      const limit = known[direction];
      if (rate <= FAR_ABOVE * Math.max(limit ?? 0, stood?.[direction] ?? 0)) return false;
      if (limit === null && rate <= Math.max(LEAST_DOUBTED, 1.05e6 * speedMbps)) return false;
      const seen = (steady ??= shown())[direction] ?? steadyRates(this.#newest.get(counted.subject) ?? [])[direction];
      // Nothing at all is known, so nothing speaks against the rate.
      if (limit === null && seen === null) return false;
      return rate > (limit === null ? FAR_ABOVE_UNLIMITED : FAR_ABOVE) * (seen ?? 0);
    });
  }

  #stands(subject: Subject, held: readonly Counted[]): void {
    const before = this.#stood.get(subject) ?? { down: 0, up: 0 };
    const least = (direction: Direction): number =>
      Math.max(before[direction], Math.min(...held.map((counted) => rateOf(counted, direction))));
    this.#stood.set(subject, { down: least('down'), up: least('up') });
  }
}

/** A rate in each direction, bit/s. */
interface Rates {
  readonly down: number;
  readonly up: number;
}

/** Mean rate of an interval in bit/s. */
export function rateOf(counted: Counted, direction: Direction): number {
  return (Number(counted[direction]) * 8000) / between(counted.from, counted.until);
}

/**
 * Returns what counters steadily show: in each direction the third largest of the rates, so that one or two leaps count
 * nothing. null: fewer than three rates.
 */
export function steadyRates(rates: readonly Rates[]): KnownRates {
  const third = (direction: Direction): number | null =>
    rates.map((r) => r[direction]).toSorted((a, b) => b - a)[STANDS - 1] ?? null;
  return { down: third('down'), up: third('up') };
}
