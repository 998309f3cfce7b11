import { mkdir, mkdtemp, open, rm, stat, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { databaseFault } from '../../../adapters/sqlite/database-fault.ts';
import { immediate } from '../../../adapters/sqlite/immediate.ts';
import type { Database } from '../../../adapters/sqlite/open-database.ts';
import { openDatabase } from '../../../adapters/sqlite/open-database.ts';
import { Fault } from '../../../agent/domain/fault.ts';

let folder = '';
let file = '';
const opened: Database[] = [];
const reopen = (options: Parameters<typeof openDatabase>[1] = { synchronous: 'FULL' }) => {
  const db = openDatabase(file, options);
  opened.push(db);
  return db;
};
const faultOf = (work: () => unknown): Fault => {
  try {
    work();
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sqlite-'));
  file = join(folder, 'test.db');
});
afterEach(async () => {
  for (const db of opened.splice(0)) db.close();
  await rm(folder, { recursive: true });
});

describe('openDatabase', () => {
  test('FULL is still FULL after WAL met tables and on every reopening', () => {
    const first = reopen();
    first.exec('CREATE TABLE t (x INTEGER) STRICT; INSERT INTO t VALUES (1)');
    expect(first.pragma('synchronous', { simple: true })).toBe(2);
    first.close();
    const second = reopen();
    second.exec('INSERT INTO t VALUES (2)');
    expect(second.pragma('synchronous', { simple: true })).toBe(2);
    expect(second.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(reopen({ synchronous: 'NORMAL' }).pragma('synchronous', { simple: true })).toBe(1);
  });

  test('the guards are on: REPLACE fires delete triggers, foreign keys hold, the schema is not trusted', () => {
    const db = reopen();
    db.exec(`CREATE TABLE t (id INTEGER PRIMARY KEY); CREATE TABLE u (t REFERENCES t (id)); INSERT INTO t VALUES (1);
      CREATE TRIGGER kept BEFORE DELETE ON t BEGIN SELECT raise(ABORT, 'kept'); END`);
    expect(() => db.exec('REPLACE INTO t VALUES (1)')).toThrow('kept');
    expect(() => db.exec('INSERT INTO u VALUES (9)')).toThrow('FOREIGN KEY');
    expect(db.pragma('trusted_schema', { simple: true })).toBe(0);
    expect(db.pragma('cell_size_check', { simple: true })).toBe(1);
    expect(db.pragma('busy_timeout', { simple: true })).toBe(4000);
  });

  test('a new file and its companions are for the owner alone', async () => {
    reopen().exec('CREATE TABLE t (x)');
    for (const name of [file, `${file}-wal`, `${file}-shm`]) expect((await stat(name)).mode & 0o777).toBe(0o600);
  });

  test('integers are bigints where the caller asks for it, and settings are read back all the same', () => {
    const db = reopen({ synchronous: 'FULL', safeIntegers: true });
    expect(db.prepare('SELECT 9007199254740993 AS x').get()).toEqual({ x: 9_007_199_254_740_993n });
  });

  test('read-only reads and never writes, and makes no file', () => {
    expect(faultOf(() => reopen({ synchronous: 'FULL', readonly: true }))).toMatchObject({
      code: 'ledger/disk',
      facts: { why: 'ENOENT' },
    });
    reopen().exec('CREATE TABLE t (x)');
    const db = reopen({ synchronous: 'FULL', readonly: true });
    expect(db.prepare('SELECT count(*) AS n FROM t').get()).toEqual({ n: 0 });
    expect(faultOf(() => immediate(db, () => db.exec('DELETE FROM t')))).toMatchObject({ code: 'ledger/disk' });
  });

  test('what is no regular file is refused', async () => {
    await mkdir(file);
    expect(faultOf(reopen)).toMatchObject({ code: 'ledger/disk', facts: { why: 'not a regular file' } });
    await rm(file, { recursive: true });
    await writeFile(join(folder, 'elsewhere.db'), '');
    await symlink(join(folder, 'elsewhere.db'), file);
    expect(faultOf(reopen)).toMatchObject({ code: 'ledger/disk', facts: { why: 'not a regular file' } });
  });

  test('a folder that is not there is the disk; memory is no file', () => {
    expect(faultOf(() => openDatabase(join(folder, 'no', 'x.db'), { synchronous: 'FULL' }))).toMatchObject({
      facts: { why: 'ENOENT' },
    });
    expect(faultOf(() => openDatabase('', { synchronous: 'FULL' }))).toMatchObject({ code: 'ledger/disk' });
  });
});

describe('databaseFault', () => {
  test('a file that is no database, and one that was overwritten, are corrupt', async () => {
    await writeFile(file, 'this is a letter, not a database\n'.repeat(200));
    expect(faultOf(reopen)).toMatchObject({ code: 'ledger/corrupt', facts: { why: 'SQLITE_NOTADB' } });
    await rm(file);
    const db = reopen();
    db.exec(
      `CREATE TABLE t (x); WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20)
        INSERT INTO t SELECT hex(randomblob(200)) FROM n`,
    );
    db.close();
    const { size } = await stat(file);
    const handle = await open(file, 'r+');
    await handle.write(Buffer.alloc(size - 4096, 0xff), 0, size - 4096, 4096);
    await handle.close();
    const fault = faultOf(() =>
      immediate(reopen(), () => opened.at(-1)?.prepare('SELECT sum(length(x)) FROM t').get()),
    );
    expect(fault.code).toBe('ledger/corrupt');
    expect(fault.cause).toMatchObject({ code: expect.stringMatching(/^SQLITE_CORRUPT/) as string });
  });

  test('a file cut short is corrupt', async () => {
    const db = reopen();
    db.exec('CREATE TABLE t (x); CREATE TABLE u (x)');
    db.close();
    await truncate(file, 5000);
    expect(faultOf(() => immediate(reopen(), () => opened.at(-1)?.exec('INSERT INTO u VALUES (1)'))).code).toBe(
      'ledger/corrupt',
    );
  });

  test('a full disk is the disk, and the transaction is not half there', () => {
    const db = reopen();
    db.exec('CREATE TABLE t (x)');
    db.pragma('max_page_count = 4');
    const fill = () => {
      for (let i = 0; i < 100; i += 1) db.prepare('INSERT INTO t VALUES (zeroblob(4000))').run();
    };
    expect(faultOf(() => immediate(db, fill))).toMatchObject({
      code: 'ledger/disk',
      facts: { why: 'SQLITE_FULL' },
      retry: 'never',
    });
    expect(db.prepare('SELECT count(*) AS n FROM t').get()).toEqual({ n: 0 });
  });

  test('a lock that does not come free may be tried later', () => {
    const db = reopen();
    db.exec('CREATE TABLE t (x)');
    const other = reopen();
    other.pragma('busy_timeout = 0');
    db.exec('BEGIN IMMEDIATE');
    expect(faultOf(() => immediate(other, () => 1))).toMatchObject({ code: 'ledger/locked', retry: 'later' });
  });

  test('a broken rule of a table is a bug that names itself, a Fault stays itself', () => {
    const db = reopen();
    db.exec('CREATE TABLE t (x NOT NULL)');
    const fault = faultOf(() => immediate(db, () => db.exec('INSERT INTO t VALUES (NULL)')));
    expect(fault).toMatchObject({ code: 'bug', facts: { where: 'sqlite SQLITE_CONSTRAINT_NOTNULL' } });
    expect(databaseFault(fault)).toBe(fault);
    expect(databaseFault(new Error('other'))).toMatchObject({ code: 'bug' });
  });
});

describe('immediate', () => {
  test('commits what work did and hands its answer on', () => {
    const db = reopen();
    db.exec('CREATE TABLE t (x)');
    expect(immediate(db, () => db.prepare('INSERT INTO t VALUES (1)').run().changes)).toBe(1);
    expect(db.inTransaction).toBe(false);
  });

  test('what is thrown rolls back and arrives as it is', () => {
    const db = reopen();
    db.exec('CREATE TABLE t (x)');
    const stop = new RangeError('stop');
    const work = () => {
      db.exec('INSERT INTO t VALUES (1)');
      throw stop;
    };
    expect(() => immediate(db, work)).toThrow(stop);
    expect(db.prepare('SELECT count(*) AS n FROM t').get()).toEqual({ n: 0 });
  });

  test('holds the write lock before its first read', () => {
    const db = reopen();
    const other = reopen();
    other.pragma('busy_timeout = 0');
    db.exec('CREATE TABLE t (x)');
    immediate(db, () => {
      db.prepare('SELECT count(*) FROM t').get();
      expect(faultOf(() => immediate(other, () => 1)).code).toBe('ledger/locked');
    });
  });

  test('refuses a transaction inside a transaction, and one that would end later', () => {
    const db = reopen();
    expect(faultOf(() => immediate(db, () => immediate(db, () => 1))).code).toBe('bug');
    expect(db.inTransaction).toBe(false);
    expect(() => immediate(db, async () => 1)).toThrow(TypeError);
    expect(db.inTransaction).toBe(false);
  });
});
