import { contains, isEverything, parsePrefix, type Prefix, prefixesOverlap } from '../domain/prefix.ts';
import type { ObservedQueue } from './queue.ts';

/** How an earlier queue stands to a target: `all` of its traffic matches there first, or `part` of it. */
export type Coverage = 'all' | 'part' | 'none';

/** Whether `earlier` takes traffic of `target` away; interfaces match by name only. */
export function coverage(earlier: readonly string[], target: string): Coverage {
  if (earlier.includes(target)) return 'all';
  if (!isPrefix(target)) return earlier.some(isEverything) ? 'all' : 'none';
  const prefixes = earlier.filter((t): t is Prefix => isPrefix(t));
  if (prefixes.some((p) => contains(p, target as Prefix))) return 'all';
  return prefixes.some((p) => prefixesOverlap(p, target as Prefix)) ? 'part' : 'none';
}

/** Names of the queues above this one, up to the root. */
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

/** An interface may have a slash in its name, too. */
export function isPrefix(target: string): boolean {
  return target.includes('/') && parsePrefix(target) === target;
}
