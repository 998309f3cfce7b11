import type { Moment, Window } from '../domain/moment.ts';
import type { Reading, Subject } from '../domain/counters/reading.ts';

/** Octets counted between two readings of one subject; `down` is towards the agency. */
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
 * The mean rate of one 5-minute interval in bit/s, by the interval's start. An interval without data is missing, never
 * 0.
 */
export interface FiveMinute {
  readonly start: Moment;
  readonly down: number;
  readonly up: number;
  readonly dropsDown: number;
  readonly dropsUp: number;
}

/**
 * Many 5-minute rates in bit/s, for statistics. `down[i]` and `up[i]` are of one interval; the intervals are in no
 * fixed order.
 */
export interface ManyRates {
  readonly down: readonly number[];
  readonly up: readonly number[];
}

/**
 * Sums of one hour or day: octets, seconds covered, the largest valid 5-minute rates, and how many intervals were valid
 * of how many. Never an average of averages.
 */
export interface Rollup {
  readonly start: Moment;
  readonly downOctets: bigint;
  readonly upOctets: bigint;
  readonly seconds: number;
  readonly maxDown: number;
  readonly maxUp: number;
  readonly valid: number;
  readonly expected: number;
}

/** Reads samples. A subject that has none gives empty lists. */
export interface SamplesView {
  /** Returns the valid 5-minute rates whose start is in the window, oldest first. */
  series(subject: Subject, window: Window): readonly FiveMinute[];
  /** Returns the rates of `series`, faster and without times. */
  rates(subject: Subject, window: Window): ManyRates;
  /** Returns the newest valid 5-minute rates, newest first, at most `count`. */
  newest(subject: Subject, count: number): readonly FiveMinute[];
  hourly(subject: Subject, window: Window): readonly Rollup[];
  daily(subject: Subject, window: Window): readonly Rollup[];
  /** Returns the last reading kept, from which the next difference is taken. undefined: none yet. */
  last(subject: Subject): Reading | undefined;
  subjects(): readonly Subject[];
}

/** Stores and reads samples. Throws Fault `ledger/disk` or `ledger/corrupt` when the file cannot be used. */
export interface Samples extends SamplesView {
  /**
   * Stores one visit in one transaction: readings become the new bases, octets are added to their 5-minute intervals.
   * Both or neither.
   */
  put(readings: readonly Reading[], octets: readonly Octets[]): void;
  /**
   * Imports finished 5-minute rates, such as the history of an older monitoring system. Valid intervals stay as they
   * are.
   */
  import(subject: Subject, rates: readonly FiveMinute[]): void;
  /**
   * Sums the hours and days that ended before `now`, and deletes what is older than its retention. Calling it twice
   * changes nothing.
   */
  roll(now: Moment): void;
  close(): void;
}
