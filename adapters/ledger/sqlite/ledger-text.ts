import { Fault } from '../../../agent/domain/fault.ts';

/**
 * A value as JSON text, keys in their order. Throws Fault `bug` on what JSON would bend: an infinite number, NaN, a
 * bigint.
 */
export function toText(value: unknown): string {
  return JSON.stringify(value, unbent);
}

export function toTextOrNull(value: unknown): string | null {
  return value === null ? null : toText(value);
}

/** A list as this ledger wrote it. Throws Fault `ledger/corrupt` when it is none. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the caller names what it wrote
export function listFrom<T>(text: string): readonly T[] {
  const value = parsed(text);
  if (Array.isArray(value)) return value as readonly T[];
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

function unbent(key: string, value: unknown): unknown {
  const bends = typeof value === 'bigint' || (typeof value === 'number' && !Number.isFinite(value));
  if (bends) throw new Fault('bug', { where: 'ledger json', key, value: String(value) });
  return value;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw strange('no JSON', error);
  }
}

function strange(why: string, cause?: unknown): Fault {
  return new Fault('ledger/corrupt', { why: `stored text: ${why}` }, { cause });
}
