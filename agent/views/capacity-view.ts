import type { Contract, PoolLimit, Shares } from '../domain/uplink.ts';
import type { ReadContext } from '../assessment/read-context.ts';

/** Contracts, shares of balanced paths and pool limits, with their dates, as entered. */
export interface CapacityView {
  readonly contracts: readonly Contract[];
  readonly shares: readonly Shares[];
  readonly poolLimits: readonly PoolLimit[];
}

/** Reads all dated capacities from the ledger. */
export function capacityView({ ledger }: ReadContext): CapacityView {
  return { contracts: ledger.contracts(), shares: ledger.shares(), poolLimits: ledger.poolLimits() };
}
