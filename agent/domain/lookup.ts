/** The items by their key, each group in the order given; an item whose key is undefined is in none. */
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
 * A conclusion that is drawn once per object, as long as somebody holds the object: a list that was read and is the
 * same list again needs no second look. Only for what depends on nothing else, from objects that nobody changes.
 */
export function oncePer<T extends object, R>(conclude: (from: T) => R): (from: T) => R {
  const drawn = new WeakMap<T, { readonly result: R }>();
  return (from) => {
    const found = drawn.get(from) ?? { result: conclude(from) };
    drawn.set(from, found);
    return found.result;
  };
}
