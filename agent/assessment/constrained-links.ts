import { type CommitmentBook, permanentCommitments, temporaryCommitments } from '../admission/check/committed.ts';
import type { ConstrainedLink, DirectionInputs, UnknownReason } from '../admission/check/decision-inputs.ts';
import {
  type Capacity,
  handedOver,
  lastingCapacity,
  lastingPoolLimit,
  sharesOf,
  windowCapacity,
} from '../admission/check/path-capacity.ts';
import { activeMembersOf, isLost, isStandbyActive, isUpAt } from './active-members.ts';
import { type CheckQuery, startOf } from './check-query.ts';
import { isAhead } from './path-demand.ts';
import type { ReadContext } from './read-context.ts';
import type { Allocation } from '../domain/allocation.ts';
import type { Line, Path } from '../domain/line.ts';
import type { Moment } from '../domain/moment.ts';
import { type Direction, NO_RATE, perMille, type PerMille } from '../domain/rate.ts';
import { contractsOf, inForce, type Shares } from '../domain/uplink.ts';

const WHOLE = perMille(1000);
const NONE = perMille(0);

/**
 * What limits the path that is asked of: its uplinks with their shares and capacities, and the pool above the line; or
 * why that is not known.
 */
export function constrainedLinksOf(
  context: ReadContext,
  query: CheckQuery,
): { bounds: readonly ConstrainedLink[]; blind: readonly UnknownReason[] } {
  const { path } = query.line;
  const up = (uplink: string): boolean => isUpAt(context, uplink, startOf(query));
  const shares = lastingShares(context, path, inForce(context.ledger.shares(), startOf(query)), up);
  if (shares === undefined) return { bounds: [], blind: [{ why: 'no-shares' }] };
  const now = handedOver(shares, up);
  const unknownReasons: UnknownReason[] = isAhead(context, path) ? [{ why: 'clock-suspect' }] : [];
  const links: ConstrainedLink[] = [];
  for (const [uplink, share] of shares) {
    if (share === 0) continue;
    const capacity = capacityOf(context, query, uplink);
    if (capacity.kind === 'no-contract') unknownReasons.push({ why: 'no-contract', uplink });
    if (capacity.kind === 'ends') unknownReasons.push({ why: 'contract-ends', uplink, at: capacity.at });
    links.push({
      kind: 'uplink',
      name: uplink,
      share,
      shareNow: now.get(uplink) ?? NONE,
      capacity: capacity.kind === 'known' ? capacity.rate : null,
      operational: up(uplink),
      ...standIn(context, path, uplink),
    });
  }
  return { bounds: [...links, ...limitedPools(context, query)], blind: unknownReasons };
}

/** Of what is lost for good nothing comes back: the next link is the preferred one. */
function standIn(context: ReadContext, path: Path, active: string): Pick<ConstrainedLink, 'standsInFor'> {
  if (path.kind !== 'failover') return {};
  const preferred = path.uplinks.find((uplink) => !isLost(context, uplink));
  return preferred === undefined || preferred === active ? {} : { standsInFor: preferred };
}

function capacityOf(context: ReadContext, query: CheckQuery, uplink: string): Capacity {
  if (isLost(context, uplink)) return { kind: 'known', rate: NO_RATE };
  const contracts = contractsOf(context.ledger.contracts(), uplink);
  return query.window === null
    ? lastingCapacity(contracts, query.from)
    : windowCapacity(contracts, { ...query.window, from: startOf(query) });
}

function limitedPools(context: ReadContext, query: CheckQuery): readonly ConstrainedLink[] {
  const { line, window } = query;
  const pool = context.ledger.pools().find((p) => p.router === line.router && p.queue === line.parent);
  if (pool === undefined) return [];
  const limits = context.ledger.poolLimits().filter((l) => l.pool === pool.id);
  const limit = lastingPoolLimit(limits, startOf(query), window?.until ?? null);
  if (limit === undefined) return [];
  return [{ kind: 'pool', name: pool.id, share: WHOLE, shareNow: WHOLE, capacity: limit, operational: true }];
}

/**
 * Who is promised what on a bound, as the wish sees it; what lines without a limit use is left to whoever reads
 * samples.
 */
export function commitmentBookOn(
  context: ReadContext,
  query: CheckQuery,
  allocations: readonly Allocation[],
  link: Pick<ConstrainedLink, 'kind' | 'name'>,
): Omit<CommitmentBook, 'unlimited'> {
  return {
    lines: context.ledger.lines(),
    allocations,
    requesting: query.line,
    shareOn: link.kind === 'pool' ? (line) => onPool(context, line, link.name) : sharesFor(context, query, [link.name]),
    graceMinutes: context.office.policy.graceMinutes,
    now: context.now,
  };
}

/** The instants at which a wish is asked of a bound's promises. */
export function commitmentsIn(
  book: CommitmentBook,
  { window, from }: CheckQuery,
  direction: Direction,
): DirectionInputs['promised'][string] {
  return window === null ? permanentCommitments(book, direction, from) : temporaryCommitments(book, direction, window);
}

/** Names a time as far as `sharesOn` depends on it: under one name it answers alike. */
export function sharesName({ ledger, now }: ReadContext, when: Moment): string {
  return `${inForce(ledger.shares(), when)?.from ?? ''} ${when > now}`;
}

/**
 * Part of each line that stands on these uplinks under the shares of that time. A failover path stands on the link it
 * prefers: an outage moves its traffic, which is measured, and not its promises. @param isUp where its traffic is asked
 * for instead.
 */
export function sharesOn(
  context: ReadContext,
  uplinks: readonly string[],
  when: Moment,
  isUp = (uplink: string): boolean => !isLost(context, uplink),
): (line: Line | undefined) => PerMille {
  const dated = inForce(context.ledger.shares(), when);
  return (line) => {
    if (line === undefined) return NONE;
    // Most lines are pinned, and are asked of by the hundred.
    if (line.path.kind === 'pinned') return uplinks.includes(line.path.uplink) ? WHOLE : NONE;
    const shares = lastingShares(context, line.path, dated, isUp);
    return perMille(
      [...(shares ?? [])].filter(([uplink]) => uplinks.includes(uplink)).reduce((sum, [, share]) => sum + share, 0),
    );
  };
}

/**
 * The shares of a path under those that are in force; what is lost for good has handed its own to the others. Undefined
 * where no dated share names a member.
 */
export function lastingShares(
  context: ReadContext,
  path: Path,
  dated: Shares | undefined,
  isUp: (uplink: string) => boolean,
): ReadonlyMap<string, PerMille> | undefined {
  const shares = sharesOf(path, dated?.shares, isUp);
  if (shares === undefined || context.lost === undefined || path.kind !== 'balanced') return shares;
  return handedOver(shares, (uplink) => !isLost(context, uplink));
}

/** The same for a wish: where a standby carries its path, it meets there all that is carried with it. */
export function sharesFor(
  context: ReadContext,
  query: CheckQuery,
  uplinks: readonly string[],
): (line: Line | undefined) => PerMille {
  const when = startOf(query);
  if (!isStandbyActive(activeMembersOf(context, query.line.path, when))) return sharesOn(context, uplinks, when);
  return sharesOn(context, uplinks, when, (uplink) => isUpAt(context, uplink, when));
}

function onPool(context: ReadContext, line: Line, pool: string): PerMille {
  const found = context.ledger.pool(pool);
  return found !== undefined && found.router === line.router && found.queue === line.parent ? WHOLE : NONE;
}
