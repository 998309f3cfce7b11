import type { Change, ObservedQueue } from '../shaping/queue.ts';
import type { Log } from './log.ts';
import type { Peer } from './peer.ts';
import type { RouterIdentity, RouterTraits } from './router-facts.ts';

export type { RouterIdentity, RouterTraits };

/**
 * One short visit. Any doubt (deadline, close, `!fatal`, bad reply) kills the session: every later call throws. After a
 * write that threw `router/outcome-unknown` only a read on a fresh session may follow.
 */
export interface RouterSession {
  readonly identity: RouterIdentity;
  /** The whole ordered table of /queue/simple. */
  queues(): Promise<readonly ObservedQueue[]>;
  /**
   * The rows that carry this name, or this owner's mark as it was when the table was read last: the read right before a
   * write. Their position is that of the last table, -1 for what was not in it.
   */
  named(name: string, owner: string): Promise<readonly ObservedQueue[]>;
  traits(): Promise<RouterTraits>;
  /** Sends one change, once. Throws `router/trap` when refused, `router/outcome-unknown` when nobody can say. */
  write(change: Change): Promise<void>;
  close(): Promise<void>;
}

/** What every kind of router is opened with. */
export interface RouterDeps {
  /** The router's name in the settings: how people, findings and the ledger call it. */
  readonly name: string;
  readonly log: Log;
}

/** A router whose simple queues we read and write. One visit at a time. */
export interface Router extends Peer {
  /** Throws Fault `router/unreachable`, `router/refused-login` or `router/wrong-identity`. */
  open(): Promise<RouterSession>;
  /** The change as a person would paste it into the router's terminal. */
  words(change: Change): readonly string[];
  close(): Promise<void>;
}
