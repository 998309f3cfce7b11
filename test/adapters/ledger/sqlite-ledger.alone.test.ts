import { mkdtemp, open, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ledgerDoor } from '../../../adapters/ledger/sqlite/ledger-door.ts';
import { ledgerNouns } from '../../../adapters/ledger/sqlite/ledger-nouns.ts';
import { LEDGER_SCHEMA } from '../../../adapters/ledger/sqlite/ledger-schema.ts';
import { openSqliteLedger } from '../../../adapters/ledger/sqlite/sqlite-ledger.ts';
import { migrate } from '../../../adapters/sqlite/migrate.ts';
import type * as OpenModule from '../../../adapters/sqlite/open-database.ts';
import { type Database, type OpenDatabase, openDatabase } from '../../../adapters/sqlite/open-database.ts';
import { Fault } from '../../../agent/domain/fault.ts';
import { quietLog } from '../../fakes/quiet-log.ts';
import { AGENCY, draft, EIGHT, later, message, opened, table, withLine } from './ledger-pieces.ts';

/** Every connection that the adapter opens, and what it asked for; `weaken` is the mutation. */
const seam = vi.hoisted(() => ({ opened: [] as { db: Database; asked: OpenDatabase }[], weaken: false }));
vi.mock('../../../adapters/sqlite/open-database.ts', async (original) => {
  const real = await original<typeof OpenModule>();
  return {
    ...real,
    openDatabase(path: string, asked: OpenDatabase) {
      const db = real.openDatabase(path, seam.weaken ? { ...asked, synchronous: 'NORMAL' } : asked);
      seam.opened.push({ db, asked });
      return db;
    },
  };
});

let folder = '';
let file = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ledger-'));
  file = join(folder, 'ledger.db');
  seam.opened = [];
  seam.weaken = false;
});
afterEach(() => rm(folder, { recursive: true }));

const synchronous = (): readonly unknown[] => seam.opened.map(({ db }) => db.pragma('synchronous', { simple: true }));

describe('sqlite ledger: opening', () => {
  test('synchronous reads back FULL on each connection, new, reopened and after writing; the control does not', () => {
    for (let round = 0; round < 2; round += 1) {
      const ledger = openSqliteLedger({ file });
      ledger.record((books) => opened(books, `BW-2026-000${round + 1}`));
      expect(synchronous()).toEqual([2]);
      const [only] = seam.opened;
      expect([
        only?.db.pragma('journal_mode', { simple: true }),
        only?.db.pragma('foreign_keys', { simple: true }),
      ]).toEqual(['wal', 1]);
      ledger.close();
      seam.opened = [];
    }
    seam.weaken = true;
    const weak = openSqliteLedger({ file });
    expect(synchronous()).toEqual([1]);
    weak.close();
  });

  test('the files are for their owner alone', async () => {
    const ledger = openSqliteLedger({ file });
    ledger.record((books) => books.enter(draft('x')));
    const modes = await Promise.all(
      ['', '-wal', '-shm', '.lock'].map(async (end) => (await stat(file + end)).mode & 0o777),
    );
    expect(modes).toEqual([0o600, 0o600, 0o600, 0o600]);
    ledger.close();
  });

  test('a newer schema, damage, or no database at all is refused, and the lock let go', async () => {
    openSqliteLedger({ file }).close();
    const db = openDatabase(file, { synchronous: 'FULL' });
    db.pragma(`user_version = ${LEDGER_SCHEMA.length + 1}`);
    expect(() => openSqliteLedger({ file })).toThrow('ledger/newer-schema');
    db.pragma(`user_version = ${LEDGER_SCHEMA.length}`);
    db.close();
    openSqliteLedger({ file }).close();
    const text = join(folder, 'text.db');
    await writeFile(text, 'no database, but long enough to be looked at '.repeat(20));
    expect(() => openSqliteLedger({ file: text })).toThrow('ledger/corrupt');
    expect(() => openSqliteLedger({ file: join(folder, 'none', 'ledger.db') })).toThrow('ledger/disk');
  });

  test('no damaged page is used in silence: opening refuses it, or the reading that meets it', async () => {
    const ledger = openSqliteLedger({ file });
    ledger.record((books) => {
      for (let i = 1; i <= 300; i += 1) opened(books, `BW-2026-${1000 + i}`);
    });
    ledger.close();
    const { size } = await stat(file);
    let [refused, met, unused] = [0, 0, 0];
    for (let page = 0; page < size / 4096; page += 1) {
      const handle = await open(file, 'r+');
      const before = Buffer.alloc(4096);
      await handle.read(before, 0, 4096, page * 4096);
      await handle.write(Buffer.alloc(4096, 0xa5), 0, 4096, page * 4096);
      try {
        const damaged = openSqliteLedger({ file });
        try {
          expect(damaged.requests('all')).toHaveLength(300);
          unused += 1;
        } catch (error) {
          expect(error).toBeInstanceOf(Fault);
          met += 1;
        } finally {
          damaged.close();
        }
      } catch (error) {
        expect(error).toMatchObject({ code: 'ledger/corrupt' });
        refused += 1;
      }
      for (const end of ['-wal', '-shm']) await rm(file + end, { force: true });
      await handle.write(before, 0, 4096, page * 4096);
      await handle.close();
    }
    console.log(
      `damaged pages: ${size / 4096}, refused at opening ${refused}, at reading ${met}, without effect ${unused}`,
    );
    expect([met, unused]).toEqual([0, 0]);
    openSqliteLedger({ file }).close();
  }, 300_000);

  test('it says that it is open, and how far the audit goes', () => {
    const log = quietLog();
    openSqliteLedger({ file, log }).close();
    expect(log.lines).toEqual([{ level: 'info', fields: { file, audited: 0 }, words: 'ledger open' }]);
  });
});

