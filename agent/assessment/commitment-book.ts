import { handedOver, sharesOf } from '../admission/check/path-shares.ts';
import { permanentPromises, type PromiseBook, temporaryPromises } from '../admission/check/committed.ts';
import type { Bound, DirectionTerms } from '../admission/check/decision-inputs.ts';
import type { Allocation } from '../domain/allocation.ts';
import type { Line, Path } from '../domain/line.ts';
import type { Moment } from '../domain/moment.ts';
import { type Direction, type PerMille, perMille } from '../domain/rate.ts';
import { inForce, type Shares } from '../domain/uplink.ts';
import { type Asking, startOf } from './check-query.ts';
import { carriersOf, isLost, isStoodIn, isUpAt } from './active-members.ts';
import type { Sight } from './read-context.ts';

const WHOLE = perMille(1000);
const NONE = perMille(0);

/**
 * Who is promised what on a bound, as the wish sees it; what lines without a limit use is left to whoever reads
 * samples.
 */
export function bookOn(
  sight: Sight,
  asking: Asking,
  allocations: readonly Allocation[],
  bound: Pick<Bound, 'kind' | 'name'>,
): Omit<PromiseBook, 'unlimited'> {
  return {
    lines: sight.ledger.lines(),
    allocations,
    asking: asking.line,
    shareOn: bound.kind === 'pool' ? (line) => onPool(sight, line, bound.name) : sharesFor(sight, asking, [bound.name]),
    graceMinutes: sight.office.policy.graceMinutes,
    now: sight.now,
  };
}

/** The instants at which a wish is asked of a bound's promises. */
export function promisesIn(
  book: PromiseBook,
  { window, from }: Asking,
  direction: Direction,
): DirectionTerms['promised'][string] {
  return window === null ? permanentPromises(book, direction, from) : temporaryPromises(book, direction, window);
}

/** Names a time as far as `sharesOn` depends on it: under one name it answers alike. */
export function sharesName({ ledger, now }: Sight, when: Moment): string {
  return `${inForce(ledger.shares(), when)?.from ?? ''} ${when > now}`;
}

/**
 * Part of each line that stands on these uplinks under the shares of that time. A failover path stands on the link it
 * prefers: an outage moves its traffic, which is measured, and not its promises. @param isUp where its traffic is asked
 * for instead.
 */
export function sharesOn(
  sight: Sight,
  uplinks: readonly string[],
  when: Moment,
  isUp = (uplink: string): boolean => !isLost(sight, uplink),
): (line: Line | undefined) => PerMille {
  const dated = inForce(sight.ledger.shares(), when);
  return (line) => {
    if (line === undefined) return NONE;
    // Most lines are pinned, and are asked of by the hundred.
    if (line.path.kind === 'pinned') return uplinks.includes(line.path.uplink) ? WHOLE : NONE;
    const shares = lastingShares(sight, line.path, dated, isUp);
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
  sight: Sight,
  path: Path,
  dated: Shares | undefined,
  isUp: (uplink: string) => boolean,
): ReadonlyMap<string, PerMille> | undefined {
  const shares = sharesOf(path, dated?.shares, isUp);
  if (shares === undefined || sight.lost === undefined || path.kind !== 'balanced') return shares;
  return handedOver(shares, (uplink) => !isLost(sight, uplink));
}

/** The same for a wish: where a standby carries its path, it meets there all that is carried with it. */
export function sharesFor(
  sight: Sight,
  asking: Asking,
  uplinks: readonly string[],
): (line: Line | undefined) => PerMille {
  const when = startOf(asking);
  if (!isStoodIn(carriersOf(sight, asking.line.path, when))) return sharesOn(sight, uplinks, when);
  return sharesOn(sight, uplinks, when, (uplink) => isUpAt(sight, uplink, when));
}

function onPool(sight: Sight, line: Line, pool: string): PerMille {
  const found = sight.ledger.pools().find((p) => p.id === pool);
  return found !== undefined && found.router === line.router && found.queue === line.parent ? WHOLE : NONE;
}
