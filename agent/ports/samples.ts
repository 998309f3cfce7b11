import type { Moment, Window } from '../domain/moment.ts';
import type { Missed, MissedWhy } from '../domain/counters/missed.ts';
import type { QueueColumns } from '../domain/counters/queue-columns.ts';
import type { BytesIn, Reading, Subject } from '../domain/counters/reading.ts';

/**
 * Octets counted between two readings of one subject, as the agency sees them: `down` towards the agency. Drops are
 * packets that the queue discarded in that time.
 */
export interface Octets {
  readonly subject: Subject;
  readonly from: Moment;
  readonly until: Moment;
  readonly down: bigint;
  readonly up: bigint;
  readonly dropsDown: number;
  readonly dropsUp: number;
}

/**
 * Mean rate of one 5-minute interval in bit/s, with the packets dropped in it. An interval without a valid measurement
 * has no entry; it is never entered as 0.
 */
export interface FiveMinute {
  /** When the interval begins. */
  readonly start: Moment;
  readonly down: number;
  readonly up: number;
  readonly dropsDown: number;
  readonly dropsUp: number;
}

/**
 * 5-minute rates in bit/s without their times, for percentiles. `down[i]` and `up[i]` belong to the same interval. The
 * order of the intervals is not defined.
 */
export interface ManyRates {
  readonly down: readonly number[];
  readonly up: readonly number[];
}

/**
 * One hour or one day in a single row. Keeps octets and seconds, so that a mean is computed from totals and never from
 * other means.
 */
export interface Rollup {
  readonly start: Moment;
  readonly downOctets: bigint;
  readonly upOctets: bigint;
  /** Seconds that were measured; the mean rate is octets × 8 ÷ seconds. */
  readonly seconds: number;
  /** Largest 5-minute rate, bit/s. */
  readonly maxDown: number;
  readonly maxUp: number;
  /** Valid 5-minute intervals, of `expected` that the hour or day has. */
  readonly valid: number;
  readonly expected: number;
}

/** What a port says about itself, and whether its counters agree. Only interfaces have it, never queues. */
export interface PortSpeed {
  /** IF-MIB ifType; 6 is Ethernet. null: the device does not say. */
  readonly type: number | null;
  /** IF-MIB ifHighSpeed of the last reading, Mbps. 0: none reported. */
  readonly speedMbps: number;
  /** When the port first reported this speed. */
  readonly since: Moment;
  /**
   * Whether a believed rate stood above 1.05 × this speed while the port reported it, in the 28 days before the last
   * reading. Then the speed is wrong.
   */
  readonly passed: boolean;
}

/** What a visit says besides readings and octets. */
export interface VisitNotes {
  /** Subjects of this visit whose rate stood above 1.05 × the speed that their reading reports. */
  readonly passed?: readonly Subject[];
  /** Intervals without a rate. */
  readonly missed?: readonly Missed[];
}

/** How many intervals of a subject had no rate for one reason. */
export interface MissedCount {
  readonly why: MissedWhy;
  readonly count: number;
  /** When the last of them ended. */
  readonly last: Moment;
}

/** Reads of the measured traffic. A subject is `uplink:ID`, `line:ID` or `pool:ID`. */
export interface SamplesView {
  /** Valid 5-minute rates that begin inside the window, oldest first. */
  series(subject: Subject, window: Window): readonly FiveMinute[];
  /** The rates of `series` without their times, read several times faster. */
  rates(subject: Subject, window: Window): ManyRates;
  /** The newest valid 5-minute rates, newest first, at most `count`. */
  newest(subject: Subject, count: number): readonly FiveMinute[];
  /** Rollups of the UTC hours that begin inside the window, oldest first. */
  hourly(subject: Subject, window: Window): readonly Rollup[];
  /** Rollups of the local days that begin inside the window, oldest first. */
  daily(subject: Subject, window: Window): readonly Rollup[];
  /** The last raw reading of a subject, from which the next difference is computed; undefined when there is none. */
  last(subject: Subject): Reading | undefined;
  /** What the interface of a subject last said about its speed. undefined: never read, or a queue. */
  port(subject: Subject): PortSpeed | undefined;
  /**
   * Intervals without a rate in the UTC hours that begin inside the window, by reason, the most frequent first. Kept as
   * long as 5-minute rates.
   */
  missed(subject: Subject, window: Window): readonly MissedCount[];
  /** What the device last proved about the octet columns of its queues. undefined: not proven yet. */
  columns(router: string): QueueColumns | undefined;
  /** All subjects that were ever measured. */
  subjects(): readonly Subject[];
}

/** The measured traffic, with its write methods. */
export interface Samples extends SamplesView {
  /**
   * Stores one visit to a device in one transaction. `readings` become the base of the next differences, and `octets`
   * are added to their 5-minute intervals.
   */
  put(readings: readonly Reading[], octets: readonly Octets[], notes?: VisitNotes): void;
  /**
   * Adds finished 5-minute rates, for example from an older monitoring system. Intervals that exist already are kept.
   */
  import(subject: Subject, rates: readonly FiveMinute[]): void;
  /**
   * Computes the hours and days that ended before `now`, and deletes rows older than their retention. Repeating it
   * changes nothing.
   */
  roll(now: Moment): void;
  /** Stores what a device proved about the octet columns of its queues. Earlier proofs are kept. */
  settle(columns: QueueColumns): void;
  /**
   * Exchanges down and up in the last reading and in all stored rates of one subject, whose columns were taken the
   * wrong way round; `bytesIn` is what the reading then says. Spans as they were counted stay as they were.
   */
  turn(subject: Subject, bytesIn: BytesIn): void;
  close(): void;
}
