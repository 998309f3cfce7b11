import { DEFAULT_POLICY } from '../domain/policy.ts';
import { type Bps, bps, type Direction, DIRECTIONS, limitOf, type PerMille, perMille } from '../domain/rate.ts';
import { ancestors } from '../shaping/coverage.ts';
import type { ObservedQueue } from '../shaping/queue.ts';
import { isDedicated } from './line-service.ts';

/**
 * What is committed below one pool in its tighter direction, and the contention ratio k at which it just fits. Rates in
 * bit/s.
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
const LEAST = 1000;
const MOST = 50_000;

/**
 * Proposes k for the tightest pool: dedicated + shared ÷ k ≤ (1 − reserve) × max-limit. undefined when no pool has a
 * line below it.
 */
export function proposeContention(
  pools: readonly ObservedQueue[],
  lines: readonly ObservedQueue[],
): ContentionProposal | undefined {
  const above = lines.map((line) => ({ line, pools: ancestors(line, pools) }));
  const found = pools.flatMap((pool) => {
    const below = above.flatMap((each) => (each.pools.has(pool.name) ? [each.line] : []));
    const flat = pools.length === 1 && below.length === 0 ? lines : below;
    return flat.length === 0 ? [] : DIRECTIONS.map((direction) => proposalFor(pool, flat, direction));
  });
  return found.toSorted((a, b) => (b.k ?? MOST + 1) - (a.k ?? MOST + 1) || b.ratio - a.ratio)[0];
}

function proposalFor(pool: ObservedQueue, lines: readonly ObservedQueue[], direction: Direction): ContentionProposal {
  const sum = (some: readonly ObservedQueue[]): Bps =>
    bps(some.reduce((total, line) => total + line.maxLimit[direction], 0));
  const dedicated = sum(lines.filter(isDedicated));
  const shared = sum(lines.filter((line) => !isDedicated(line)));
  const capacity = pool.maxLimit[direction];
  const left = limitOf(perMille(1000 - DEFAULT_POLICY.reserve), capacity) - dedicated;
  const ratio = perMille(Math.ceil(((dedicated + shared) / capacity) * 1000));
  return {
    pool: pool.name,
    direction,
    capacity,
    dedicated,
    shared,
    ratio,
    k: left <= 0 ? null : ratioOf(shared, left),
  };
}

function ratioOf(shared: number, left: number): PerMille | null {
  const k = Math.max(LEAST, Math.ceil(((shared / left) * 1000) / STEP) * STEP);
  return k > MOST ? null : perMille(k);
}
