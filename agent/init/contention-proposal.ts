import { DEFAULT_POLICY } from '../domain/policy.ts';
import {
  type Bps,
  bps,
  dividedBy,
  type Direction,
  DIRECTIONS,
  limitOf,
  type PerMille,
  perMille,
} from '../domain/rate.ts';
import { childrenOf } from '../shaping/census/queue-tree.ts';
import { heldRate } from '../shaping/held-rate.ts';
import type { ObservedQueue } from '../shaping/queue.ts';
import { isDedicated } from './line-service.ts';

type Rows = readonly ObservedQueue[];

/**
 * What the lines below one pool may ask of it in its tighter direction, and the contention ratio k at which that just
 * fits. Rates in bit/s.
 */
export interface ContentionProposal {
  readonly pool: string;
  readonly direction: Direction;
  readonly capacity: Bps;
  readonly dedicated: Bps;
  readonly shared: Bps;
  /** Committed rates divided by capacity, in thousandths. */
  readonly ratio: PerMille;
  /** null: the guarantees alone exceed what may be committed, so that no k fits. */
  readonly k: PerMille | null;
}

/** k is rounded up to halves, in thousandths: a ratio of 1.6 gives 2.0, with some room. */
const STEP = 500;
const LEAST = perMille(1000);
const MOST = 50_000;

/**
 * Proposes k for each pool that has a line below it, also through groups and other pools; the tightest first. A queue
 * between passes upward at most its own limit: dedicated + shared ÷ k ≤ (1 − reserve) × max-limit.
 */
export function proposeContention(pools: Rows, lines: Rows, table: Rows): readonly ContentionProposal[] {
  const isLine = new Set(lines);
  const found = pools.flatMap((pool) => {
    const children = childrenOf(pool, table);
    // A pool without children stands alone in a table without parents, above all of it.
    const below = children.length === 0 ? lines : children;
    const asked = DIRECTIONS.map((direction) => proposalFor(pool, below, direction, { isLine, table }));
    return asked.filter(({ dedicated, shared }) => dedicated + shared > 0).toSorted(byTightness)[0] ?? [];
  });
  return found.toSorted(byTightness);
}

function byTightness(a: ContentionProposal, b: ContentionProposal): number {
  return (b.k ?? MOST + 1) - (a.k ?? MOST + 1) || b.ratio - a.ratio;
}

interface Tree {
  readonly isLine: ReadonlySet<ObservedQueue>;
  readonly table: Rows;
}

function proposalFor(pool: ObservedQueue, below: Rows, direction: Direction, tree: Tree): ContentionProposal {
  const asked = (k: PerMille | null): number =>
    below.reduce((sum, row) => sum + askedOf(row, direction, k, tree, new Set([pool])), 0);
  const [dedicated, all] = [asked(null), asked(LEAST)];
  const capacity = pool.maxLimit[direction];
  const most = limitOf(perMille(1000 - DEFAULT_POLICY.reserve), capacity);
  return {
    pool: pool.name,
    direction,
    capacity,
    dedicated: bps(dedicated),
    shared: bps(all - dedicated),
    ratio: perMille(Math.ceil((all / capacity) * 1000)),
    k: dedicated >= most ? null : leastRatio((k) => asked(k) <= most),
  };
}

/** @param k null: only what is guaranteed. */
function askedOf(
  row: ObservedQueue,
  direction: Direction,
  k: PerMille | null,
  tree: Tree,
  seen: ReadonlySet<ObservedQueue>,
): number {
  if (seen.has(row)) return 0;
  if (tree.isLine.has(row)) {
    const held = heldRate(row)[direction];
    if (isDedicated(row)) return held;
    return k === null ? 0 : dividedBy(k, held);
  }
  const within = new Set([...seen, row]);
  const sum = childrenOf(row, tree.table).reduce(
    (total, child) => total + askedOf(child, direction, k, tree, within),
    0,
  );
  const limit = row.maxLimit[direction];
  return limit > 0 ? Math.min(sum, limit) : sum;
}

function leastRatio(fits: (k: PerMille) => boolean): PerMille | null {
  for (let k: number = LEAST; k <= MOST; k += STEP) if (fits(perMille(k))) return perMille(k);
  return null;
}
