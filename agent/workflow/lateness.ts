import { between, type Moment, MINUTE, type Span, span, type Window } from '../domain/moment.ts';
import type { Outage } from '../domain/outage.ts';

/** Up to this delay a start or an end is punctual: loops run once a minute, and a write needs a read-back. */
const PUNCTUAL = span(2 * MINUTE);

/** Times of the start or the end of a temporary grant on the router, in order. */
export interface Edge {
  /** When it should have happened. */
  readonly planned: Moment;
  /** When the agent saw that it was due. */
  readonly noticed: Moment;
  /** When the first write was recorded. */
  readonly begun: Moment;
  /** When the router was read and showed it. */
  readonly done: Moment;
  /** The router's last outage. undefined: there was none. */
  readonly outage: Outage | undefined;
}

/**
 * How late the start or end was, and the main reason. `daemon-away`: the daemon did not run. `router-away`: the router
 * did not answer. `held`: a freeze, limit, missing approval or check delayed it. `retried`: writing needed several
 * attempts.
 */
export interface Lateness {
  readonly seconds: number;
  readonly why: 'daemon-away' | 'router-away' | 'held' | 'retried';
}

/**
 * Returns how late the start or end was and the reason that took most of the time. undefined: it was at most 2 minutes
 * late.
 */
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

/** Length of the outage within the window, ms. */
function shared(window: Window, outage: Outage): number {
  const until = Math.min(window.until, outage.until ?? window.until);
  return Math.max(0, until - Math.max(window.from, outage.from));
}
