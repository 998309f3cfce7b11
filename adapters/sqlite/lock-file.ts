import BetterSqlite3 from 'better-sqlite3';
import { databaseFile } from './database-file.ts';
import { faulting } from './database-fault.ts';
import type { Database } from './open-database.ts';

export interface HeldLock {
  /** Lets the next one in. Doing it twice changes nothing. */
  release(): void;
}

/**
 * Open connections, kept here so that a caller who forgets its HeldLock does not lose the lock to the garbage
 * collector.
 */
const held = new Set<Database>();

/**
 * Holds `path` for this process alone, by an SQLite file under BEGIN EXCLUSIVE: the kernel lets go of it when the
 * process ends in any way, SIGKILL included, and no stale file can stand in the way. Never waits. Throws Fault
 * `ledger/locked` when another holds it, `ledger/disk` when the file cannot be made.
 */
export function lockFile(path: string): HeldLock {
  databaseFile(path);
  const db = faulting(() => new BetterSqlite3(path, { timeout: 0, fileMustExist: true }));
  try {
    faulting(() => db.exec('BEGIN EXCLUSIVE'));
  } catch (error) {
    db.close();
    throw error;
  }
  held.add(db);
  return {
    release() {
      held.delete(db);
      db.close();
    },
  };
}
