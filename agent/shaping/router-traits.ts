import type { Bps } from '../domain/rate.ts';
import type { HandEdit } from './hand-edit.ts';

/** What of a router makes simple queues partly blind, hides what they allow, or tells who else is at work on them. */
export interface RouterTraits {
  /** Enabled FastTrack rules, RouterOS /ip/firewall/filter action=fasttrack-connection. */
  readonly fasttrackRules: number;
  /**
   * Ports in bridges whose traffic passes simple queues by, since RouterOS /interface/bridge/settings use-ip-firewall
   * is off.
   */
  readonly blindBridgePorts: number;
  /**
   * By the name of a queue type: what one stream gets at most, RouterOS /queue/type pcq-rate; types without such a rate
   * are left out.
   */
  readonly pcqRates: Readonly<Record<string, Bps>>;
  /** What other logins did to queues, RouterOS /system/history (the last 100 actions of all); null: not shown to us. */
  readonly handEdits: readonly HandEdit[] | null;
}

/** A router without any of it. */
export const PLAIN_TRAITS: RouterTraits = { fasttrackRules: 0, blindBridgePorts: 0, pcqRates: {}, handEdits: [] };
