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
