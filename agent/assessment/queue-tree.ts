import { lastingLimit, mostPassed } from '../admission/check/path-capacity.ts';
import type { Line, Pool } from '../domain/line.ts';
import { grouped } from '../domain/lookup.ts';
import { type Moment, moment } from '../domain/moment.ts';
import { type Bps, NO_RATE, type Rate } from '../domain/rate.ts';
import type { PoolLimit } from '../domain/uplink.ts';
import type { ReadContext } from './read-context.ts';

/** A queue that other queues have as their parent. */
export interface ParentQueue {
  /** Id of the pool. A parent that the ledger does not know: `queue:` and its name. */
  readonly id: string;
  readonly router: string;
  /** Name of the queue on the router. */
  readonly queue: string;
  /** Name of its own parent. null: none. */
  readonly parent: string | null;
}

/**
 * The parent queues of all routers and the lines below them: pools of the ledger, and other parents as the router last
 * showed them.
 */
export interface QueueTree {
  /** Queues above a line, the nearest first. */
  above(line: Line): readonly ParentQueue[];
  /** Lines below a queue, however deep. */
  below(queue: ParentQueue): readonly Line[];
  /**
   * Smallest limit of a queue from `from` on, up to `until` when given; 0 in a direction without a limit. undefined:
   * none is known.
   */
  limit(queue: ParentQueue, from: Moment, until: Moment | null): Rate | undefined;
  /**
   * Largest limit of a queue in that time: what it passes upward at most; 0 in a direction in which it has no limit at
   * some time.
   */
  passes(queue: ParentQueue, from: Moment, until: Moment | null): Rate;
  /**
   * Whether every queue that the router shows below this one, and every line that the ledger has below it, is of this
   * agency, so that the queue is the agency's own group and limits nobody else. false: the ledger does not know the
   * queue, the router was not read, it shows another queue there, or the queue has a limit of both directions together
   * (RouterOS total-max-limit), which no plan raises.
   */
  isOwnGroup(queue: ParentQueue, agency: string): boolean;
}

/** Before every limit that is dated. */
const ALWAYS = moment(0);

/** Builds the tree of the queues as they are now. */
export function queueTree({ ledger, office }: ReadContext): QueueTree {
  const pools = new Map(ledger.pools().map((pool) => [placeOf(pool.router, pool.queue), pool]));
  const poolLimits = ledger.poolLimits();
  const lines = ledger.lines();
  const tables = new Map<string, ReadonlyMap<string, TableRow>>();
  const tableOf = (router: string): ReadonlyMap<string, TableRow> => {
    let table = tables.get(router);
    if (table === undefined)
      tables.set(router, (table = new Map(ledger.observed(router)?.queues.map((row) => [row.name, row]))));
    return table;
  };
  const parentAt = (router: string, name: string): ParentQueue | undefined => {
    const pool = pools.get(placeOf(router, name));
    if (pool !== undefined) return asParent(pool);
    const row = tableOf(router).get(name);
    return row === undefined ? undefined : { id: `queue:${name}`, router, queue: name, parent: row.parent };
  };
  const known = new Map<string, readonly ParentQueue[]>();
  const above = ({ router, parent }: Pick<Line, 'router' | 'parent'>): readonly ParentQueue[] => {
    if (parent === null) return [];
    const place = placeOf(router, parent);
    let found = known.get(place);
    if (found === undefined) known.set(place, (found = chainFrom(parentAt(router, parent), parentAt)));
    return found;
  };
  const below = new Map<string, Line[]>();
  for (const line of lines)
    for (const { id } of above(line)) {
      const others = below.get(id);
      if (others === undefined) below.set(id, [line]);
      else others.push(line);
    }
  const ownGroup = keeper<boolean>();
  const isPool = ({ router, queue }: ParentQueue): boolean => pools.has(placeOf(router, queue));
  // Limits that are dated in the ledger; until the first of them the queue counts as the router shows it.
  const limitsOf = (queue: ParentQueue, row: TableRow | undefined): readonly PoolLimit[] => {
    const { id, router } = queue;
    const dated = isPool(queue) ? poolLimits.filter(({ pool }) => pool === id) : [];
    const interfaces = office.uplinks.filter((uplink) => uplink.router === router).map((u) => u.interface);
    const shown = shownLimit(row, interfaces);
    return shown === undefined ? dated : [{ pool: id, from: ALWAYS, rate: shown }, ...dated];
  };
  const limitIn = (
    queue: ParentQueue,
    ofPool: (limits: readonly PoolLimit[]) => Rate | undefined,
  ): Rate | undefined => {
    const row = tableOf(queue.router).get(queue.queue);
    const limit = ofPool(limitsOf(queue, row));
    return limit === undefined ? undefined : withTotal(limit, row?.extras?.totalMaxLimit);
  };
  return {
    above,
    below: ({ id }) => below.get(id) ?? [],
    limit: (queue, from, until) => limitIn(queue, (limits) => lastingLimit(limits, from, until)),
    passes: (queue, from, until) => limitIn(queue, (limits) => mostPassed(limits, from, until)) ?? NO_RATE,
    isOwnGroup: (queue, agency) =>
      ownGroup(`${agency} ${placeOf(queue.router, queue.queue)}`, () => {
        if (!isPool(queue) || below.get(queue.id)?.some((line) => line.agency !== agency) === true) return false;
        const own = new Set(lines.filter((l) => l.router === queue.router && l.agency === agency).map((l) => l.queue));
        const shown = leavesBelow(queue.queue, tableOf(queue.router));
        const total = tableOf(queue.router).get(queue.queue)?.extras?.totalMaxLimit ?? 0;
        return total === 0 && shown.length > 0 && shown.every((name) => own.has(name));
      }),
  };
}

