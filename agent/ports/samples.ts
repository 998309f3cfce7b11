import type { Moment, Window } from '../domain/moment.ts';
import type { Reading, Subject } from '../domain/counters/reading.ts';

/** Octets that passed between two readings of one subject. */
export interface Octets {
  readonly subject: Subject;
  readonly from: Moment;
  readonly until: Moment;
  readonly down: bigint;
  readonly up: bigint;
  readonly dropsDown: number;
  readonly dropsUp: number;
}

/** The mean rate of one 5-minute interval, by the interval's start; absent intervals are missing, never 0. */
export interface FiveMinute {
  readonly start: Moment;
  readonly down: number;
  readonly up: number;
  readonly dropsDown: number;
  readonly dropsUp: number;
}

/**
 * 5-minute rates for figures over many of them: position by position of one interval, the intervals in no certain
 * order.
 */
export interface ManyRates {
  readonly down: readonly number[];
  readonly up: readonly number[];
}

/** One longer interval that keeps what its statistics need: never an average of averages. */
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

export interface SamplesView {
  /** Valid 5-minute rates that start inside the window, oldest first. */
  series(subject: Subject, window: Window): readonly FiveMinute[];
  /** The rates of `series`, in a fraction of its time. */
  rates(subject: Subject, window: Window): ManyRates;
  /** Newest valid 5-minute rates, newest first, at most `count`. */
  newest(subject: Subject, count: number): readonly FiveMinute[];
  hourly(subject: Subject, window: Window): readonly Rollup[];
  daily(subject: Subject, window: Window): readonly Rollup[];
  /** The last reading kept, the base of the next difference; undefined when none. */
  last(subject: Subject): Reading | undefined;
  subjects(): readonly Subject[];
}

export interface Samples extends SamplesView {
  /**
   * One visit in one transaction: readings become the new bases, octets join their 5-minute intervals. Value and time
   * advance together.
   */
  put(readings: readonly Reading[], octets: readonly Octets[]): void;
  /** Imports finished 5-minute rates, e.g. history from an older monitoring system. Existing intervals stay. */
  import(subject: Subject, rates: readonly FiveMinute[]): void;
  /** Rolls finished hours and days up to `now` and drops what is past its keeping. Doing it twice changes nothing. */
  roll(now: Moment): void;
  close(): void;
}
