import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { backupDatabase } from '../../../adapters/sqlite/backup-database.ts';
import { migrate } from '../../../adapters/sqlite/migrate.ts';
import type { Database } from '../../../adapters/sqlite/open-database.ts';
import { openDatabase } from '../../../adapters/sqlite/open-database.ts';

const FIRST = { sql: 'CREATE TABLE a (x)' };
const SECOND = { sql: 'CREATE TABLE b (x); INSERT INTO a VALUES (2)' };
const CHILD = fileURLToPath(new URL('sqlite-child.ts', import.meta.url));

let folder = '';
let db: Database;

const tables = (of = db) => of.prepare('SELECT name FROM sqlite_schema ORDER BY name').pluck().all();
const version = (of = db) => of.pragma('user_version', { simple: true });

const noRoom = () => {
  throw new Error('no room');
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'migrate-'));
  db = openDatabase(join(folder, 'test.db'), { synchronous: 'FULL' });
});
afterEach(async () => {
  db.close();
  await rm(folder, { recursive: true });
});

describe('migrate', () => {
  test('takes the steps in order, once', () => {
    migrate(db, [FIRST, SECOND]);
    migrate(db, [FIRST, SECOND]);
    expect(tables()).toEqual(['a', 'b']);
    expect(version()).toBe(2);
    expect(db.prepare('SELECT x FROM a').pluck().all()).toEqual([2]);
  });

  test('a step that fails in its second statement leaves the schema before it whole', () => {
    expect(() => migrate(db, [FIRST, { sql: 'CREATE TABLE b (x); INSERT INTO nowhere VALUES (1)' }])).toThrow('bug');
    expect(tables()).toEqual(['a']);
    expect(version()).toBe(1);
  });

  test('a process killed in a step leaves the schema before it whole', async () => {
    db.close();
    const child = spawn(process.execPath, ['--import', 'tsx', CHILD, 'die', join(folder, 'test.db')], {
      stdio: 'inherit',
    });
    const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
    expect(signal).toBe('SIGKILL');
    db = openDatabase(join(folder, 'test.db'), { synchronous: 'FULL' });
    expect([tables(), version()]).toEqual([['a'], 1]);
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    migrate(db, [FIRST, SECOND]);
    expect([tables(), version()]).toEqual([['a', 'b'], 2]);
  });

  test('copies the file before the first step on tables that stand, not before the first of all', async () => {
    migrate(db, [FIRST]);
    expect((await readdir(folder)).filter((name) => name.endsWith('.bak'))).toEqual([]);
    db.exec('INSERT INTO a VALUES (1)');
    migrate(db, [FIRST, SECOND]);
    const copy = openDatabase(join(folder, 'test.db.v1.bak'), { synchronous: 'FULL' });
    expect([tables(copy), version(copy), copy.prepare('SELECT x FROM a').pluck().all()]).toEqual([['a'], 1, [1]]);
    copy.close();
  });

  test('without its copy it does not begin', () => {
    migrate(db, [FIRST]);
    expect(() => migrate(db, [FIRST, SECOND], { backup: noRoom })).toThrow('no room');
    expect([tables(), version()]).toEqual([['a'], 1]);
  });

  test('refuses what a newer agent wrote', () => {
    migrate(db, [FIRST, SECOND]);
    expect(() => migrate(db, [FIRST])).toThrow(
      expect.objectContaining({ code: 'ledger/newer-schema', facts: { found: 2, known: 1 } }) as Error,
    );
    expect(version()).toBe(2);
  });

  test('refuses a step that ends its own transaction or leaves orphans', () => {
    expect(() => migrate(db, [{ sql: 'CREATE TABLE a (x); COMMIT' }])).toThrow('bug');
    expect(version()).toBe(0);
    const orphan = {
      sql: `PRAGMA defer_foreign_keys = ON; CREATE TABLE p (id INTEGER PRIMARY KEY);
        CREATE TABLE c (p REFERENCES p); INSERT INTO c VALUES (1)`,
    };
    expect(() => migrate(db, [{ sql: 'CREATE TABLE IF NOT EXISTS a (x)' }, orphan])).toThrow('bug');
    expect([tables(), version()]).toEqual([['a'], 1]);
  });
});

describe('backupDatabase', () => {
  test('replaces an older copy as a whole, for the owner alone, and leaves no half', async () => {
    const target = join(folder, 'copy.db');
    db.exec('CREATE TABLE a (x)');
    backupDatabase(db, target);
    db.exec('CREATE TABLE b (x)');
    backupDatabase(db, target);
    const copy = openDatabase(target, { synchronous: 'FULL' });
    expect(tables(copy)).toEqual(['a', 'b']);
    copy.close();
    expect((await stat(target)).mode & 0o777).toBe(0o600);
    expect((await readdir(folder)).filter((name) => name.includes('partial'))).toEqual([]);
  });

  test('a target that cannot be written is the disk', () => {
    expect(() => backupDatabase(db, join(folder, 'no', 'copy.db'))).toThrow('ledger/disk');
  });
});
