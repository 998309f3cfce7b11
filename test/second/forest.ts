import type { LineFact, Pair, PathFact, PoolFact, RowFact, Way, World } from './world-facts.ts';

/** A parent queue. `id`: of the pool; `queue:NAME` for one that only the router shows. */
export interface QueueNode {
  readonly id: string;
  readonly queue: string;
  readonly parent: string | null;
  readonly row: RowFact | undefined;
}

/** The uplink that carries the promises of a path. */
export function promiseLinks(path: PathFact): readonly string[] {
  if (path.kind === 'pinned') return [path.uplink];
  return path.kind === 'failover' ? path.uplinks.slice(0, 1) : path.uplinks;
}

/** The parent queues of one router. */
export class Forest {
  readonly #world: World;
  readonly #nodes = new Map<string, QueueNode>();

  constructor(world: World) {
    this.#world = world;
    const rows = new Map((world.table ?? []).map((row) => [row.name, row]));
    const parents = new Set((world.table ?? []).map(({ parent }) => parent));
    for (const row of rows.values())
      if (parents.has(row.name))
        this.#nodes.set(row.name, { id: `queue:${row.name}`, queue: row.name, parent: row.parent, row });
    for (const { parent } of world.lines) if (parent !== null && !this.#nodes.has(parent)) this.#node(rows.get(parent));
    for (const pool of world.pools) this.#nodes.set(pool.queue, poolNode(pool, rows.get(pool.queue)));
  }

  #node(row: RowFact | undefined): void {
    if (row !== undefined)
      this.#nodes.set(row.name, { id: `queue:${row.name}`, queue: row.name, parent: row.parent, row });
  }

  /** Parents above a line, the nearest first. */
  above({ parent }: { readonly parent: string | null }): readonly QueueNode[] {
    const nodes: QueueNode[] = [];
    for (let name = parent; name !== null; ) {
      const node = this.#nodes.get(name);
      if (node === undefined || nodes.includes(node)) break;
      nodes.push(node);
      name = node.parent;
    }
    return nodes;
  }

  below(node: QueueNode): readonly LineFact[] {
    return this.#world.lines.filter((line) => this.above(line).includes(node));
  }

  /** Limits of a queue from an instant on; Infinity where it has none. [0] is the one in force at the instant. */
  #limits(node: QueueNode, way: Way, from: number, until: number): readonly number[] {
    const dated = this.#world.poolLimits.filter((limit) => limit.of === node.id).toSorted((a, b) => a.from - b.from);
    const begun = dated.filter((limit) => limit.from <= from).at(-1);
    const later = dated.filter((limit) => limit.from > from && limit.from < until);
    const first = begun?.rate ?? (node.row === undefined || node.row.disabled ? NONE : node.row.maxLimit);
    return [first, ...later.map(({ rate }) => rate)].map((rate) => (rate[way] === 0 ? Infinity : rate[way]));
  }

  /** C: the smallest limit from an instant on, up to `until`. */
  capacity(node: QueueNode, way: Way, from: number, until: number): number {
    return Math.min(...this.#limits(node, way, from, until));
  }

  /** What a queue passes upward at most at an instant. */
  passes(node: QueueNode, way: Way, at: number): number {
    return this.#limits(node, way, at, at)[0]!;
  }

  /** The largest it passes in a time. */
  passesIn(node: QueueNode, way: Way, from: number, until: number): number {
    return Math.max(...this.#limits(node, way, from, until));
  }

  /** Whether everything below a queue, as the router shows it, is of lines of this agency. */
  isOwnGroup(node: QueueNode, agency: string): boolean {
    const { table, lines } = this.#world;
    if (table === null || node.row === undefined) return false;
    if (this.below(node).some((line) => line.agency !== agency)) return false;
    const isBelow = (row: RowFact): boolean => {
      for (let at = row.parent, steps = 0; at !== null && steps < 20; steps += 1) {
        if (at === node.queue) return true;
        at = table.find(({ name }) => name === at)?.parent ?? null;
      }
      return false;
    };
    const parents = new Set(table.map(({ parent }) => parent));
    const leaves = table.filter((row) => isBelow(row) && !parents.has(row.name));
    return (
      leaves.length > 0 &&
      leaves.every(({ name }) => lines.some(({ queue, agency: whose }) => queue === name && whose === agency))
    );
  }
}

const NONE: Pair = { down: 0, up: 0 };

function poolNode(pool: PoolFact, row: RowFact | undefined): QueueNode {
  return { id: pool.id, queue: pool.queue, parent: pool.parent, row };
}

/** A value of each line, summed up a tree in which each limited queue passes at most `cap`. */
export function summedUp(
  forest: Forest,
  below: QueueNode | null,
  values: ReadonlyMap<LineFact, number>,
  cap: (node: QueueNode) => number,
): number {
  const sums = new Map<QueueNode | null, number>();
  const depth = new Map<QueueNode, number>();
  const parentOf = new Map<QueueNode, QueueNode | null>();
  for (const [line, value] of values) {
    const all = forest.above(line);
    const stop = below === null ? all.length : all.indexOf(below);
    const chain = all.slice(0, stop);
    chain.forEach((node, n) => {
      parentOf.set(node, chain[n + 1] ?? null);
      depth.set(node, chain.length - n);
    });
    const nearest = chain[0] ?? null;
    sums.set(nearest, (sums.get(nearest) ?? 0) + value);
  }
  for (const node of [...depth.keys()].toSorted((a, b) => depth.get(b)! - depth.get(a)!)) {
    const passed = Math.min(sums.get(node) ?? 0, cap(node));
    const next = parentOf.get(node) ?? null;
    sums.set(next, (sums.get(next) ?? 0) + passed);
  }
  return sums.get(null) ?? 0;
}
