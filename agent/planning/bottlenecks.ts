import { type Finding, finding } from '../domain/finding.ts';
import type { Path, Pool } from '../domain/line.ts';
import { DIRECTIONS, limitOf, NO_RATE, perMille, plus, type Rate } from '../domain/rate.ts';
import { contractsOf, inForce } from '../domain/uplink.ts';
import type { Observed } from '../ports/ledger.ts';
import { guaranteesOf } from '../shaping/guarantee-sum.ts';
import { indexOf } from '../shaping/table-index.ts';
import type { ReadContext } from '../assessment/read-context.ts';

/**
 * A pool limit above this share of the contract is too high: packets then wait at the provider, where guarantees do not
 * apply.
 */
const TIGHT = perMille(980);
/** A pool limit below this share wastes contracted bandwidth. */
const WIDE = perMille(900);

/**
 * Returns a warning (`queue/pool-off-contract`) for each pool with guaranteed lines whose limit is not between 90 % and
 * 98 % of the contracts of its path. A path without a contract gives no warning.
 * @param queues the router's table; may be a planned one.
 */
export function poolFindings(
  context: ReadContext,
  { router, queues }: Pick<Observed, 'router' | 'queues'>,
): readonly Finding[] {
  const pools = context.ledger.pools().filter((pool) => pool.router === router);
  return guaranteesOf(queues).flatMap(({ parent }) => {
    const pool = pools.find(({ queue }) => queue === parent);
    const limit = indexOf(queues).named.get(parent)?.[0]?.maxLimit;
    return pool === undefined || limit === undefined ? [] : offContract(context, pool, limit);
  });
}

function offContract(context: ReadContext, pool: Pool, limit: Rate): readonly Finding[] {
  const contract = contractOf(context, pool.path);
  const off = DIRECTIONS.find((d) => {
    const bought = contract[d];
    return bought > 0 && limit[d] > 0 && (limit[d] > limitOf(TIGHT, bought) || limit[d] < limitOf(WIDE, bought));
  });
  if (off === undefined) return [];
  const facts = {
    limit: limit[off],
    contract: contract[off],
    share: Math.round((1000 * limit[off]) / contract[off]) / 10,
  };
  return [finding('queue/pool-off-contract', 'warn', pool.queue, facts)];
}

/** Returns the sum of the path's contracts in force; for a failover path only the preferred uplink's. */
function contractOf({ ledger, now }: ReadContext, path: Path): Rate {
  const members =
    path.kind === 'pinned' ? [path.uplink] : path.kind === 'balanced' ? path.uplinks : path.uplinks.slice(0, 1);
  return members.reduce((sum, uplink) => {
    const contract = inForce(contractsOf(ledger.contracts(), uplink), now);
    return contract === undefined ? sum : plus(sum, contract.rate);
  }, NO_RATE);
}
