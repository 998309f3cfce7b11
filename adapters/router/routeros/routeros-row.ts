/** Attributes of one reply by their key, as text. */
export type Row = Readonly<Record<string, string>>;

/**
 * The `=key=value` words after the reply word, as a row; a value may hold `=`. Own properties only, whatever the keys
 * are called.
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
