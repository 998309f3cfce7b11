import { uplinkInterfaces } from '../domain/office.ts';
import type { Moment } from '../domain/moment.ts';
import type { Rate } from '../domain/rate.ts';
import type { Unmanageable } from '../domain/unmanaged-why.ts';
import type { ReadContext } from '../assessment/read-context.ts';
import { censusOf, type QueueCensus } from '../shaping/census/queue-census.ts';
import { boundsOf, treeRows } from '../shaping/census/queue-tree.ts';
import { type ObservedQueue, ownerOf } from '../shaping/queue.ts';

/** One queue in the tree of its router. */
export interface TreeQueue {
  readonly name: string;
  /** 0: at the top. A queue stands right after its parent, or after the queues below an earlier sibling. */
  readonly depth: number;
  readonly targets: readonly string[];
  /** max-limit, bit/s. 0: no limit. */
  readonly maxLimit: Rate;
  /** `group`: a parent without a limit. `none`: neither the agent's nor fit to become it, see `why`. */
  readonly role: 'pool' | 'group' | 'line' | 'none';
  /** Id of the pool or line in the base data. null: not in it. */
  readonly owner: string | null;
  /** Code of the line's agency. null: no line of the base data. */
  readonly agency: string | null;
  /** What keeps the queue from being managed as it is; a line of the base data may have one, too. */
  readonly why: Unmanageable | null;
  /** The queues above that limit its traffic, the nearest first. */
  readonly bounds: readonly { readonly queue: string; readonly maxLimit: Rate }[];
}

/** The queues of one router as last read. */
export interface QueueTree {
  readonly router: string;
  /** null: never read. */
  readonly observedAt: Moment | null;
  readonly queues: readonly TreeQueue[];
}

/** Shows how the queues of one router, or of all, stand above each other, and what bounds each. */
export function queueTreeView(context: ReadContext, router?: string): readonly QueueTree[] {
  return context.office.routers
    .filter((plan) => router === undefined || plan.name === router)
    .map((plan) => treeOf(context, plan.name));
}

type Owner = Pick<TreeQueue, 'role' | 'owner' | 'agency'>;

function treeOf(context: ReadContext, router: string): QueueTree {
  const observed = context.ledger.observed(router);
  const table = observed?.queues ?? [];
  const census = censusOf(table, { uplinks: uplinkInterfaces(context.office, router), networks: new Map() });
  const whys = new Map(census.unmanaged.map(({ queue, why, of }) => [queue, { why, of }]));
  const known = ownersOf(context, router);
  return {
    router,
    observedAt: observed?.at ?? null,
    queues: treeRows(table).map(({ queue, depth }) => ({
      name: queue.name,
      depth,
      targets: queue.targets,
      maxLimit: queue.maxLimit,
      ...(known(queue) ?? { role: roleOf(queue, census), owner: null, agency: null }),
      why: whys.get(queue) ?? null,
      bounds: boundsOf(queue, table).map(({ name, maxLimit }) => ({ queue: name, maxLimit })),
    })),
  };
}

/** Finds the pool or line of the base data whose queue this is: by the mark, else by the name. */
function ownersOf({ ledger }: ReadContext, router: string): (queue: ObservedQueue) => Owner | undefined {
  const codes = new Map(ledger.agencies().map(({ id, code }) => [id, code]));
  const lines = ledger
    .lines()
    .map((line) => ({ ...line, role: 'line' as const, code: codes.get(line.agency) ?? null }));
  const pools = ledger.pools().map((pool) => ({ ...pool, role: 'pool' as const, code: null }));
  const all = [...lines, ...pools].filter((one) => one.router === router);
  const [ids, names] = [new Map(all.map((one) => [one.id, one])), new Map(all.map((one) => [one.queue, one]))];
  return ({ name, comment }) => {
    const found = ids.get(ownerOf(comment) ?? '') ?? names.get(name);
    return found === undefined ? undefined : { role: found.role, owner: found.id, agency: found.code };
  };
}

function roleOf(queue: ObservedQueue, { pools, groups, lines }: QueueCensus): TreeQueue['role'] {
  if (pools.includes(queue)) return 'pool';
  if (groups.includes(queue)) return 'group';
  return lines.includes(queue) ? 'line' : 'none';
}
