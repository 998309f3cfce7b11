type Row = readonly string[];

const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\uff01-\uff60]/u;
const COMBINING = /[\p{Mn}\p{Me}]/u;
/** Columns of a cell's two outer spaces. */
const PADDING = 2;

/**
 * Draws a table with borders that is at most `most` terminal columns wide. The widest columns are wrapped until the
 * table fits; no character is lost.
 */
export function boxedTable(heads: Row, rows: readonly Row[], maxWidth: number): string {
  const widths = fitted(
    heads.map((head, i) =>
      Math.max(...[head, ...rows.map((row) => row[i] ?? '')].flatMap((cell) => cell.split('\n').map(widthOf))),
    ),
    maxWidth - heads.length * (PADDING + 1) - 1,
  );
  const wrapped = [heads, ...rows].map((row) => heads.map((_, i) => wrap(row[i] ?? '', widths[i] ?? 1)));
  // Borders between rows are needed only if a row has several lines.
  const compact = wrapped.every((row) => row.every((cell) => !cell.includes('\n')));
  const [head = [], ...body] = wrapped.map((row) => drawnRow(row, widths));
  const middle = rule('├', '┼', '┤', widths);
  const below = body.length === 0 ? [] : [middle, body.join(compact ? '\n' : `\n${middle}\n`)];
  return [rule('┌', '┬', '┐', widths), head, ...below, rule('└', '┴', '┘', widths)].join('\n');
}

function rule(left: string, cross: string, right: string, widths: readonly number[]): string {
  return `${left}${widths.map((width) => '─'.repeat(width + PADDING)).join(cross)}${right}`;
}

/** One row with its upright borders: as many lines as its highest cell. */
function drawnRow(row: Row, widths: readonly number[]): string {
  const cells = row.map((cell) => cell.split('\n'));
  const height = Math.max(1, ...cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, at) => {
    const shown = widths.map((width, i) => {
      const text = cells[i]?.[at] ?? '';
      return ` ${text}${' '.repeat(Math.max(0, width - widthOf(text)))} `;
    });
    return `│${shown.join('│')}│`;
  }).join('\n');
}

function fitted(widths: readonly number[], room: number): readonly number[] {
  const fits = [...widths];
  while (fits.reduce((sum, w) => sum + w, 0) > room) {
    const widest = fits.indexOf(Math.max(...fits));
    if ((fits[widest] ?? 0) <= 1) return fits;
    fits[widest] = (fits[widest] ?? 0) - 1;
  }
  return fits;
}

function wrap(text: string, width: number): string {
  return text
    .split('\n')
    .flatMap((line) => wrapLine(line, width))
    .join('\n');
}

/** Wraps between words, or inside a word that is wider than the column. */
function wrapLine(line: string, width: number): readonly string[] {
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(' ').flatMap((w) => pieces(w, width))) {
    const longer = current === '' ? word : `${current} ${word}`;
    if (widthOf(longer) <= width) current = longer;
    else {
      lines.push(current);
      current = word;
    }
  }
  return [...lines, current];
}

/** Cuts a long word, after a hyphen if there is one, because ids consist of words with hyphens. */
function pieces(word: string, width: number): readonly string[] {
  const found: string[] = [];
  let last = '';
  for (const character of word) {
    const longer = `${last}${character}`;
    if (widthOf(longer) <= width || last === '') last = longer;
    else {
      const hyphen = last.lastIndexOf('-') + 1;
      const cut = hyphen > 0 && widthOf(longer.slice(hyphen)) <= width ? hyphen : last.length;
      found.push(last.slice(0, cut));
      last = longer.slice(cut);
    }
  }
  return [...found, last];
}

/** Terminal columns of a text. East Asian characters take two, combining marks none. */
function widthOf(text: string): number {
  return Array.from(text).reduce((sum, character) => sum + columnsOf(character), 0);
}

function columnsOf(character: string): 0 | 1 | 2 {
  if (COMBINING.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}
