import type { BytesIn, Reading, Subject } from '../domain/counters/reading.ts';
import type { Clock } from './clock.ts';
import type { Log } from './log.ts';
import type { Peer } from './peer.ts';

/**
 * One thing to count. An uplink: `interface` (IF-MIB ifName). A line or a pool: `queue`, the name of its simple queue;
 * one with an interface of its own also has `interface`, for devices that count no queues.
 */
export interface MeterPoint {
  readonly subject: Subject;
  readonly interface?: string;
  readonly queue?: string;
  /**
   * `agency`: the interface is the agency's, so octets that come in are its upload. Unset, at an uplink: octets that
   * come in are downloads.
   */
  readonly faces?: 'agency';
  /** What the device proved its first octet column of queues to be. Counts only where the setting is `auto`. */
  readonly bytesIn?: BytesIn;
}

/**
 * A point without a reading, and why. `not-listed`: the device has no such name. `ambiguous`: two rows carry the name.
 * `bad-value`: a value that cannot be. `no-64-bit`: the device has 32-bit counters only.
 */
export interface Unread {
  readonly subject: Subject;
  readonly why: 'not-listed' | 'ambiguous' | 'bad-value' | 'no-64-bit';
}

/** The result of one visit: every point asked is in one of the two lists. */
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
  /** The setting of what the first octet column of queues counts. Left out: this meter counts no queues. */
  readonly queueBytesIn?: BytesIn | 'auto';
  /**
   * Reads all points in one visit. A point without a reading is in `unread`, never zero. Throws Fault `meter/silent`,
   * `meter/refused`, `meter/bad-reply` or `meter/no-uptime` when the device as a whole gave no usable answer.
   */
  read(points: readonly MeterPoint[]): Promise<Visit>;
  close(): Promise<void>;
}
