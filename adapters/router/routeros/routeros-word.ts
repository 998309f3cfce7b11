import { Fault } from '../../../agent/domain/fault.ts';

/** A property of a menu item. The key is ours; the value may come from a person or a router. */
export type Field = readonly [key: string, value: string];

/** Printable ASCII. RouterOS defines no encoding, and tools disagree on anything beyond it. */
const PRINTABLE = /^[\x20-\x7e]+$/;
const MAX_CHARS = 8192;

/**
 * Returns the text if it may be sent as the value of `field`. Throws Fault `router/bad-word` for an empty text, control
 * characters (CR, LF, NUL), anything beyond ASCII, or more than 8192 characters. Nothing is repaired.
 */
export function plainText(field: string, text: string): string {
  if (text.length > MAX_CHARS || !PRINTABLE.test(text)) throw new Fault('router/bad-word', { field });
  return text;
}

/**
 * Returns the name if it may be sent. Besides `plainText` it refuses `*1`, which RouterOS would take for an id, and
 * spaces at either end.
 */
export function plainName(field: string, name: string): string {
  if (name.startsWith('*') || name !== name.trim()) throw new Fault('router/bad-word', { field });
  return plainText(field, name);
}

/** Writes `=key=value`. Such a value can neither end the sentence nor become another word or command. */
export function attributeWord([key, value]: Field): string {
  return `=${key}=${plainText(key, value)}`;
}

/** Writes `?key=value`: rows whose property equals the value. RouterOS manual "API", queries. */
export function queryWord([key, value]: Field): string {
  return `?${key}=${plainText(key, value)}`;
}

/**
 * Writes the query for rows that match any of the fields. undefined when one of them must not be sent. RouterOS manual
 * "API", queries: each `?` leaves its result on a stack, `|` joins two.
 */
export function anyOf(fields: readonly Field[]): readonly string[] | undefined {
  if (!fields.every(([, value]) => value.length <= MAX_CHARS && PRINTABLE.test(value))) return undefined;
  return [...fields.map(queryWord), ...(fields.length > 1 ? [`?#${'|'.repeat(fields.length - 1)}`] : [])];
}

/** Text that RouterOS can only take for one name: no number, no id, no list, and no dash in front. */
const ONLY_A_NAME = /^(?!-)(?=.*[A-Za-z])[A-Za-z0-9._-]+$/;

/**
 * Writes the word that addresses a queue: `=numbers=NAME` where the name is unmistakable, else `=.id=*1A`. A name is
 * safer: RouterOS gives ids of removed queues to new ones, so an id may name another queue after our read.
 */
export function itemWord({ name, id }: { readonly name: string; readonly id: string }): string {
  return ONLY_A_NAME.test(name) ? `=numbers=${name}` : `=.id=${id}`;
}
