import { Fault } from '../../../agent/domain/fault.ts';

/** One property of a menu item: the key is ours, the value may come from anywhere. */
export type Field = readonly [key: string, value: string];

/** Printable ASCII. RouterOS defines no encoding, and tools disagree on anything beyond it. */
const PRINTABLE = /^[\x20-\x7e]+$/;
const MAX_CHARS = 8192;

/**
 * The text, if it may travel as a value under `field`. Throws Fault `router/bad-word` for nothing at all, control
 * characters (CR, LF, NUL), anything beyond ASCII, or a text that no router takes for its length: refused, never
 * repaired.
 */
export function plainText(field: string, text: string): string {
  if (text.length > MAX_CHARS || !PRINTABLE.test(text)) throw new Fault('router/bad-word', { field });
  return text;
}

/**
 * A name of an item. On top of `plainText` it must not look like an id (`*1`), which RouterOS would take for another
 * item.
 */
export function plainName(field: string, name: string): string {
  if (name.startsWith('*') || name !== name.trim()) throw new Fault('router/bad-word', { field });
  return plainText(field, name);
}

/** `=key=value`: a value inside such a word can neither end the sentence nor become another word or command. */
export function attributeWord([key, value]: Field): string {
  return `=${key}=${plainText(key, value)}`;
}

/** `?key=value`: rows whose property equals the value. RouterOS manual "API", queries. */
export function queryWord([key, value]: Field): string {
  return `?${key}=${plainText(key, value)}`;
}

/**
 * `?` words for the rows that show any of these; undefined when one of them may not travel. RouterOS manual "API",
 * queries: each test leaves its answer on a stack, `|` makes one of two.
 */
export function anyOf(fields: readonly Field[]): readonly string[] | undefined {
  if (!fields.every(([, value]) => value.length <= MAX_CHARS && PRINTABLE.test(value))) return undefined;
  return [...fields.map(queryWord), ...(fields.length > 1 ? [`?#${'|'.repeat(fields.length - 1)}`] : [])];
}

/** Text that can be nothing but one name: no number, no id, no list. */
const ONLY_A_NAME = /^(?=.*[A-Za-z])[A-Za-z0-9._-]+$/;

/**
 * The word that addresses a queue. By name where it can be: should the ids change after our last read, a name still is
 * that queue, or the router refuses. An id then may be another's (RouterOS uses ids of removed items again).
 */
export function itemWord({ name, id }: { readonly name: string; readonly id: string }): string {
  return ONLY_A_NAME.test(name) ? `=numbers=${name}` : `=.id=${id}`;
}
