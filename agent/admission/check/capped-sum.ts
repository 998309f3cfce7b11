import type { Bps } from '../../domain/rate.ts';

/** A limited queue between a line and a link or queue above it. Passes upward at most `limit` bit/s. */
export interface LimitedGroup {
  readonly id: string;
  readonly limit: Bps;
}

/** What one line adds, in bit/s, and the limited queues that its traffic passes on the way up, the nearest first. */
export interface GroupedBits {
  readonly bits: number;
  readonly groups: readonly LimitedGroup[];
}

/**
 * Returns the sum of the lines as it arrives above all groups: a limited queue passes upward at most its own limit.
 *
 *   ten lines of 10 below a queue of 20 → 20
 */
export function cappedSum(parts: readonly GroupedBits[]): number {
  let total = 0;
  let inside = new Map<string, { bits: number; readonly groups: readonly LimitedGroup[] }>();
  const add = (into: typeof inside, { bits, groups }: GroupedBits): void => {
    const [group] = groups;
    if (group === undefined) {
      total += bits;
      return;
    }
    const known = into.get(group.id);
    if (known === undefined) into.set(group.id, { bits, groups });
    else known.bits += bits;
  };
  for (const part of parts) add(inside, part);
  // The deepest queues first: what they pass upward belongs to the next queue above them.
  while (inside.size > 0) {
    const deepest = Math.max(...[...inside.values()].map(({ groups }) => groups.length));
    const next = new Map([...inside].filter(([, { groups }]) => groups.length < deepest));
    for (const { bits, groups } of inside.values()) {
      const [group, ...above] = groups;
      if (groups.length === deepest) add(next, { bits: Math.min(bits, group?.limit ?? bits), groups: above });
    }
    inside = next;
  }
  return total;
}
