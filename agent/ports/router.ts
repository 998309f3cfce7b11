import type { Change, ObservedQueue } from '../shaping/queue.ts';
import type { Log } from './log.ts';
import type { Peer } from './peer.ts';
import type { QueueBytes, RouterIdentity, RouterTraits } from './router-facts.ts';

export type { RouterIdentity, RouterTraits };

/**
 * One short visit to a router. Any doubt (deadline, close, `!fatal`, an answer that makes no sense) ends the session:
 * every later call throws. After a write that threw `router/outcome-unknown`, only a read on a new session may follow.
 */
export interface RouterSession {
  readonly identity: RouterIdentity;
  /** Returns the whole table of /queue/simple, in its order. */
  queues(): Promise<readonly ObservedQueue[]>;
  /**
   * Returns the rows with this name or this owner's mark; used right before a write. A mark is found only under the
   * comments that the last `queues` showed. Positions are those of the last table; -1 for a row that was not in it.
   */
  named(name: string, owner: string): Promise<readonly ObservedQueue[]>;
  traits(): Promise<RouterTraits>;
  /**
   * Returns the octets that each queue counted since the router started counting, as the agency sees them. Used to find
   * out which SNMP column counts which direction.
   */
  counters(): Promise<readonly QueueBytes[]>;
  /**
   * Sends one change, once. Throws Fault `router/trap` when the router refuses it, `router/outcome-unknown` when nobody
   * can say.
   */
  write(change: Change): Promise<void>;
  close(): Promise<void>;
}

/** What every kind of router is opened with. */
export interface RouterDeps {
  /** The router's name in the settings: how people, findings and the ledger call it. */
  readonly name: string;
  readonly log: Log;
}

/**
 * A router whose simple queues we read and write. Visits do not overlap: a second `open` waits for the first session's
 * end.
 */
export interface Router extends Peer {
  /**
   * Connects, logs in and checks the identity. Throws Fault `router/unreachable`, `router/refused-login` or
   * `router/wrong-identity`.
   */
  open(): Promise<RouterSession>;
  /** Writes the change as lines that a person can paste into the router's terminal. */
  words(change: Change): readonly string[];
  close(): Promise<void>;
}
