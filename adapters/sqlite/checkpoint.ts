import { faulting } from './database-fault.ts';
import type { Database } from './open-database.ts';

/**
 * Copies what is committed from the WAL into the file, flushed to the disk, as far as no reader stands in the way. Must
 * not be called in a transaction. Throws Fault `ledger/disk`. Source: sqlite.org/pragma.html#pragma_wal_checkpoint.
 */
export function checkpoint(db: Database): void {
  faulting(() => db.pragma('wal_checkpoint(PASSIVE)'));
}
