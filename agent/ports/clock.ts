import type { Moment, Span } from '../domain/moment.ts';

/** Time, handed in. Nothing in the agent reads the host's clock but the adapter of this port. */
export interface Clock {
  now(): Moment;
  /** Milliseconds that never step; only differences mean anything. */
  monotonic(): number;
  /** Resolves after `length`; rejects with the signal's reason when aborted. */
  sleep(length: Span, signal: AbortSignal): Promise<void>;
}
