import type { Moment, Window } from '../../../agent/domain/moment.ts';
import { isMoment } from '../../../agent/domain/moment.ts';
import { bps, type Bps, type Rate } from '../../../agent/domain/rate.ts';
import { listFrom, strange, toText } from './ledger-text.ts';

/** A row as SQLite gives it, by column. */
export type SqlRow = Readonly<Record<string, unknown>>;

/**
 * The columns that store one field, with the conversion to their values and back. `read` throws Fault `ledger/corrupt`
 * for a value that was never written so.
 */
export interface Columns<V> {
  readonly names: readonly string[];
  readonly write: (value: V) => readonly (string | number | null)[];
  readonly read: (row: SqlRow) => V;
}

export function text(name: string): Columns<string> {
  return one(name, (value) => (typeof value === 'string' ? value : undefined));
}

export function textOrNull(name: string): Columns<string | null> {
  return one(name, (value) => (value === null || typeof value === 'string' ? value : undefined));
}

export function whole(name: string): Columns<number> {
  return one(name, (value) => (isWhole(value) ? value : undefined));
}

export function wholeOrNull(name: string): Columns<number | null> {
  return one(name, (value) => (value === null || isWhole(value) ? value : undefined));
}

export function instant(name: string): Columns<Moment> {
  return one(name, (value) => (isMoment(value) ? value : undefined));
}

/** One of a closed list of words. A word that the list lacks does not compile. */
export function oneOf<V extends string>(name: string, known: Readonly<Record<V, true>>): Columns<V> {
  return one(name, (value) => (isKnown(value, known) ? value : undefined));
}

export function oneOfOrNull<V extends string>(name: string, known: Readonly<Record<V, true>>): Columns<V | null> {
  return one(name, (value) => (value === null || isKnown(value, known) ? value : undefined));
}

/** A list of words as JSON text. */
export function words<V extends string>(name: string, isWord: (value: unknown) => value is V): Columns<readonly V[]> {
  const column = text(name);
  return {
    names: [name],
    write: (values) => [toText(values)],
    read: (row) => listFrom(column.read(row), isWord),
  };
}

/** Two columns that are null as a whole or not at all, as the schema checks. */
export function rateColumns(down: string, up: string): Columns<Rate | null> {
  return {
    names: [down, up],
    write: (rate) => [rate?.down ?? null, rate?.up ?? null],
    read: (row) => {
      const [first, second] = [bitsOrNull(row[down], down), bitsOrNull(row[up], up)];
      return first === null || second === null ? null : { down: first, up: second };
    },
  };
}

/** The same for the two ends of a window. */
export function windowColumns(from: string, until: string): Columns<Window | null> {
  const [first, second] = [instantOrNull(from), instantOrNull(until)];
  return {
    names: [from, until],
    write: (window) => [window?.from ?? null, window?.until ?? null],
    read: (row) => {
      const ends = { from: first.read(row), until: second.read(row) };
      return ends.from === null || ends.until === null ? null : { from: ends.from, until: ends.until };
    },
  };
}

function instantOrNull(name: string): Columns<Moment | null> {
  return one(name, (value) => (value === null || isMoment(value) ? value : undefined));
}

function one<V extends string | number | null>(name: string, take: (value: unknown) => V | undefined): Columns<V> {
  return {
    names: [name],
    write: (value) => [value],
    read(row) {
      const value = take(row[name]);
      if (value === undefined) throw strange(`column ${name}`);
      return value;
    },
  };
}

function bitsOrNull(value: unknown, name: string): Bps | null {
  if (value === null) return null;
  if (!isWhole(value)) throw strange(`column ${name}`);
  return bps(value);
}

function isWhole(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value);
}

function isKnown<V extends string>(value: unknown, known: Readonly<Record<V, true>>): value is V {
  return typeof value === 'string' && Object.hasOwn(known, value);
}
