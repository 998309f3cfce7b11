/** Who answered: to refuse the wrong router, and to explain differences between versions. */
export interface RouterIdentity {
  readonly identity: string;
  readonly version: string;
  readonly serial: string | null;
}

/** Rules of the router that make simple queues partly blind. */
export interface RouterTraits {
  /** Enabled FastTrack rules, RouterOS /ip/firewall/filter action=fasttrack-connection. */
  readonly fasttrackRules: number;
}
