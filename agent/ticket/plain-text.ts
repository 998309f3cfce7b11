/** `line`: one line. `prose`: several lines. */
export type TextShape = 'line' | 'prose';

/**
 * Whether a text has characters that could show a person something else than what is stored (control, bidirectional,
 * half a surrogate). On one line also a line break, a character that was replaced before (U+FFFD), and a RouterOS
 * attribute word such as `=.id=*1`.
 */
export function hasBadCharacters(text: string, shape: TextShape): boolean {
  if (shape === 'prose') return BAD_IN_PROSE.test(text);
  return BAD_IN_LINE.test(text) || text.includes(REPLACED) || ROUTER_WORD.test(text);
}

/** The text cut to `most` UTF-16 units, with U+FFFD in the place of each bad character. A plain text stays as it is. */
export function inertText(text: string, shape: TextShape, most: number): string {
  const bad = shape === 'prose' ? BAD_IN_PROSE : BAD_IN_LINE;
  return cut(text, most).replaceAll(new RegExp(bad, 'gu'), REPLACED);
}

/** The beginning of a text, inert, short enough to stand inside a sentence. */
export function excerpt(text: string): string {
  return text.length <= 60 ? inertText(text, 'line', 60) : `${inertText(text, 'line', 60)}…`;
}

const REPLACED = '\ufffd';
const BAD_IN_LINE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/u;
const BAD_IN_PROSE = /[\p{Cs}\p{Bidi_Control}]|(?![\t\n\r])\p{Cc}/u;
const ROUTER_WORD = /^\s*[=?][\w.-]*=/;

function cut(text: string, length: number): string {
  return text.slice(0, length).replace(/[\ud800-\udbff]$/, '');
}
