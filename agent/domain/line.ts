/**
 * Which uplinks carry a connection. Balanced members and their shares are dated facts of the ledger; failover lists the
 * preferred one first.
 */
export type Path =
  | { readonly kind: 'pinned'; readonly uplink: string }
  | { readonly kind: 'balanced'; readonly uplinks: readonly string[] }
  | { readonly kind: 'failover'; readonly uplinks: readonly string[] };

/** An agency's connection: one simple queue on one router. */
export interface Line {
  /** Kebab-case ASCII; it is the owner mark on the router. */
  readonly id: string;
  /** The agency's id. */
  readonly agency: string;
  readonly router: string;
  /** The name the NOC uses; it stays. */
  readonly queue: string;
  /** Prefixes, or the name of one interface. */
  readonly targets: readonly string[];
  /** Name of the queue above it, usually a pool's. */
  readonly parent: string | null;
  /** `dedicated`: its rate is guaranteed (CIR). `shared`: it is a ceiling (MIR). */
  readonly service: 'shared' | 'dedicated';
  readonly path: Path;
}

/** The queue above lines: bounds their sum where the path is shared. */
export interface Pool {
  readonly id: string;
  readonly router: string;
  readonly queue: string;
  readonly targets: readonly string[];
  readonly path: Path;
}
