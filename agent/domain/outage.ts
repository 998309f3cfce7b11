import type { Moment } from './moment.ts';

/**
 * The last time in which the agent could not visit a router as planned. Kept in the ledger, to explain why a grant was
 * applied or returned late.
 */
export interface Outage {
  readonly from: Moment;
  /** null: the outage is not over. */
  readonly until: Moment | null;
  /** Fault code of the first failed visit, or `daemon/away` if the daemon itself was not running. */
  readonly why: string;
}

/** Returns the name of the ledger's cursor that stores the last outage of a router. */
export function outageNote(router: string): string {
  return `outage:${router}`;
}

/** Reads the last outage of a router, over or not, from the ledger's cursors. undefined: there was none. */
export function outageOf(ledger: { cursor(name: string): string }, router: string): Outage | undefined {
  const note = ledger.cursor(outageNote(router));
  return note === '' ? undefined : (JSON.parse(note) as Outage);
}
