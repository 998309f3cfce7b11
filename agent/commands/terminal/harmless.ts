/**
 * Characters that could make a terminal do or show something else than what is stored: control characters (ESC, OSC,
 * CSI, BEL), bidirectional overrides, zero-width and other ignorable ones, line separators, halves of a surrogate pair,
 * private use.
 */
const TRICKY = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;
const TRICKY_BUT_BREAK = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** The text on one line, with every such character written out as `\uXXXX`, line breaks included. */
export function harmless(text: string): string {
  return text.replaceAll(TRICKY, escaped);
}

/**
 * The text over several lines, each harmless; what follows the first is moved in, so that it cannot pass for a line of
 * ours.
 */
export function harmlessLines(text: string, indent: string): string {
  return text.split(/\r?\n/).map(harmless).join(`\n${indent}`);
}

/**
 * JSON that shows in a terminal what it says: inside strings the same characters are escaped as JSON allows (RFC 8259
 * §7).
 */
export function harmlessJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replaceAll(TRICKY_BUT_BREAK, escaped);
}

function escaped(character: string): string {
  return [...Array.from({ length: character.length }).keys()]
    .map((i) => `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`)
    .join('');
}
