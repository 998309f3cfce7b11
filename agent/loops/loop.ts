import type { FaultCode } from '../domain/fault.ts';
import type { Span } from '../domain/moment.ts';

/** When the next pass is due, and whether this one changed something that other loops wait for. */
export interface NextPass {
  readonly after: Span;
  readonly changed: boolean;
}

/**
 * Protects a failing peer. While it is open, a wake does not start a pass; only time does, or a person who orders a
 * retry.
 */
export interface Breaker {
  /** Opens after this many failures in a row. */
  readonly opensAfter: number;
  /**
   * A fault that opens it at once, because repeating soon would do harm (a refused login). `refusalWait`: how long it
   * then stays open.
   */
  readonly refusal: FaultCode;
  readonly refusalWait: Span;
}

/**
 * Repeated work between one outside system and the ledger. Level-triggered: a pass reads all it needs and then acts, so
 * a second pass changes nothing, and a pass after a crash repairs. A loop decides nothing about a request; that is the
 * desk's.
 */
export interface Loop {
  readonly name: string;
  /** How long a failing peer is left alone. undefined: every wake starts a pass. */
  readonly breaker?: Breaker;
  /** Not woken by orders: runs at its fixed interval only. */
  readonly fixedInterval?: true;
  pass(): Promise<NextPass>;
}
