import type { Bps } from '../domain/rate.ts';
import type { HandEdit } from './hand-edit.ts';

/** Settings of a router that make simple queues miss traffic or limit it further, and edits of other logins. */
export interface RouterTraits {
  /**
   * Number of enabled FastTrack rules, RouterOS /ip/firewall/filter action=fasttrack-connection. FastTrack bypasses
   * simple queues.
   */
  readonly fasttrackRules: number;
  /**
   * Number of bridge ports whose traffic bypasses simple queues, because RouterOS /interface/bridge/settings
   * use-ip-firewall is off.
   */
  readonly blindBridgePorts: number;
  /**
   * Most bit/s of one stream, by name of the queue type: RouterOS /queue/type pcq-rate. Types without such a rate are
   * left out.
   */
  readonly pcqRates: Readonly<Record<string, Bps>>;
  /**
   * Actions of other logins on queues, from the last 100 entries of RouterOS /system/history. null: the agent may not
   * read the history.
   */
  readonly handEdits: readonly HandEdit[] | null;
}

/** Traits of a router without FastTrack, bypassing bridge ports, pcq-rates and hand edits. */
export const PLAIN_TRAITS: RouterTraits = { fasttrackRules: 0, blindBridgePorts: 0, pcqRates: {}, handEdits: [] };
