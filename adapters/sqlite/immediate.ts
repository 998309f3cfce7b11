import { Fault } from '../../agent/domain/fault.ts';
import { faulting } from './database-fault.ts';
import type { Database } from './open-database.ts';

/**
 * Runs `work` in one BEGIN IMMEDIATE transaction. The write lock comes before the first read, so what was read still
 * holds at the commit. A throw rolls back and is rethrown, SQLite's errors as `databaseFault`. Throws Fault `bug`
 * inside another transaction: a savepoint would let half of a decision stand. After a commit that threw `ledger/disk`,
 * only reading after a restart tells whether it is on the disk.
 */
export function immediate<T>(db: Database, work: () => T): T {
  if (db.inTransaction) throw new Fault('bug', { where: 'sqlite nested transaction' });
  return faulting(() => db.transaction(work).immediate());
}
