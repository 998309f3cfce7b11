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
