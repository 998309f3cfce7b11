import type { Reading, Subject } from '../domain/counters/reading.ts';
import type { Clock } from './clock.ts';
import type { Log } from './log.ts';
import type { Peer } from './peer.ts';

/**
 * One thing to count: an uplink by interface name (IF-MIB ifName), or a line by the name of its simple queue. A line
 * that is an interface of its own names that too, for devices that count no queues.
 */
export interface MeterPoint {
  readonly subject: Subject;
  readonly interface?: string;
  readonly queue?: string;
  /**
   * Set where the interface is the agency's: what comes in there is what it uploads. At an uplink it is what agencies
   * download.
   */
  readonly faces?: 'agency';
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

/** What every kind of meter is opened with. */
export interface MeterDeps {
  /** The router's name in the settings; the subject of findings and faults. */
  readonly name: string;
  /** The time of readings. */
  readonly clock: Clock;
  readonly log: Log;
}

/** Reads counters of one device. */
export interface Meter extends Peer {
  /**
   * All points in one visit. A missing one is in `unread`, never a zero. Throws Fault `meter/silent`, `meter/refused`
   * or `meter/bad-reply` when the device as a whole gave no usable answer.
   */
  read(points: readonly MeterPoint[]): Promise<Visit>;
  close(): Promise<void>;
}
