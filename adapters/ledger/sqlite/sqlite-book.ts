import type { Database } from '../../sqlite/open-database.ts';

type Value = string | number | null;
type Row = Readonly<Record<string, Value>>;

/** Prepared statements over one connection, and JSON bodies in and out: what every book of the ledger is written with. */
export interface SqliteBook {
  all<T>(sql: string, read: (row: Row) => T, ...values: readonly Value[]): readonly T[];
  one<T>(sql: string, read: (row: Row) => T, ...values: readonly Value[]): T | undefined;
  /** The same as `all`, kept until something is written: for small tables that are read at every step. */
  kept<T>(sql: string, read: (row: Row) => T): readonly T[];
  /** Runs a writing statement; the new row's id. */
  write(sql: string, ...values: readonly Value[]): number;
  /** How many rows were written since the connection was opened. */
  written(): number;
  /** Forgets what was kept: after every write, and after a rollback. */
  forget(): void;
}

export function openBook(db: Database): SqliteBook {
  const prepare = (sql: string) => db.prepare<Value[], Row>(sql);
  const statements = new Map<string, ReturnType<typeof prepare>>();
  const lists = new Map<string, readonly unknown[]>();
  let writes = 0;
  const prepared = (sql: string): ReturnType<typeof prepare> => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const made = prepare(sql);
    statements.set(sql, made);
    return made;
  };
  const all = <T>(sql: string, read: (row: Row) => T, ...values: readonly Value[]): readonly T[] =>
    prepared(sql)
      .all(...values)
      .map(read);
  return {
    all,
    one(sql, read, ...values) {
      const row = prepared(sql).get(...values);
      return row === undefined ? undefined : read(row);
    },
    kept<T>(sql: string, read: (row: Row) => T): readonly T[] {
      const known = lists.get(sql);
      if (known !== undefined) return known as readonly T[];
      const list = all(sql, read);
      lists.set(sql, list);
      return list;
    },
    write(sql, ...values) {
      lists.clear();
      const { changes, lastInsertRowid } = prepared(sql).run(...values);
      writes += changes;
      return Number(lastInsertRowid);
    },
    written: () => writes,
    forget: () => lists.clear(),
  };
}

/** Our own JSON, written by this ledger and by nobody else. */
export function body<T>(row: Row, column = 'body'): T {
  return JSON.parse(String(row[column])) as T;
}

export function json(value: unknown): string {
  return JSON.stringify(value);
}
