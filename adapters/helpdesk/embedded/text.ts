/**
 * What can hide or reorder text on a screen: controls but TAB and LF (Cc), bidi and zero-width marks (Cf), halves of a
 * pair (Cs).
 */
const INVISIBLE = /(?![\t\n])[\p{Cc}\p{Cf}\p{Cs}]/gu;
const LINE_ENDS = /\r\n?|[\u2028\u2029\u0085]/g;

/** Text of several lines as the helpdesk keeps it: LF ends, nothing invisible, trimmed. Clean text stays as it is. */
export function prose(text: string): string {
  return text.replaceAll(LINE_ENDS, '\n').replaceAll(INVISIBLE, '').trim();
}

/** The same on one line. */
export function line(text: string): string {
  return prose(text).replaceAll(/\s+/g, ' ');
}
