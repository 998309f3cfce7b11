import type { Moment, Span } from '../domain/moment.ts';

/** The source of time. Only the adapter of this port reads the host's clock; tests set one. */
export interface Clock {
  now(): Moment;
  /** Milliseconds of a clock that is never stepped. Only differences between two values mean anything. */
  monotonic(): number;
  /** Resolves after `length`; rejects with the signal's reason when aborted. */
  sleep(length: Span, signal: AbortSignal): Promise<void>;
}
