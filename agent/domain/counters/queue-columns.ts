import type { Moment } from '../moment.ts';
import type { BytesIn } from './reading.ts';

/** Counters of one queue, in octets, as the agency sees them. */
export interface Counters {
  readonly down: bigint;
  readonly up: bigint;
}

/** Counters of a queue by its name. */
export interface QueueBytes extends Counters {
  readonly name: string;
}

/** What the first octet column of a device's queues counts, as the device itself proved it. */
export interface QueueColumns {
  readonly router: string;
  readonly bytesIn: BytesIn;
  /** When it was proven. */
  readonly at: Moment;
  /** RouterOS version that it was proven on. */
  readonly version: string;
  /** How many queues proved it. */
  readonly queues: number;
}

/** Result of the comparison of two sources of the same counters. */
export interface Orientation {
  /** `straight`: down and up mean the same in both. `swapped`: they are exchanged. `unknown`: nothing proves either. */
  readonly direction: 'straight' | 'swapped' | 'unknown';
  /** How many queues spoke for it. */
  readonly queues: number;
}

/** The better fit must be this many times closer than the other. */
const CLEARLY = 4n;
/** Octets that the worse fit must be off: below it a queue says nothing. */
const LEAST = 1_000_000n;
/** Percent of the queues that say anything which must agree. */
const AGREEING = 90;

/**
 * Compares counters of the same queues from two sources, read at about the same time: whether down and up are exchanged
 * between them. A queue speaks only if one way fits clearly better; counters that are alike in both directions do not.
 */
export function orientationOf(pairs: readonly (readonly [Counters, Counters])[]): Orientation {
  const votes = { straight: 0, swapped: 0 };
  for (const [a, b] of pairs) {
    const straight = distance(a.down, b.down) + distance(a.up, b.up);
    const swapped = distance(a.down, b.up) + distance(a.up, b.down);
    if (swapped > LEAST && straight * CLEARLY <= swapped) votes.straight += 1;
    else if (straight > LEAST && swapped * CLEARLY <= straight) votes.swapped += 1;
  }
  const direction = votes.swapped > votes.straight ? 'swapped' : 'straight';
  const queues = votes[direction];
  const isClear = queues > 0 && queues * 100 >= (votes.straight + votes.swapped) * AGREEING;
  return isClear ? { direction, queues } : { direction: 'unknown', queues: 0 };
}

/** The other of the two. */
export function otherBytesIn(bytesIn: BytesIn): BytesIn {
  return bytesIn === 'up' ? 'down' : 'up';
}

function distance(a: bigint, b: bigint): bigint {
  return a < b ? b - a : a - b;
}
