import { Fault } from './fault.ts';

/** Groups items by key. Each group keeps the order of the items. Items whose key is undefined are left out. */
export function grouped<T, K>(items: readonly T[], keyOf: (item: T) => K | undefined): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

/**
 * Wraps a function so that its result is computed once per argument object and kept as long as that object lives. Use
 * it only for functions that depend on nothing but their argument, and for objects that are never changed.
 */
export function oncePer<T extends object, R>(compute: (from: T) => R): (from: T) => R {
  const cache = new WeakMap<T, { readonly result: R }>();
  return (from) => {
    const entry = cache.get(from) ?? { result: compute(from) };
    cache.set(from, entry);
    return entry.result;
  };
}

/**
 * A table with the same names, each row made into a value: `mapRows({ a: 1, b: 2 }, (row) => row * 10)` is
 * `{ a: 10, b: 20 }`. Throws Fault `bug` if a name is lost on the way.
 */
export function mapRows<K extends string, R, V>(
  table: Readonly<Record<K, R>>,
  valueOf: (row: R, name: K) => V,
): Readonly<Record<K, V>> {
  const isName = (name: string): name is K => Object.hasOwn(table, name);
  const names = Object.keys(table).filter(isName);
  const isWhole = (rows: Readonly<Record<string, V>>): rows is Readonly<Record<K, V>> =>
    names.every((name) => Object.hasOwn(rows, name));
  const made = Object.fromEntries(names.map((name) => [name, valueOf(table[name], name)] as const));
  // The standard library types `fromEntries` by string; this asks what it returned.
  if (!isWhole(made)) throw new Fault('bug', { where: 'mapRows', names: names.join(', ') });
  return made;
}
