/**
 * Uplinks that carry a line or a pool. `pinned`: one uplink. `balanced`: all of them at once, in the shares that the
 * ledger dates (see Shares). `failover`: the first uplink that works; the first in the list is preferred.
 */
export type Path =
  | { readonly kind: 'pinned'; readonly uplink: string }
  | { readonly kind: 'balanced'; readonly uplinks: readonly string[] }
  | { readonly kind: 'failover'; readonly uplinks: readonly string[] };

/** An agency's connection: one simple queue on one router. */
export interface Line {
  /** Kebab-case ASCII. The owner mark in the queue's comment is `bwagent:<id>`. */
  readonly id: string;
  /** Id of the agency. */
  readonly agency: string;
  readonly router: string;
  /** Name of the queue on the router. The agent keeps the name that the NOC uses. */
  readonly queue: string;
  /** Prefixes of the agency, or the name of one interface. */
  readonly targets: readonly string[];
  /** Name of the parent queue, usually a pool's. null: no parent. */
  readonly parent: string | null;
  /** `dedicated`: the rate is guaranteed (CIR). `shared`: the rate is only an upper limit (MIR). */
  readonly service: 'shared' | 'dedicated';
  readonly path: Path;
}

/** A parent queue: limits the sum of the lines and pools below it. */
export interface Pool {
  readonly id: string;
  readonly router: string;
  /** Name of the queue on the router. Lines and pools below it have it as their parent. */
  readonly queue: string;
  /** Name of the pool's own parent queue. null: no parent. */
  readonly parent: string | null;
  readonly targets: readonly string[];
  readonly path: Path;
}
