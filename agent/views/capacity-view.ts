import type { Contract, PoolLimit, Shares } from '../domain/uplink.ts';
import type { ReadContext } from '../assessment/read-context.ts';

/** The dated facts of capacity, as entered. */
export interface CapacityView {
  readonly contracts: readonly Contract[];
  readonly shares: readonly Shares[];
  readonly poolLimits: readonly PoolLimit[];
}

export function capacityView({ ledger }: ReadContext): CapacityView {
  return { contracts: ledger.contracts(), shares: ledger.shares(), poolLimits: ledger.poolLimits() };
}
