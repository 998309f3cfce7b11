/**
 * Characters that could make a terminal act, or show something else than what is stored: control characters (ESC, OSC,
 * CSI, BEL), bidirectional overrides, zero-width and other ignorable characters, line separators, single surrogates,
 * private use.
 */
const TRICKY = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;
const TRICKY_BUT_BREAK = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/**
 * Returns the text on one line, with every character that could trick a terminal (control, bidirectional, invisible,
 * line break) written as `\uXXXX`.
 */
export function harmless(text: string): string {
  return text.replaceAll(TRICKY, escaped);
}

/**
 * Returns a text of several lines in which every character that could trick a terminal is written as `\uXXXX`. All
 * lines but the first are indented, so that none can look like a line of this program.
 */
export function harmlessLines(text: string, indent: string): string {
  return text.split(/\r?\n/).map(harmless).join(`\n${indent}`);
}

/**
 * Formats a value as JSON with every character that could trick a terminal (control, bidirectional, invisible) escaped
 * as `\uXXXX`, as RFC 8259 §7 allows.
 */
export function harmlessJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replaceAll(TRICKY_BUT_BREAK, escaped);
}

function escaped(character: string): string {
  return [...Array.from({ length: character.length }).keys()]
    .map((i) => `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`)
    .join('');
}
