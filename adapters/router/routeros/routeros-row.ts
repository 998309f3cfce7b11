/** The attributes of one reply, key to text. */
export type Row = Readonly<Record<string, string>>;

/**
 * Reads the `=key=value` words after the reply word. A value may hold `=`. The object has no prototype, so that no key
 * of the router meets one of JavaScript's.
 */
export function rowOf(words: readonly string[]): Row {
  const row = Object.create(null) as Record<string, string>;
  for (const word of words.slice(1)) {
    const equals = word.indexOf('=', 1);
    if (equals < 0) row[word.slice(1)] = '';
    else row[word.slice(1, equals)] = word.slice(equals + 1);
  }
  return row;
}
