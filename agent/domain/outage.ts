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

/** Under which cursor a router's outage is noted. */
export function outageNote(router: string): string {
  return `outage:${router}`;
}

/** Reads a noted outage; undefined where none was. */
export function outageFrom(note: string): Outage | undefined {
  return note === '' ? undefined : (JSON.parse(note) as Outage);
}
