import { Fault } from '../../../agent/domain/fault.ts';

/**
 * A value as JSON text, keys in their order. Throws Fault `bug` on what JSON would bend: an infinite number, NaN, a
 * bigint.
 */
export function toText(value: unknown): string {
  return JSON.stringify(value, unbent);
}

/** A list of values of one kind as this ledger wrote it. Throws Fault `ledger/corrupt` when it is none. */
export function listFrom<V>(text: string, isOne: (value: unknown) => value is V): readonly V[] {
  const value = parsed(text);
  if (Array.isArray(value) && value.every(isOne)) return value;
  throw strange('no list');
}

/** An object as this ledger wrote it, told by a key it always has. Throws Fault `ledger/corrupt` when it is none. */
export function objectFrom<T extends object>(text: string, key?: keyof T & string): T {
  const value = parsed(text);
  if (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    (key === undefined || Object.hasOwn(value, key))
  )
    return value as T;
  throw strange(key === undefined ? 'no object' : `no ${key}`);
}

export function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function unbent(key: string, value: unknown): unknown {
  const bends = typeof value === 'bigint' || (typeof value === 'number' && !Number.isFinite(value));
  if (bends) throw new Fault('bug', { where: 'ledger json', key, value: String(value) });
  return value;
}

/** Parses JSON text out of a column. Throws Fault `ledger/corrupt` if the text is not JSON. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw strange('no JSON', error);
  }
}

/**
 * Fault `ledger/corrupt`: a stored text is not what any release wrote. `text` marks that one row is wrong, and not the
 * file.
 */
export function strange(why: string, cause?: unknown): Fault {
  return new Fault('ledger/corrupt', { why: `stored text: ${why}`, text: true }, { cause });
}
