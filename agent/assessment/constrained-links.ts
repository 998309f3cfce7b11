import type { ConstrainedLink, UnknownReason } from '../admission/check/decision-inputs.ts';
import {
  type Capacity,
  handedOver,
  lastingCapacity,
  sharesOf,
  windowCapacity,
} from '../admission/check/path-capacity.ts';
import { activeMembersOf, isLost, isStandbyActive, isUpAt } from './active-members.ts';
import { type CheckQuery, startOf } from './check-query.ts';
import { isAhead } from './path-demand.ts';
import type { QueueTree } from './queue-tree.ts';
import type { ReadContext } from './read-context.ts';
import type { Line, Path } from '../domain/line.ts';
import type { Moment } from '../domain/moment.ts';
import { mbps, NO_RATE, perMille, type PerMille, type Rate, rate, sameRate, smaller } from '../domain/rate.ts';
import { contractsOf, inForce, type Shares } from '../domain/uplink.ts';

const WHOLE = perMille(1000);
const NONE = perMille(0);

/**
 * Returns what limits a query (`bounds`): the uplinks of its path with share and capacity, and the queues with a limit
 * above the line.
 * `blind` lists the reasons why the answer is unknown.
 */
export function constrainedLinksOf(
  context: ReadContext,
  tree: QueueTree,
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
    if (capacity.kind === 'ended') unknownReasons.push({ why: 'contract-ended', uplink, at: capacity.at });
    links.push({
      kind: 'uplink',
      name: uplink,
      share,
      shareNow: now.get(uplink) ?? NONE,
      capacity: capacity.kind === 'known' ? capacity.rate : null,
      ...clampedFrom(context, query, uplink, capacity),
      operational: up(uplink),
      ...(capacity.kind === 'known' && capacity.ended !== undefined ? { contractEnded: capacity.ended } : {}),
      ...standIn(context, path, uplink),
    });
  }
  return { bounds: [...links, ...limitedQueues(tree, query)], blind: unknownReasons };
}

/** Returns the contracted rate in `contract` when the port of the uplink carries less. */
function clampedFrom(
  context: ReadContext,
  query: CheckQuery,
  uplink: string,
  capacity: Capacity,
): Pick<ConstrainedLink, 'contract'> {
  const contracted = contractedOf(context, query, uplink);
  if (capacity.kind !== 'known' || contracted.kind !== 'known') return {};
  return sameRate(contracted.rate, capacity.rate) ? {} : { contract: contracted.rate };
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

/**
 * Returns the contracted capacity of an uplink in the time that the query asks, at most what its port can carry (see
 * `portLimit`).
 */
export function capacityOf(context: ReadContext, query: CheckQuery, uplink: string): Capacity {
  const contracted = contractedOf(context, query, uplink);
  const port = portLimit(context, uplink);
  if (contracted.kind !== 'known' || port === undefined) return contracted;
  return { ...contracted, rate: smaller(contracted.rate, port) };
}

function contractedOf(context: ReadContext, query: CheckQuery, uplink: string): Capacity {
  if (isLost(context, uplink)) return { kind: 'known', rate: NO_RATE };
  const contracts = contractsOf(context.ledger.contracts(), uplink);
  const grace = { now: context.now, days: context.office.policy.contractGraceDays };
  return query.window === null
    ? lastingCapacity(contracts, query.from, grace)
    : windowCapacity(contracts, { ...query.window, from: startOf(query) }, grace);
}

/** IF-MIB ifType of an Ethernet port (ethernetCsmacd). */
const ETHERNET = 6;

/**
 * Returns the speed of an uplink's port, bit/s in both directions, where it can be believed: an Ethernet port that came
 * up with a speed which its counters never passed. The speed of PPPoE, LTE, bonds, VLANs and tunnels says nothing.
 * undefined: no limit by the port.
 */
function portLimit({ samples }: ReadContext, uplink: string): Rate | undefined {
  const port = samples.port(`uplink:${uplink}`);
  if (port === undefined || port.type !== ETHERNET || port.speedMbps === 0 || port.passed) return undefined;
  return rate(mbps(port.speedMbps), mbps(port.speedMbps));
}

/**
 * Returns the queues above the line that have a limit, the nearest first. A queue that carries only lines of the same
 * agency is its own group: the plan raises it along, so that it limits nothing.
 */
function limitedQueues(tree: QueueTree, query: CheckQuery): readonly ConstrainedLink[] {
  const { line, window } = query;
  return tree.above(line).flatMap((queue): readonly ConstrainedLink[] => {
    const limit = tree.limit(queue, startOf(query), window?.until ?? null);
    if (limit === undefined || sameRate(limit, NO_RATE) || tree.isOwnGroup(queue, line.agency)) return [];
    return [{ kind: 'pool', name: queue.id, share: WHOLE, shareNow: WHOLE, capacity: limit, operational: true }];
  });
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
