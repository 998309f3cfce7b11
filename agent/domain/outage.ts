import type { Moment } from './moment.ts';

/**
 * The last time that a router was not visited as it should have been; kept as a note of what was seen, so that lateness
 * can be explained.
 */
export interface Outage {
  readonly from: Moment;
  /** null: not over yet. */
  readonly until: Moment | null;
  /** The code of the first fault, or `daemon/away` where nobody tried. */
  readonly why: string;
}

/** Name of the ledger's cursor that keeps the last outage of a router. */
export function outageNote(router: string): string {
  return `outage:${router}`;
}

/** Reads the last outage of a router, over or not, from the ledger's cursors. Returns undefined if there was none. */
export function outageOf(ledger: { cursor(name: string): string }, router: string): Outage | undefined {
  const note = ledger.cursor(outageNote(router));
  return note === '' ? undefined : (JSON.parse(note) as Outage);
}
