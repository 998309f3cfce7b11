/** One command of an export: `add` or `set` in a menu, with the values that it names. Texts are bytes as latin1. */
export interface RscCommand {
  /** `/queue/simple`. */
  readonly menu: string;
  readonly verb: string;
  /** The items that a `set [find name=x]` means: property and value. Empty: none named, or no `set`. */
  readonly find: ReadonlyMap<string, string>;
  readonly words: ReadonlyMap<string, string>;
}

interface Token {
  readonly text: string;
  /** The words inside `[...]`. undefined: no bracket. */
  readonly bracket?: readonly string[];
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', _: ' ', a: '\u0007', b: '\b', f: '\f' };

/**
 * Reads an export (`/export` of RouterOS 6 and 7). A `\` at the end of a line continues it, a quoted text has `\"`,
 * `\n` and bytes as `\ED`, a line that begins with `/` chooses the menu, one that begins with `#` is a remark. Throws
 * Error for a line that is none of these.
 */
export function readRsc(text: string): readonly RscCommand[] {
  const commands: RscCommand[] = [];
  let menu = '';
  for (const line of wholeLines(text)) {
    const tokens = tokensOf(line);
    const [first] = tokens;
    if (first === undefined || first.text.startsWith('#')) continue;
    const rest = first.text.startsWith('/') ? afterMenu(tokens, (chosen) => (menu = chosen)) : tokens;
    if (rest.length > 0) commands.push(commandOf(menu, rest, line));
  }
  return commands;
}

/** Joins continued lines. RouterOS indents the continuation, also inside a quoted text, by blanks of no meaning. */
function wholeLines(text: string): readonly string[] {
  const lines: string[] = [];
  let open: string | undefined;
  for (const line of text.split(/\r?\n/)) {
    const whole = open === undefined ? line : open + line.trimStart();
    const ends = /\\*$/.exec(whole)?.[0].length ?? 0;
    if (ends % 2 === 1) open = whole.slice(0, -1);
    else {
      lines.push(whole);
      open = undefined;
    }
  }
  return open === undefined ? lines : [...lines, open];
}

function afterMenu(tokens: readonly Token[], choose: (menu: string) => void): readonly Token[] {
  const end = tokens.findIndex(({ text }) => text === 'add' || text === 'set');
  const path = end < 0 ? tokens : tokens.slice(0, end);
  choose(`/${path.map(({ text }) => text.replaceAll('/', ' ').trim().replaceAll(/\s+/g, '/')).join('/')}`);
  return end < 0 ? [] : tokens.slice(end);
}

function commandOf(menu: string, [verb, ...rest]: readonly Token[], line: string): RscCommand {
  if (verb === undefined || (verb.text !== 'add' && verb.text !== 'set')) throw new Error(`not of an export: ${line}`);
  const words = rest.filter(({ bracket }) => bracket === undefined).map(({ text }) => text);
  const found = rest.flatMap(({ bracket }) => bracket ?? []).filter((word) => word !== 'find');
  return { menu, verb: verb.text, find: pairsOf(found, line), words: pairsOf(words, line) };
}

function pairsOf(words: readonly string[], line: string): ReadonlyMap<string, string> {
  return new Map(
    words.map((word) => {
      const equals = word.indexOf('=');
      if (equals < 1) throw new Error(`no value for ${word}: ${line}`);
      return [word.slice(0, equals), word.slice(equals + 1)] as const;
    }),
  );
}

/** Splits a line at blanks that are neither quoted nor in brackets. */
function tokensOf(line: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < line.length) {
    if (/\s/.test(line.charAt(at))) at += 1;
    else if (line.charAt(at) === '[') {
      const end = line.indexOf(']', at);
      if (end < 0) throw new Error(`an open bracket: ${line}`);
      tokens.push({ text: '', bracket: tokensOf(line.slice(at + 1, end)).map(({ text }) => text) });
      at = end + 1;
    } else {
      const [text, end] = wordAt(line, at);
      tokens.push({ text });
      at = end;
    }
  }
  return tokens;
}

/** Reads one word, with its quoted parts as they are meant. Returns the word and where it ends. */
function wordAt(line: string, from: number): readonly [word: string, end: number] {
  let word = '';
  let quoted = false;
  let at = from;
  for (; at < line.length && (quoted || !/\s/.test(line.charAt(at))); at += 1) {
    const char = line.charAt(at);
    if (char === '"') quoted = !quoted;
    else if (char === '\\' && quoted) {
      const byte = /^[0-9A-F]{2}/.exec(line.slice(at + 1))?.[0];
      const next = line.charAt(at + 1);
      word += byte === undefined ? (ESCAPES[next] ?? next) : String.fromCodePoint(Number.parseInt(byte, 16));
      at += byte === undefined ? 1 : 2;
    } else word += char;
  }
  if (quoted) throw new Error(`an open quote: ${line}`);
  return [word, at];
}
