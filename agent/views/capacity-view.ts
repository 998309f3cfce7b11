import type { Contract, PoolLimit, Shares } from '../domain/uplink.ts';

/** The dated facts of capacity, as entered. */
export interface CapacityView {
  readonly contracts: readonly Contract[];
  readonly shares: readonly Shares[];
  readonly poolLimits: readonly PoolLimit[];
}
