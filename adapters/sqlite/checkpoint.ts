import { faulting } from './database-fault.ts';
import type { Database } from './open-database.ts';

/**
 * Copies committed pages from the WAL into the file and flushes it, as far as no reader needs the old pages. Must not
 * be called in a transaction. Throws Fault `ledger/disk`. Source: sqlite.org/pragma.html#pragma_wal_checkpoint.
 */
export function checkpoint(db: Database): void {
  faulting(() => db.pragma('wal_checkpoint(PASSIVE)'));
}
