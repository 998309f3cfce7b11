import type { ObservedQueue } from '../shaping/queue.ts';
import type { RouterIdentity, RouterTraits } from './router-facts.ts';

/** An interface of the router. */
export interface SeenInterface {
  readonly name: string;
  /** `ether`, `vlan`, `pppoe-out`, as the router calls it. */
  readonly type: string;
  readonly comment: string;
  readonly running: boolean;
  readonly disabled: boolean;
}

/** An address of the router itself, `10.62.11.1/24`, on an interface. */
export interface OwnAddress {
  readonly address: string;
  readonly interface: string;
}

/** An entry of a firewall address list. */
export interface ListedAddress {
  readonly list: string;
  /** A prefix, a range or a name, as written. */
  readonly address: string;
  readonly comment: string;
}

/** How many rows the router has in menus that the agent does not manage. null: no such menu, or not shown to us. */
export interface PastCounts {
  readonly queueTree: number | null;
  readonly pppActive: number | null;
  readonly hotspotActive: number | null;
  readonly dhcpLeases: number | null;
}

/** What one read-only visit shows of a router that no configuration names yet. */
export interface RouterSurvey {
  readonly identity: RouterIdentity;
  readonly traits: RouterTraits;
  readonly queues: readonly ObservedQueue[];
  readonly interfaces: readonly SeenInterface[];
  readonly addresses: readonly OwnAddress[];
  readonly lists: readonly ListedAddress[];
  readonly past: PastCounts;
}
