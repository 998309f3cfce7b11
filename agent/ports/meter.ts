import type { Reading, Subject } from '../domain/reading.ts';
import type { Peer } from './peer.ts';

/** One thing to count: an uplink by interface name (IF-MIB ifName) or a line by the name of its simple queue. */
export interface MeterPoint {
  readonly subject: Subject;
  readonly interface?: string;
  readonly queue?: string;
}

/** A point that gave no reading, and why: the device does not list it, lists it twice, or answered nonsense. */
export interface Unread {
  readonly subject: Subject;
  readonly why: 'not-listed' | 'ambiguous' | 'bad-value' | 'no-64-bit';
}

export interface Visit {
  readonly readings: readonly Reading[];
  readonly unread: readonly Unread[];
}

/** Reads counters of one device. */
export interface Meter extends Peer {
  /**
   * All points in one visit. A missing one is in `unread`, never a zero. Throws Fault `meter/silent`, `meter/refused` or
   * `meter/bad-reply` when the device as a whole gave no usable answer.
   */
  read(points: readonly MeterPoint[]): Promise<Visit>;
  close(): Promise<void>;
}
