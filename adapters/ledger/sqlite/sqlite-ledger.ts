import { dirname, join } from 'node:path';
import { Fault } from '../../../agent/domain/fault.ts';
import type { Books, Ledger, LedgerView, Notes } from '../../../agent/ports/ledger.ts';
import { backupDatabase } from '../../sqlite/backup-database.ts';
import { faulting } from '../../sqlite/database-fault.ts';
import { immediate } from '../../sqlite/immediate.ts';
import { lockFile } from '../../sqlite/lock-file.ts';
import { migrate } from '../../sqlite/migrate.ts';
import { type Database, openDatabase } from '../../sqlite/open-database.ts';
import { LEDGER_SCHEMA } from './ledger-schema.ts';
import { sqliteAllocations } from './sqlite-allocations.ts';
import { sqliteAudit } from './sqlite-audit.ts';
import { sqliteBaseData } from './sqlite-base-data.ts';
import { openBook, type SqliteBook } from './sqlite-book.ts';
import { sqliteDecisions } from './sqlite-decisions.ts';
import { sqliteObserved } from './sqlite-observed.ts';
import { sqliteOps } from './sqlite-ops.ts';
import { sqliteOutbox } from './sqlite-outbox.ts';
import { sqlitePlans } from './sqlite-plans.ts';
import { sqliteRequests } from './sqlite-requests.ts';

export interface SqliteLedgerOptions {
  readonly file: string;
}

/**
 * Opens the ledger for this process alone: lock, migration with a copy beforehand, damage check. Every commit is on the disk before it
 * counts (synchronous=FULL). Throws Fault `ledger/locked`, `ledger/corrupt`, `ledger/newer-schema` or `ledger/disk`.
 */
export function openSqliteLedger({ file }: SqliteLedgerOptions): Ledger {
  const lock = lockFile(join(dirname(file), 'daemon.lock'));
  try {
    const db = openDatabase(file, { synchronous: 'FULL' });
    migrate(db, LEDGER_SCHEMA);
    demandSound(db);
    return ledgerOver(db, () => lock.release());
  } catch (error) {
    lock.release();
    throw error;
  }
}

function demandSound(db: Database): void {
  const found: unknown = db.pragma('quick_check(1)', { simple: true });
  if (found !== 'ok') throw new Fault('ledger/corrupt', { why: String(found).slice(0, 200) });
}

function ledgerOver(db: Database, released: () => void): Ledger {
  const book = openBook(db);
  const { books, notes, view } = shelves(book);
  let broken: Fault | undefined;

  const commit = <T>(work: () => T): T => {
    if (broken !== undefined) throw broken;
    try {
      return immediate(db, work);
    } catch (error) {
      book.forget();
      // After a failed flush the kernel may call lost pages clean: nothing this process says afterwards could be believed.
      if (error instanceof Fault && (error.code === 'ledger/disk' || error.code === 'ledger/corrupt')) broken = error;
      throw error;
    }
  };

  return {
    ...view,
    record: (work) => commit(() => audited(book, books, work)),
    observe: (work) => commit(() => work(notes)),
    async backup(target) {
      faulting(() => backupDatabase(db, target));
    },
    close() {
      db.close();
      released();
    },
  };
}

/** Whatever changes must say in the audit that it did. */
function audited<T>(book: SqliteBook, books: Books, work: (books: Books) => T): T {
  const [rows, entries] = [book.written(), books.auditHead().seq];
  const result = work(books);
  if (book.written() > rows && books.auditHead().seq === entries) throw new Fault('bug', { where: 'ledger.record without an audit entry' });
  return result;
}

function shelves(book: SqliteBook): { readonly books: Books; readonly notes: Notes; readonly view: LedgerView } {
  const { reads, writes } = sqliteObserved(book);
  const { refused, ...ops } = sqliteOps(book);
  const { noteFindings, markSeen, keepTicket, ...seen } = writes;
  const shelf = {
    ...sqliteBaseData(book),
    ...sqliteRequests(book),
    ...sqliteDecisions(book),
    ...sqliteAllocations(book),
    ...sqlitePlans(book),
    ...ops,
    ...sqliteOutbox(book),
    ...sqliteAudit(book),
    ...reads,
  };
  return { books: { ...shelf, noteFindings, markSeen, keepTicket }, notes: { ...seen, refused }, view: shelf };
}
