import type { Span } from '../domain/moment.ts';

/** When to come back, and whether this pass changed something that other loops may wait for. */
export interface Again {
  readonly after: Span;
  readonly changed: boolean;
}

/**
 * One peer outside, the ledger inside. Level-triggered: a pass reads all it needs, then acts; a second pass changes nothing, and a pass
 * after a crash heals. It decides nothing about a request.
 */
export interface Loop {
  readonly name: string;
  pass(): Promise<Again>;
}
