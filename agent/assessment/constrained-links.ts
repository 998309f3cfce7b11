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
 * Returns what limits the path of a query (`bounds`): its uplinks with share and capacity, and the pool above the line.
 * `blind` lists the reasons why the answer is unknown.
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

/**
 * Returns the preferred uplink in `standsInFor` when `active` is a standby. An uplink that a simulation treats as lost
 * does not come back, so the next one counts as preferred.
 */
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
 * Returns the input of the committed sums of one link or pool for a query, except the p95 of lines without a limit.
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

/** Returns the committed sums of one link or pool at each instant that the query must pass. */
export function commitmentsIn(
  book: CommitmentBook,
  { window, from }: CheckQuery,
  direction: Direction,
): DirectionInputs['promised'][string] {
  return window === null ? permanentCommitments(book, direction, from) : temporaryCommitments(book, direction, window);
}

/** Returns a cache key of the shares at a time: `sharesOn` gives the same answers for times with the same key. */
export function sharesName({ ledger, now }: ReadContext, when: Moment): string {
  return `${inForce(ledger.shares(), when)?.from ?? ''} ${when > now}`;
}

/**
 * Returns a function that says which part of a line's traffic runs on these uplinks, in thousandths, by the shares in
 * force at `when`. A failover path counts on its preferred uplink even during an outage: its commitments do not move.
 * @param isUp pass it to count traffic instead of commitments: a failover path then counts on its active member.
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
    // Most lines are pinned, and hundreds of them are asked for.
    if (line.path.kind === 'pinned') return uplinks.includes(line.path.uplink) ? WHOLE : NONE;
    const shares = lastingShares(context, line.path, dated, isUp);
    return perMille(
      [...(shares ?? [])].filter(([uplink]) => uplinks.includes(uplink)).reduce((sum, [, share]) => sum + share, 0),
    );
  };
}

/**
 * Returns the shares of a path's members. Uplinks that a simulation treats as lost have given their shares to the
 * others. Undefined when the shares in force lack a member.
 * @param dated the shares in force; undefined: none.
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

/**
 * Does the same as `sharesOn` for a query. Where a standby carries its path, all paths count on their active members,
 * because the query's traffic meets all traffic that is on the standby.
 */
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
