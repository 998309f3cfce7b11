/**
 * Characters that could make a terminal act, or show something else than what is stored: control characters (ESC, OSC,
 * CSI, BEL), bidirectional overrides, zero-width and other ignorable characters, line separators, single surrogates,
 * private use.
 */
const TRICKY = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;
const TRICKY_BUT_BREAK = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** Returns the text with every such character, line breaks included, written as `\uXXXX`. The result is one line. */
export function harmless(text: string): string {
  return text.replaceAll(TRICKY, escaped);
}

/**
 * Makes each line of a text harmless and indents all but the first, so that no line of it can look like a line of this
 * program.
 */
export function harmlessLines(text: string, indent: string): string {
  return text.split(/\r?\n/).map(harmless).join(`\n${indent}`);
}

/** Formats a value as JSON in which such characters are escaped as `\uXXXX` (RFC 8259 §7). */
export function harmlessJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replaceAll(TRICKY_BUT_BREAK, escaped);
}

function escaped(character: string): string {
  return [...Array.from({ length: character.length }).keys()]
    .map((i) => `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`)
    .join('');
}
