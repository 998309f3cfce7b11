import { byId } from '../../../agent/domain/base-lists.ts';
import { Fault } from '../../../agent/domain/fault.ts';
import type { Books, Ledger, LedgerView } from '../../../agent/ports/ledger.ts';
import type { Log } from '../../../agent/ports/log.ts';
import { backupDatabase } from '../../sqlite/backup-database.ts';
import { regularFile } from '../../sqlite/database-file.ts';
import { faulting } from '../../sqlite/database-fault.ts';
import { type HeldLock, lockFile } from '../../sqlite/lock-file.ts';
import { migrate } from '../../sqlite/migrate.ts';
import { type Database, openDatabase } from '../../sqlite/open-database.ts';
import { ledgerDoor } from './ledger-door.ts';
import { ledgerNouns } from './ledger-nouns.ts';
import { LEDGER_SCHEMA } from './ledger-schema.ts';
import { checkAuditHead } from './sqlite-audit.ts';

export interface SqliteLedgerOptions {
  /** Path of ledger.db; made with its tables when missing. `<file>.lock` beside it keeps a second daemon out. */
  readonly file: string;
  readonly log?: Log;
}

/**
 * Opens ledger.db for this process alone, in WAL with synchronous FULL, checks the file and the audit's head, and
 * brings the schema up to date after a copy. Throws Fault `ledger/locked` when another daemon has it, `ledger/corrupt`,
 * `ledger/disk` or `ledger/newer-schema`.
 */
export function openSqliteLedger({ file, log }: SqliteLedgerOptions): Ledger {
  const lock = lockFile(`${file}.lock`);
  try {
    return openLocked(file, lock, log);
  } catch (error) {
    lock.release();
    throw error;
  }
}

function openLocked(file: string, lock: HeldLock, log?: Log): Ledger {
  const db = openDatabase(file, { synchronous: 'FULL' });
  try {
    quickCheck(db);
    migrate(db, LEDGER_SCHEMA);
    const ledger = ledgerOver(db, lock, log);
    checkAuditHead(ledger);
    log?.info({ file, audited: ledger.auditHead().seq }, 'ledger open');
    return ledger;
  } catch (error) {
    db.close();
    throw error;
  }
}

function quickCheck(db: Database): void {
  const verdict: unknown = faulting(() => db.pragma('quick_check(1)', { simple: true }));
  if (verdict !== 'ok') throw new Fault('ledger/corrupt', { why: String(verdict) });
}

function ledgerOver(db: Database, lock: HeldLock, log?: Log): Ledger {
  const door = ledgerDoor(db, log);
  const nouns = ledgerNouns(db);
  const lists = door.remembered(door.anytime(nouns.lists));
  const view: LedgerView = { ...lists, ...byId(lists), ...door.anytime(nouns.reads) };
  const books: Books = { ...view, ...door.changing('record', nouns.listed), ...door.inside('record', nouns.books) };
  const notes = door.inside('observe', nouns.notes);
  const written = db.prepare<[], number>('SELECT total_changes()').pluck();
  return {
    ...view,
    record: (work) =>
      door.pass('record', () => {
        const before = { changes: written.get(), seq: view.auditHead().seq };
        const result = work(books);
        if (written.get() !== before.changes && view.auditHead().seq === before.seq)
          throw new Fault('bug', { where: 'ledger.record' });
        return result;
      }),
    observe: (work) => door.pass('observe', () => work(notes)),
    backup: async (target) => {
      demandNew(target);
      backupDatabase(db, target);
    },
    close() {
      faulting(() => db.close());
      lock.release();
    },
  };
}

/** A copy never takes the place of a file, which might be the ledger itself. */
function demandNew(file: string): void {
  try {
    regularFile(file);
  } catch (error) {
    if (error instanceof Fault && error.facts['why'] === 'ENOENT') return;
    throw error;
  }
  throw new Fault('ledger/disk', { why: 'EEXIST' });
}
