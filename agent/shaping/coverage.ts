import { contains, coversTogether, isEverything, parsePrefix, type Prefix, prefixesOverlap } from '../domain/prefix.ts';
import type { ObservedQueue } from './queue.ts';

/**
 * How much of one thing another covers: `all`, `part` or `none` of it. `unknown`: the router's table does not say, as
 * with the addresses behind an interface.
 */
export type Coverage = 'all' | 'part' | 'none' | 'unknown';

/** The target of a queue without targets: all traffic. RouterOS 7 writes it `target=""`. */
export const ANYTHING = '';

/**
 * Returns how much traffic of `target` goes to or comes from the targets `earlier`. No targets at all (RouterOS 7's
 * `target=""`) are everything, and so is `0.0.0.0/0` to an interface. Whether a prefix lies behind an interface is
 * `unknown`; two interfaces of different names share nothing.
 *
 *     coverage(['10.62.0.0/16'], '10.62.20.0/24') // 'all'
 *     coverage(['vlan120'], '10.62.20.0/24') // 'unknown'
 */
export function coverage(earlier: readonly string[], target: string): Coverage {
  if (earlier.length === 0 || earlier.includes(target) || earlier.includes(ANYTHING)) return 'all';
  const prefixes = earlier.filter((t): t is Prefix => isPrefix(t));
  if (target === ANYTHING) return earlier.includes(EVERY_ADDRESS) ? 'all' : 'part';
  if (!isPrefix(target)) return ofInterface(prefixes);
  if (prefixes.some((p) => contains(p, target as Prefix)) || coversTogether(prefixes, target as Prefix)) return 'all';
  if (prefixes.some((p) => prefixesOverlap(p, target as Prefix))) return 'part';
  return prefixes.length < earlier.length ? 'unknown' : 'none';
}

/** To an interface it is everything: few agencies have IPv6. `::/0` leaves an interface its IPv4 traffic. */
const EVERY_ADDRESS = '0.0.0.0/0';

function ofInterface(prefixes: readonly Prefix[]): Coverage {
  if (prefixes.length === 0) return 'none';
  if (prefixes.some((prefix) => prefix === EVERY_ADDRESS)) return 'all';
  return prefixes.some(isEverything) ? 'part' : 'unknown';
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
