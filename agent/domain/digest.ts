import { createHash } from 'node:crypto';

const DEEPEST = 64;

/**
 * JSON with one text per value: keys in code-unit order, no spaces, a bigint as the string of its digits. What it is
 * hashed for must never depend on chance, so anything JSON would drop or bend (undefined, NaN, functions, class
 * instances, holes) throws TypeError, and more than 64 levels throw RangeError.
 */
export function canonicalJson(value: unknown): string {
  return written(value, 0);
}

/** SHA-256 of the UTF-8 text, in lower-case hex. */
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
