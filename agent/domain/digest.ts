import { createHash } from 'node:crypto';

const DEEPEST = 64;

/**
 * Writes a value as JSON in exactly one form, so that equal values have equal hashes: keys sorted by code unit, no
 * spaces, a bigint as a string of digits. Throws TypeError for what JSON would drop or change: undefined, NaN,
 * functions, class instances, array holes. Throws RangeError beyond 64 levels.
 *
 *     canonicalJson({ b: 1n, a: [null] }) // '{"a":[null],"b":"1"}'
 */
export function canonicalJson(value: unknown): string {
  return written(value, 0);
}

/** Returns the SHA-256 of the text in UTF-8, as 64 lower-case hex digits. */
export function sha256Hex(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

function written(value: unknown, depth: number): string {
  if (depth > DEEPEST) throw new RangeError(`deeper than ${DEEPEST} levels`);
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'bigint') return `"${value}"`;
  if (typeof value === 'number') return writtenNumber(value);
  if (Array.isArray(value)) return `[${Array.from(value, (item) => written(item, depth + 1)).join(',')}]`;
  if (typeof value === 'object') return writtenObject(value, depth);
  throw new TypeError(`no canonical JSON for ${typeof value}`);
}

function writtenNumber(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError(`no canonical JSON for ${value}`);
  return JSON.stringify(value);
}

function writtenObject(value: object, depth: number): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null)
    throw new TypeError('no canonical JSON for a class instance');
  const fields = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${written(field, depth + 1)}`).join(',')}}`;
}
