import { type Finding, finding } from '../domain/finding.ts';
import type { Path, Pool } from '../domain/line.ts';
import { DIRECTIONS, limitOf, NO_RATE, perMille, plus, type Rate } from '../domain/rate.ts';
import { contractsOf, inForce } from '../domain/uplink.ts';
import type { Observed } from '../ports/ledger.ts';
import { guaranteesOf } from '../shaping/guarantee-sum.ts';
import { indexOf } from '../shaping/table-index.ts';
import type { ReadContext } from '../assessment/read-context.ts';

/** A pool must be the narrowest place to share by its own rules: a little below what the provider lets through. */
const TIGHT = perMille(980);
const WIDE = perMille(900);

/**
 * Pools that carry guarantees and are no bottleneck, or waste what was bought: their limit is not about 97 % of the
 * contracts of their path. A path without a contract says nothing.
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

/** What the path's contracts in force carry together; of a failover path the preferred member's alone. */
function contractOf({ ledger, now }: ReadContext, path: Path): Rate {
  const members =
    path.kind === 'pinned' ? [path.uplink] : path.kind === 'balanced' ? path.uplinks : path.uplinks.slice(0, 1);
  return members.reduce((sum, uplink) => {
    const contract = inForce(contractsOf(ledger.contracts(), uplink), now);
    return contract === undefined ? sum : plus(sum, contract.rate);
  }, NO_RATE);
}
