import { between, type Moment, MINUTE, type Span, span, type Window } from '../domain/moment.ts';
import type { Outage } from '../domain/outage.ts';

/**
 * Up to this long after its time a start or an end is punctual: loops look once a minute, and a write takes its
 * read-back.
 */
const PUNCTUAL = span(2 * MINUTE);

/** How a start or an end of a temporary grant came about, in the order of time. */
export interface Edge {
  /** When it should have been on the router. */
  readonly planned: Moment;
  /** When the agent saw that it was due. */
  readonly noticed: Moment;
  /** When the first write was intended. */
  readonly begun: Moment;
  /** When it was verified. */
  readonly done: Moment;
  /** The router's last outage. */
  readonly outage: Outage | undefined;
}

/** `held`: a freeze, a limit, an approval or a check held it back. `retried`: the router did not take it at once. */
export interface Lateness {
  readonly seconds: number;
  readonly why: 'daemon-away' | 'router-away' | 'held' | 'retried';
}

/** How late it was, and what most of the time was lost to; undefined when it was punctual. */
export function lateness({ planned, noticed, begun, done, outage }: Edge): Lateness | undefined {
  const late = between(planned, done);
  if (late <= PUNCTUAL) return undefined;
  const unnoticed = between(planned, noticed);
  const waiting: Window = { from: noticed, until: begun };
  const writing: Window = { from: begun, until: done };
  const away = outage === undefined ? span(0) : span(shared(waiting, outage) + shared(writing, outage));
  const parts: readonly (readonly [Lateness['why'], Span])[] = [
    ['daemon-away', outage?.why === 'daemon/away' ? span(unnoticed + away) : unnoticed],
    ['router-away', outage?.why === 'daemon/away' ? span(0) : away],
    ['held', span(between(noticed, begun) - (outage === undefined ? 0 : shared(waiting, outage)))],
    ['retried', span(between(begun, done) - (outage === undefined ? 0 : shared(writing, outage)))],
  ];
  const [why] = parts.reduce((most, part) => (part[1] > most[1] ? part : most));
  return { seconds: Math.round(late / 1000), why };
}

/** How much of the window the outage took. */
function shared(window: Window, outage: Outage): number {
  const until = Math.min(window.until, outage.until ?? window.until);
  return Math.max(0, until - Math.max(window.from, outage.from));
}