describe('sqlite ledger: after a fault of the disk', () => {
  test('a full disk ends all writing, once, loudly; reading goes on', () => {
    const db = openDatabase(file, { synchronous: 'FULL' });
    migrate(db, LEDGER_SCHEMA);
    const log = quietLog();
    const door = ledgerDoor(db, log);
    const nouns = ledgerNouns(db);
    const [books, view] = [door.inside('record', nouns.books), door.anytime(nouns.reads)];
    door.pass('record', () => books.enter(draft('before')));
    db.pragma(`max_page_count = ${Number(db.pragma('page_count', { simple: true })) + 2}`);
    const big = () => door.pass('record', () => books.enter(draft('big', { text: 'x'.repeat(100_000) })));
    expect(big).toThrow('ledger/disk');
    db.pragma('max_page_count = 1000000');
    const work = vi.fn<() => void>();
    for (const again of [big, () => door.pass('record', work), () => door.pass('observe', work)]) {
      expect(again).toThrow(expect.objectContaining({ code: 'ledger/disk', facts: { why: 'SQLITE_FULL' } }));
    }
    expect(work).not.toHaveBeenCalled();
    expect(view.auditHead().seq).toBe(1);
    expect(log.lines.map((line) => [line.level, line.fields])).toEqual([
      ['error', { code: 'ledger/disk', why: 'SQLITE_FULL' }],
    ]);
    db.close();
  });

  test('work that swallows the fault writes nothing more and is not committed', () => {
    const db = openDatabase(file, { synchronous: 'FULL' });
    migrate(db, LEDGER_SCHEMA);
    const door = ledgerDoor(db);
    const nouns = ledgerNouns(db);
    const [books, listed] = [door.inside('record', nouns.books), door.changing('record', nouns.listed)];
    db.pragma(`max_page_count = ${Number(db.pragma('page_count', { simple: true })) + 2}`);
    const swallow = () =>
      door.pass('record', () => {
        books.enter(draft('first'));
        expect(() => books.enter(draft('big', { text: 'x'.repeat(100_000) }))).toThrow('ledger/disk');
        expect(() => listed.putAgency(AGENCY)).toThrow('ledger/disk');
      });
    expect(swallow).toThrow(expect.objectContaining({ code: 'ledger/disk', facts: { why: 'SQLITE_FULL' } }));
    expect([nouns.reads.auditHead().seq, nouns.lists.agencies()]).toEqual([0, []]);
    db.close();
  });

  test('stored text that cannot be ours is refused where it is read, and stops nothing else', () => {
    const ledger = openSqliteLedger({ file });
    ledger.record((books) => opened(books, 'BW-2026-0001'));
    seam.opened[0]?.db.exec(`UPDATE request SET stage = '{"at":"received"}', targets = '7'`);
    expect(() => ledger.request(1)).toThrow('ledger/corrupt');
    ledger.record((books) => books.enter(draft('x')));
    expect(ledger.auditHead().seq).toBeGreaterThan(1);
    ledger.close();
  });
});

describe('sqlite ledger: how it looks things up', () => {
  test('no reading walks a table but those that read all of it', () => {
    const db = openDatabase(file, { synchronous: 'FULL' });
    migrate(db, LEDGER_SCHEMA);
    const prepared: string[] = [];
    const prepare = db.prepare.bind(db);
    vi.spyOn(db, 'prepare').mockImplementation((sql: string) => {
      prepared.push(sql);
      return prepare(sql);
    });
    ledgerNouns(db);
    const walking = prepared.filter((sql) => {
      const values: unknown[] = Array(sql.split('?').length - 1).fill(1);
      const steps = sql.startsWith('SELECT')
        ? prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(...values)
        : [];
      return steps.some(
        ({ detail }) => detail.startsWith('SCAN') && !/INDEX request_open|INDEX outbox_waiting/.test(detail),
      );
    });
    expect(prepared.length).toBeGreaterThan(50);
    expect(walking.filter((sql) => !/^SELECT \* FROM \w+ ORDER BY \w+(?:, \w+)*$/.test(sql))).toEqual([
      'SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1',
    ]);
    db.close();
  });

  test('a table that did not change is not written again', () => {
    const ledger = openSqliteLedger({ file });
    const db = seam.opened[0]!.db;
    const walPages = (ms: number) => {
      db.pragma('wal_checkpoint(TRUNCATE)');
      ledger.observe((notes) => notes.observed(table('core', 500, later(ms))));
      return Number((db.pragma('wal_checkpoint(PASSIVE)') as { log: number }[])[0]?.log);
    };
    const [first, second] = [walPages(0), walPages(60_000)];
    console.log(`a table of 500 queues: ${first} pages, unchanged ${second}`);
    expect(first).toBeGreaterThan(30);
    expect(second).toBeLessThan(4);
    ledger.close();
  });

  test('an empty record, and one that changes nothing, costs no write', async () => {
    const ledger = openSqliteLedger({ file });
    ledger.record((books) => {
      withLine(books);
      books.enqueue(message('k', { at: EIGHT }));
    });
    const before = (await stat(`${file}-wal`)).size;
    for (let i = 0; i < 20; i += 1) {
      ledger.record((books) => books.enqueue(message('k')));
      ledger.record((books) => books.requests('open'));
      ledger.observe((notes) => notes.cursor('none', ''));
      ledger.observe((notes) => notes.cursor('none', ''));
    }
    const written = (await stat(`${file}-wal`)).size - before;
    expect(written).toBeLessThanOrEqual(2 * (4096 + 24));
    ledger.close();
  });
});