/** Returns a function that computes each name once. */
function keeper<T>(): (name: string, compute: () => T) => T {
  const kept = new Map<string, T>();
  return (name, compute) => {
    const found = kept.get(name) ?? compute();
    kept.set(name, found);
    return found;
  };
}

/** Returns the names of the queues below a queue that have no queue below themselves. */
function leavesBelow(name: string, table: ReadonlyMap<string, TableRow>): readonly string[] {
  const children = grouped([...table.values()], (row) => row.parent ?? undefined);
  const leaves: string[] = [];
  const seen = new Set([name]);
  for (const one of seen) {
    const below = children.get(one) ?? [];
    if (below.length === 0 && one !== name) leaves.push(one);
    for (const row of below) seen.add(row.name);
  }
  return leaves;
}

type TableRow = NonNullable<ReturnType<ReadContext['ledger']['observed']>>['queues'][number];

function placeOf(router: string, queue: string): string {
  return JSON.stringify([router, queue]);
}

function asParent({ id, router, queue, parent }: Pool): ParentQueue {
  return { id, router, queue, parent };
}

/**
 * Returns the limit that the router shows. A disabled queue limits nothing. A queue on an uplink has download and
 * upload reversed, since its target is the provider's side.
 */
function shownLimit(row: TableRow | undefined, uplinks: readonly string[]): Rate | undefined {
  if (row === undefined) return undefined;
  if (row.disabled || row.invalid) return NO_RATE;
  const { down, up } = row.maxLimit;
  return row.targets.some((target) => uplinks.includes(target)) ? { down: up, up: down } : row.maxLimit;
}

/** A limit of both directions together (RouterOS total-max-limit) is at most that much in each. */
function withTotal(limit: Rate, total: Bps | undefined): Rate {
  if (total === undefined || total === 0) return limit;
  const most = (bits: Bps): Bps => (bits === 0 || bits > total ? total : bits);
  return { down: most(limit.down), up: most(limit.up) };
}

/** A circle of parents ends where it begins. */
function chainFrom(
  nearest: ParentQueue | undefined,
  parentAt: (router: string, name: string) => ParentQueue | undefined,
): readonly ParentQueue[] {
  const chain: ParentQueue[] = [];
  for (let next = nearest; next !== undefined && !chain.some(({ id }) => id === next?.id); ) {
    chain.push(next);
    next = next.parent === null ? undefined : parentAt(next.router, next.parent);
  }
  return chain;
}
