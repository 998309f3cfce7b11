import { type Capacity, lastingCapacity, lastingPoolLimit, windowCapacity } from '../admission/check/capacity.ts';
import { handedOver } from '../admission/check/path-shares.ts';
import type { UnknownReason, ConstrainedLink } from '../admission/check/decision-inputs.ts';
import type { Path } from '../domain/line.ts';
import { NO_RATE, perMille } from '../domain/rate.ts';
import { contractsOf, inForce } from '../domain/uplink.ts';
import { type CheckQuery, startOf } from './check-query.ts';
import { isLost, isUpAt } from './active-members.ts';
import { isAhead } from './path-demand.ts';
import { lastingShares } from './commitment-book.ts';
import type { ReadContext } from './read-context.ts';

const WHOLE = perMille(1000);
const NONE = perMille(0);

/**
 * What limits the path that is asked of: its uplinks with their shares and capacities, and the pool above the line; or
 * why that is not known.
 */
export function constrainedLinksOf(
  context: ReadContext,
  asking: CheckQuery,
): { bounds: readonly ConstrainedLink[]; blind: readonly UnknownReason[] } {
  const { path } = asking.line;
  const up = (uplink: string): boolean => isUpAt(context, uplink, startOf(asking));
  const shares = lastingShares(context, path, inForce(context.ledger.shares(), startOf(asking)), up);
  if (shares === undefined) return { bounds: [], blind: [{ why: 'no-shares' }] };
  const now = handedOver(shares, up);
  const blind: UnknownReason[] = isAhead(context, path) ? [{ why: 'clock-suspect' }] : [];
  const bounds: ConstrainedLink[] = [];
  for (const [uplink, share] of shares) {
    if (share === 0) continue;
    const capacity = capacityOf(context, asking, uplink);
    if (capacity.kind === 'no-contract') blind.push({ why: 'no-contract', uplink });
    if (capacity.kind === 'ends') blind.push({ why: 'contract-ends', uplink, at: capacity.at });
    bounds.push({
      kind: 'uplink',
      name: uplink,
      share,
      shareNow: now.get(uplink) ?? NONE,
      capacity: capacity.kind === 'known' ? capacity.rate : null,
      operational: up(uplink),
      ...standIn(context, path, uplink),
    });
  }
  return { bounds: [...bounds, ...poolBounds(context, asking)], blind };
}

/** Of what is lost for good nothing comes back: the next link is the preferred one. */
function standIn(context: ReadContext, path: Path, active: string): Pick<ConstrainedLink, 'standsInFor'> {
  if (path.kind !== 'failover') return {};
  const preferred = path.uplinks.find((uplink) => !isLost(context, uplink));
  return preferred === undefined || preferred === active ? {} : { standsInFor: preferred };
}

function capacityOf(context: ReadContext, asking: CheckQuery, uplink: string): Capacity {
  if (isLost(context, uplink)) return { kind: 'known', rate: NO_RATE };
  const contracts = contractsOf(context.ledger.contracts(), uplink);
  return asking.window === null
    ? lastingCapacity(contracts, asking.from)
    : windowCapacity(contracts, { ...asking.window, from: startOf(asking) });
}

function poolBounds(context: ReadContext, asking: CheckQuery): readonly ConstrainedLink[] {
  const { line, window } = asking;
  const pool = context.ledger.pools().find((p) => p.router === line.router && p.queue === line.parent);
  if (pool === undefined) return [];
  const limits = context.ledger.poolLimits().filter((l) => l.pool === pool.id);
  const limit = lastingPoolLimit(limits, startOf(asking), window?.until ?? null);
  if (limit === undefined) return [];
  return [{ kind: 'pool', name: pool.id, share: WHOLE, shareNow: WHOLE, capacity: limit, operational: true }];
}
