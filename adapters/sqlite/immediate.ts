import { Fault } from '../../agent/domain/fault.ts';
import { faulting } from './database-fault.ts';
import type { Database } from './open-database.ts';

/**
 * Runs `work` in one BEGIN IMMEDIATE transaction: the write lock comes before the first read, so what was read is still
 * true at the commit. Anything thrown rolls back and is thrown on, SQLite's own errors as `databaseFault`. A
 * transaction inside a transaction is a `bug`: nobody needs one, and a savepoint would let half of a decision stand. A
 * commit that failed with `ledger/disk` may or may not be on the disk; only reading after a restart tells.
 */
export function immediate<T>(db: Database, work: () => T): T {
  if (db.inTransaction) throw new Fault('bug', { where: 'sqlite nested transaction' });
  return faulting(() => db.transaction(work).immediate());
}
