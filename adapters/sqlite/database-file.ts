import { closeSync, lstatSync, openSync } from 'node:fs';
import { Fault } from '../../agent/domain/fault.ts';

/**
 * Makes sure that `file` is a regular file. A new one is made empty with mode 0600, which SQLite gives to -wal and -shm
 * too. An existing one is not opened: closing any descriptor of a file drops this process's POSIX locks on it
 * (sqlite.org/howtocorrupt.html §2.2). Throws Fault `ledger/disk`, also for a link, a folder or a device.
 */
export function databaseFile(file: string): void {
  try {
    closeSync(openSync(file, 'wx', 0o600));
    return;
  } catch (error) {
    if (reason(error) !== 'EEXIST') throw new Fault('ledger/disk', { why: reason(error) }, { cause: error });
  }
  regularFile(file);
}

/** Throws Fault `ledger/disk` unless `file` is an existing regular file. A symbolic link is none. */
export function regularFile(file: string): void {
  const found = lstatSync(file, { throwIfNoEntry: false });
  if (found === undefined) throw new Fault('ledger/disk', { why: 'ENOENT' });
  if (!found.isFile()) throw new Fault('ledger/disk', { why: 'not a regular file' });
}

function reason(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}
