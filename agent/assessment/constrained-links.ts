import { type Capacity, lastingCapacity, lastingPoolLimit, windowCapacity } from '../admission/check/capacity.ts';
import { handedOver } from '../admission/check/path-shares.ts';
import type { Blind, Bound } from '../admission/check/decision-inputs.ts';
import type { Path } from '../domain/line.ts';
import { NO_RATE, perMille } from '../domain/rate.ts';
import { contractsOf, inForce } from '../domain/uplink.ts';
import { type Asking, startOf } from './check-query.ts';
import { isLost, isUpAt } from './active-members.ts';
import { isAhead } from './path-demand.ts';
import { lastingShares } from './commitment-book.ts';
import type { Sight } from './read-context.ts';

const WHOLE = perMille(1000);
const NONE = perMille(0);

/**
 * What limits the path that is asked of: its uplinks with their shares and capacities, and the pool above the line; or
 * why that is not known.
 */
export function boundsOf(sight: Sight, asking: Asking): { bounds: readonly Bound[]; blind: readonly Blind[] } {
  const { path } = asking.line;
  const up = (uplink: string): boolean => isUpAt(sight, uplink, startOf(asking));
  const shares = lastingShares(sight, path, inForce(sight.ledger.shares(), startOf(asking)), up);
  if (shares === undefined) return { bounds: [], blind: [{ why: 'no-shares' }] };
  const now = handedOver(shares, up);
  const blind: Blind[] = isAhead(sight, path) ? [{ why: 'clock-suspect' }] : [];
  const bounds: Bound[] = [];
  for (const [uplink, share] of shares) {
    if (share === 0) continue;
    const capacity = capacityOf(sight, asking, uplink);
    if (capacity.kind === 'no-contract') blind.push({ why: 'no-contract', uplink });
    if (capacity.kind === 'ends') blind.push({ why: 'contract-ends', uplink, at: capacity.at });
    bounds.push({
      kind: 'uplink',
      name: uplink,
      share,
      shareNow: now.get(uplink) ?? NONE,
      capacity: capacity.kind === 'known' ? capacity.rate : null,
      operational: up(uplink),
      ...standIn(sight, path, uplink),
    });
  }
  return { bounds: [...bounds, ...poolBounds(sight, asking)], blind };
}

/** Of what is lost for good nothing comes back: the next link is the preferred one. */
function standIn(sight: Sight, path: Path, active: string): Pick<Bound, 'standsInFor'> {
  if (path.kind !== 'failover') return {};
  const preferred = path.uplinks.find((uplink) => !isLost(sight, uplink));
  return preferred === undefined || preferred === active ? {} : { standsInFor: preferred };
}

function capacityOf(sight: Sight, asking: Asking, uplink: string): Capacity {
  if (isLost(sight, uplink)) return { kind: 'known', rate: NO_RATE };
  const contracts = contractsOf(sight.ledger.contracts(), uplink);
  return asking.window === null
    ? lastingCapacity(contracts, asking.from)
    : windowCapacity(contracts, { ...asking.window, from: startOf(asking) });
}

function poolBounds(sight: Sight, asking: Asking): readonly Bound[] {
  const { line, window } = asking;
  const pool = sight.ledger.pools().find((p) => p.router === line.router && p.queue === line.parent);
  if (pool === undefined) return [];
  const limits = sight.ledger.poolLimits().filter((l) => l.pool === pool.id);
  const limit = lastingPoolLimit(limits, startOf(asking), window?.until ?? null);
  if (limit === undefined) return [];
  return [{ kind: 'pool', name: pool.id, share: WHOLE, shareNow: WHOLE, capacity: limit, operational: true }];
}
