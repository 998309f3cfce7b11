import BetterSqlite3 from 'better-sqlite3';
import { databaseFile } from './database-file.ts';
import { faulting } from './database-fault.ts';
import type { Database } from './open-database.ts';

/** A lock that this process holds. */
export interface HeldLock {
  /** Releases the lock. May be called twice. */
  release(): void;
}

/**
 * Open connections. They stay referenced here, so that the garbage collector cannot close a lock whose HeldLock was
 * forgotten.
 */
const held = new Set<Database>();

/**
 * Locks `path` for this process: an SQLite file under BEGIN EXCLUSIVE. The kernel releases it when the process ends in
 * any way, SIGKILL included, so no stale file can block a start. Does not wait. Throws Fault `ledger/locked` when
 * another process holds it, `ledger/disk` when the file cannot be made.
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
