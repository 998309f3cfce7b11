import { contains, isEverything, parsePrefix, type Prefix, prefixesOverlap } from '../domain/prefix.ts';
import type { ObservedQueue } from './queue.ts';

/** How much traffic of a target an earlier queue takes: `all`, `part` or `none` of it. */
export type Coverage = 'all' | 'part' | 'none';

/**
 * Returns how much traffic of `target` a queue with the targets `earlier` takes, if it stands before it in the table.
 * An interface matches only an interface of the same name, or `0.0.0.0/0` and `::/0`.
 */
export function coverage(earlier: readonly string[], target: string): Coverage {
  if (earlier.includes(target)) return 'all';
  if (!isPrefix(target)) return earlier.some(isEverything) ? 'all' : 'none';
  const prefixes = earlier.filter((t): t is Prefix => isPrefix(t));
  if (prefixes.some((p) => contains(p, target as Prefix))) return 'all';
  return prefixes.some((p) => prefixesOverlap(p, target as Prefix)) ? 'part' : 'none';
}

/** Returns the names of a queue's parent, the parent's parent, and so on up to the top. */
export function ancestors(row: Pick<ObservedQueue, 'parent'>, table: readonly ObservedQueue[]): ReadonlySet<string> {
  const names = new Set<string>();
  let parent = row.parent;
  while (parent !== null && !names.has(parent)) {
    names.add(parent);
    const name: string = parent;
    parent = table.find((r) => r.name === name)?.parent ?? null;
  }
  return names;
}

/** Returns whether a target is a prefix in canonical form. Names of interfaces may contain a slash, too. */
export function isPrefix(target: string): boolean {
  return target.includes('/') && parsePrefix(target) === target;
}
