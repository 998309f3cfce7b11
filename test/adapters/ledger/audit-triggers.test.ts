import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSqliteLedger } from '../../../adapters/ledger/sqlite/sqlite-ledger.ts';
import { type Database, openDatabase } from '../../../adapters/sqlite/open-database.ts';
import { draft } from './ledger-pieces.ts';

const HASH = (digit: string) => `'${digit.repeat(64)}'`;
const HEAD = '(SELECT hash FROM audit WHERE seq = 3)';
const values = (seq: string, prev: string) => `(${seq}, ${prev}, ${HASH('f')}, 0, '{"kind":"agent"}', 'x', NULL, '{}')`;

/** What somebody with SQL might try on three entries. */
const ATTEMPTS: readonly string[] = [
  `UPDATE audit SET act = 'x' WHERE seq = 2`,
  `UPDATE audit SET facts = facts`,
  `UPDATE OR REPLACE audit SET seq = 2 WHERE seq = 3`,
  `UPDATE OR IGNORE audit SET seq = 4 WHERE seq = 3`,
  `DELETE FROM audit WHERE seq = 3`,
  `DELETE FROM audit`,
  `REPLACE INTO audit VALUES ${values('2', '(SELECT hash FROM audit WHERE seq = 1)')}`,
  `REPLACE INTO audit VALUES ${values('3', '(SELECT hash FROM audit WHERE seq = 2)')}`,
  `INSERT OR REPLACE INTO audit VALUES ${values('1', HASH('0'))}`,
  `INSERT OR IGNORE INTO audit VALUES ${values('9', HEAD)}`,
  `INSERT INTO audit VALUES ${values('2', HEAD)} ON CONFLICT DO UPDATE SET act = 'x'`,
  `INSERT INTO audit VALUES ${values('3', HEAD)} ON CONFLICT (seq) DO NOTHING`,
  `INSERT INTO audit VALUES ${values('5', HEAD)}`,
  `INSERT INTO audit VALUES ${values('0', HASH('0'))}`,
  `INSERT INTO audit VALUES ${values('-1', HEAD)}`,
  `INSERT INTO audit VALUES ${values('NULL', HEAD)}`,
  `INSERT INTO audit VALUES ${values('4', HASH('0'))}`,
  `INSERT INTO audit VALUES ${values('4', 'NULL')}`,
  `INSERT INTO audit VALUES ${values('4', '(SELECT hash FROM audit WHERE seq = 2)')}`,
  `INSERT INTO audit VALUES ${values('4', HEAD)}, ${values('5', HEAD)}`,
];

let folder = '';
let db: Database;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ledger-'));
  const file = join(folder, 'ledger.db');
  const ledger = openSqliteLedger({ file });
  for (let i = 0; i < 3; i += 1) ledger.record((books) => books.enter(draft(`test/${i}`)));
  ledger.close();
  db = openDatabase(file, { synchronous: 'FULL' });
});
afterEach(async () => {
  db.close();
  await rm(folder, { recursive: true });
});

const rows = (): readonly unknown[] => db.prepare('SELECT * FROM audit ORDER BY seq').all();

/** Attempts that left a trace. */
function passing(): readonly string[] {
  const before = JSON.stringify(rows());
  return ATTEMPTS.filter((sql) => {
    db.exec('BEGIN');
    try {
      db.exec(sql);
    } catch {
      // Refused.
    }
    const passed = JSON.stringify(rows()) !== before;
    db.exec('ROLLBACK');
    return passed;
  });
}

describe('audit triggers', () => {
  test.each(['ON', 'OFF'])('nothing but the next entry passes, recursive_triggers %s', (recursive) => {
    db.pragma(`recursive_triggers = ${recursive}`);
    expect(passing()).toEqual([]);
    for (const sql of ATTEMPTS)
      expect(() => db.exec(sql), sql).toThrow(/audit (?:is append-only|takes the next entry only)|constraint failed/);
    console.log(`audit, recursive_triggers ${recursive}: ${ATTEMPTS.length} attempts, 0 passed`);
    db.exec(`INSERT INTO audit VALUES ${values('4', HEAD)}`);
    expect(rows()).toHaveLength(4);
  });

  test.each(['ON', 'OFF'])(
    'a next entry that repeats the hash of another makes no room for itself, recursive_triggers %s',
    (recursive) => {
      db.pragma(`recursive_triggers = ${recursive}`);
      const before = rows();
      db.exec(
        `INSERT OR REPLACE INTO audit SELECT 4, ${HEAD}, hash, at, actor, act, request, facts FROM audit WHERE seq = 2`,
      );
      expect(rows().slice(0, 3)).toEqual(before);
    },
  );

  test('the control: without the insert guard, replacing passes the other two where triggers do not recurse', () => {
    db.exec('DROP TRIGGER audit_next_only');
    db.pragma('recursive_triggers = OFF');
    expect(passing().filter((sql) => sql.includes('REPLACE INTO'))).toHaveLength(3);
  });

  test.each(['audit_no_update', 'audit_no_delete', 'audit_next_only'])(
    'the control: without %s something passes',
    (trigger) => {
      db.exec(`DROP TRIGGER ${trigger}`);
      db.pragma('recursive_triggers = OFF');
      expect(passing().length).toBeGreaterThan(0);
    },
  );

  test('a settled op stays, by SQL too', () => {
    db.exec(`INSERT INTO plan (id, router, owner, purpose, due_at) VALUES (1, 'core', 'o', 'pool', 0);
      INSERT INTO op (id, plan, router, change, intended_at, state, settled_at)
      VALUES (1, 1, 'core', '{}', 0, 'verified', 1)`);
    expect(() => db.exec(`UPDATE op SET state = 'open', settled_at = NULL`)).toThrow('a settled op stays');
  });
});
