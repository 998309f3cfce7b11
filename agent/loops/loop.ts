import type { FaultCode } from '../domain/fault.ts';
import type { Span } from '../domain/moment.ts';

/** When to come back, and whether this pass changed something that other loops may wait for. */
export interface NextPass {
  readonly after: Span;
  readonly changed: boolean;
}

/** While open, wakes do not shorten the wait: only time does, or a person who orders a retry. */
export interface Breaker {
  /** Failures in a row that open it. */
  readonly opensAfter: number;
  /** A fault that opens it at once, and how long it then stays open: trying again soon would do harm. */
  readonly refusal: FaultCode;
  readonly refusalWait: Span;
}

/**
 * One peer outside, the ledger inside. Level-triggered: a pass reads all it needs, then acts; a second pass changes
 * nothing, and a pass after a crash heals. It decides nothing about a request.
 */
export interface Loop {
  readonly name: string;
  /** How its peer is left alone while it fails; undefined: every wake tries again. */
  readonly breaker?: Breaker;
  /** Comes at its own pace only: what people order has nothing new for it. */
  readonly fixedInterval?: true;
  pass(): Promise<NextPass>;
}
