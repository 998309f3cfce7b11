import BetterSqlite3 from 'better-sqlite3';
import { Fault } from '../../agent/domain/fault.ts';
import { databaseFile, regularFile } from './database-file.ts';
import { faulting } from './database-fault.ts';

/** A connection. Other rooms know better-sqlite3 by this name only. */
export type Database = BetterSqlite3.Database;

/** How a database is opened. */
export interface OpenDatabase {
  /** FULL: a committed row survives a power cut. NORMAL: the newest rows may be lost, the file stays whole. */
  readonly synchronous: 'FULL' | 'NORMAL';
  /** Opens an existing file for reading only. */
  readonly readonly?: boolean;
  /** Pages in the WAL after which a commit copies them into the file before it returns. Default 1000, as in SQLite. */
  readonly checkpointAfter?: number;
  /** Reads every integer as bigint. Without it, an integer above 2^53 loses its last digits. */
  readonly safeIntegers?: boolean;
}

/**
 * Milliseconds that a writer waits for another one. The event loop is blocked meanwhile, so it is far below the
 * watchdog's interval.
 */
export const BUSY_MS = 4000;

const SYNCHRONOUS = { NORMAL: 1, FULL: 2 } as const;

/**
 * Opens `file` in WAL mode and reads every setting back: SQLite refuses a setting without an error, and better-sqlite3
 * lowers `synchronous` to NORMAL in WAL mode. New files have mode 0600. Throws Fault `ledger/disk`, `ledger/corrupt`
 * (not a database) or `bug` (a setting did not take). Source: sqlite.org/pragma.html.
 */
export function openDatabase(file: string, options: OpenDatabase): Database {
  const readonly = options.readonly ?? false;
  if (readonly) regularFile(file);
  else databaseFile(file);
  return faulting(() => {
    const db = new BetterSqlite3(file, { timeout: BUSY_MS, readonly, fileMustExist: true });
    try {
      applySettings(db, options);
      db.defaultSafeIntegers(options.safeIntegers ?? false);
      return db;
    } catch (error) {
      db.close();
      throw error;
    }
  });
}

function applySettings(db: Database, { synchronous, readonly, checkpointAfter = 1000 }: OpenDatabase): void {
  if (readonly !== true) db.pragma('journal_mode = WAL');
  db.pragma(`synchronous = ${synchronous}`);
  db.pragma('foreign_keys = ON');
  db.pragma('recursive_triggers = ON');
  db.pragma('trusted_schema = OFF');
  db.pragma('cell_size_check = ON');
  db.pragma(`journal_size_limit = ${16 * 1024 * 1024}`);
  db.pragma(`wal_autocheckpoint = ${checkpointAfter}`);
  // SQLite lowers synchronous when WAL mode meets the first table, so the tables are read before the setting is
  // checked.
  db.prepare('SELECT count(*) FROM sqlite_schema').get();
  requireSetting(db, 'journal_mode', 'wal');
  requireSetting(db, 'synchronous', SYNCHRONOUS[synchronous]);
  requireSetting(db, 'wal_autocheckpoint', checkpointAfter);
  requireSetting(db, 'foreign_keys', 1);
  requireSetting(db, 'recursive_triggers', 1);
  requireSetting(db, 'trusted_schema', 0);
  requireSetting(db, 'cell_size_check', 1);
}

function requireSetting(db: Database, pragma: string, wanted: string | number): void {
  const found: unknown = db.pragma(pragma, { simple: true });
  if (found !== wanted) throw new Fault('bug', { where: `sqlite ${pragma}`, wanted, found: String(found) });
}
