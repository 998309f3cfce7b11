import BetterSqlite3 from 'better-sqlite3';
import type { FaultCode, Retry } from '../../agent/domain/fault.ts';
import { Fault } from '../../agent/domain/fault.ts';

/**
 * Turns an SQLite error into a Fault; the error becomes its cause. Damage: `ledger/corrupt`. A disk that cannot be read
 * or written: `ledger/disk`. A lock that was not free in time: `ledger/locked`, retry later. Anything else: `bug`. A
 * Fault stays as it is. Codes: sqlite.org/rescode.html; extended codes count by their prefix.
 */
export function databaseFault(error: unknown): Fault {
  if (error instanceof Fault) return error;
  if (!(error instanceof BetterSqlite3.SqliteError)) return new Fault('bug', { where: 'sqlite' }, { cause: error });
  const [code, retry] = meaning(error.code);
  const facts = code === 'bug' ? { where: `sqlite ${error.code}` } : { why: error.code };
  return new Fault(code, facts, { retry, cause: error });
}

/** Runs `work`. Rethrows an SQLite error as the Fault of `databaseFault`, every other error as it is. */
export function faulting<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof BetterSqlite3.SqliteError ? databaseFault(error) : error;
  }
}

const PRIMARY: Readonly<Record<string, readonly [FaultCode, Retry]>> = {
  CORRUPT: ['ledger/corrupt', 'never'],
  NOTADB: ['ledger/corrupt', 'never'],
  IOERR: ['ledger/disk', 'never'],
  FULL: ['ledger/disk', 'never'],
  READONLY: ['ledger/disk', 'never'],
  CANTOPEN: ['ledger/disk', 'never'],
  PERM: ['ledger/disk', 'never'],
  BUSY: ['ledger/locked', 'later'],
  LOCKED: ['ledger/locked', 'later'],
  PROTOCOL: ['ledger/locked', 'later'],
};

function meaning(code: string): readonly [FaultCode, Retry] {
  return PRIMARY[code.split('_')[1] ?? ''] ?? ['bug', 'never'];
}
