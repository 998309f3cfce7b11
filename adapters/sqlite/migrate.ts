import { Fault } from '../../agent/domain/fault.ts';
import { backupDatabase } from './backup-database.ts';
import { immediate } from './immediate.ts';
import type { Database } from './open-database.ts';

/** One change of the schema. Its number is its place in the list, so a published step is never moved or edited. */
export interface Step {
  readonly sql: string;
}

/** Options of `migrate`. */
export interface Migrate {
  /**
   * Called once, before the first step, on a file that already has tables; gets the version found. Default: a copy
   * beside the file, `<file>.v<found>.bak`.
   */
  readonly backup?: (found: number) => void;
}

/**
 * Brings the schema to the last of `steps`. Each step and its PRAGMA user_version are one immediate transaction: after
 * a failure or a crash the schema is as it was before the step. Throws Fault `ledger/newer-schema` when a newer agent
 * wrote the file, and what the backup or a step throws.
 */
export function migrate(db: Database, steps: readonly Step[], options: Migrate = {}): void {
  const found = versionOf(db);
  if (found > steps.length) throw new Fault('ledger/newer-schema', { found, known: steps.length });
  if (found === steps.length) return;
  const backup = options.backup ?? ((version: number) => backupDatabase(db, `${db.name}.v${version}.bak`));
  if (found > 0) backup(found);
  for (const [index, step] of steps.entries()) {
    if (index >= found) applyStep(db, step, index + 1);
  }
}

function applyStep(db: Database, step: Step, version: number): void {
  immediate(db, () => {
    // Another process may have made the step while this one waited for the lock.
    if (versionOf(db) >= version) return;
    db.exec(step.sql);
    if (!db.inTransaction) throw new Fault('bug', { where: `schema step ${version} ends its transaction` });
    const orphans = db.pragma('foreign_key_check') as readonly unknown[];
    if (orphans.length > 0) throw new Fault('bug', { where: `schema step ${version} leaves orphans` });
    db.pragma(`user_version = ${version}`);
  });
}

function versionOf(db: Database): number {
  return Number(db.pragma('user_version', { simple: true }));
}
