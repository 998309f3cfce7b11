import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sqliteAudit } from '../../../adapters/ledger/sqlite/sqlite-audit.ts';
import { openSqliteLedger } from '../../../adapters/ledger/sqlite/sqlite-ledger.ts';
import { type Database, openDatabase } from '../../../adapters/sqlite/open-database.ts';
import { type AuditEntry, auditHash, brokenAt } from '../../../agent/domain/audit-entry.ts';
import { canonicalJson } from '../../../agent/domain/digest.ts';
import { draft } from './ledger-pieces.ts';

const VERIFIER = fileURLToPath(new URL('../../../scripts/verify-audit.mjs', import.meta.url));
const ENTRIES = 60;
/** Logs on which the two verifiers are compared; 1,000 with LONG=1. */
const LOGS = process.env['LONG'] === undefined ? 30 : 1000;
const SEED = 11;

let folder = '';
let file = '';
let db: Database;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ledger-'));
  file = join(folder, 'ledger.db');
  const ledger = openSqliteLedger({ file });
  ledger.record((books) => {
    for (let i = 0; i < ENTRIES; i += 1)
      books.enter(
        draft(
          `test/${i % 7}`,
          { i, text: `é\u2028"${i}\uD83D\uDE00`, deep: { z: [i], a: null } },
          i % 3 === 0 ? null : i,
        ),
      );
  });
  ledger.close();
  db = openDatabase(file, { synchronous: 'FULL' });
});
afterEach(async () => {
  db.close();
  await rm(folder, { recursive: true });
});

const log = (): readonly AuditEntry[] => sqliteAudit(db).view.audit(1, ENTRIES + 2);

/**
 * Edits of one row by somebody who can write the file, triggers gone, and the first entry that must be found broken.
 */
const EDITS: Readonly<Record<string, (seq: number) => { readonly sql: string; readonly broken: number }>> = {
  at: (seq) => ({ sql: `UPDATE audit SET at = at + 1 WHERE seq = ${seq}`, broken: seq }),
  actor: (seq) => ({
    sql: `UPDATE audit SET actor = '{"kind":"agency","agency":"x","recordedBy":null}' WHERE seq = ${seq}`,
    broken: seq,
  }),
  act: (seq) => ({ sql: `UPDATE audit SET act = act || ' ' WHERE seq = ${seq}`, broken: seq }),
  request: (seq) => ({ sql: `UPDATE audit SET request = coalesce(request, 0) + 1 WHERE seq = ${seq}`, broken: seq }),
  facts: (seq) => ({ sql: `UPDATE audit SET facts = json_set(facts, '$.i', -1) WHERE seq = ${seq}`, broken: seq }),
  prev: (seq) => ({ sql: `UPDATE audit SET prev = '${'e'.repeat(64)}' WHERE seq = ${seq}`, broken: seq }),
  hash: (seq) => ({ sql: `UPDATE audit SET hash = '${'e'.repeat(64)}' WHERE seq = ${seq}`, broken: seq }),
  delete: (seq) => ({ sql: `DELETE FROM audit WHERE seq = ${seq}`, broken: seq }),
  'delete and close up': (seq) => ({
    sql:
      `DELETE FROM audit WHERE seq = ${seq}; UPDATE audit SET seq = -seq WHERE seq > ${seq}; UPDATE audit ` +
      `SET seq = -seq - 1 WHERE seq < 0`,
    broken: seq,
  }),
  swap: (seq) => ({
    sql:
      `UPDATE audit SET seq = 0 WHERE seq = ${seq}; UPDATE audit SET seq = ${seq} WHERE seq = ${seq + 1}; ` +
      `UPDATE audit SET seq = ${seq + 1} WHERE seq = 0`,
    broken: seq,
  }),
  insert: (seq) => ({
    sql: `UPDATE audit SET seq = -seq - 1 WHERE seq >= ${seq}; UPDATE audit SET seq = -seq WHERE seq < 0;
      INSERT INTO audit SELECT ${seq}, prev, '${'d'.repeat(64)}', at, actor, act, request, facts
      FROM audit WHERE seq = ${seq + 1}`,
    broken: seq,
  }),
};

/** The log as it reads after `sql`, which is undone. */
function edited(sql: string): readonly AuditEntry[] {
  db.exec('BEGIN; DROP TRIGGER audit_no_update; DROP TRIGGER audit_no_delete; DROP TRIGGER audit_next_only');
  try {
    db.exec(sql);
    return log();
  } finally {
    db.exec('ROLLBACK');
  }
}

function verify(entries: readonly AuditEntry[], args: readonly string[] = []) {
  return verifyText(entries.map((e) => `${canonicalJson(e)}\n`).join(''), args);
}

function verifyText(input: string, args: readonly string[] = []) {
  const { status, stdout } = spawnSync(process.execPath, [VERIFIER, ...args], { input, encoding: 'utf8' });
  return { status, broken: Number(/^BROKEN at entry (\d+)/.exec(stdout)?.[1] ?? Number.NaN), said: stdout.trim() };
}

describe('the audit chain', () => {
  test('as written it holds, by both verifiers', () => {
    const entries = log();
    expect(brokenAt(entries)).toBeUndefined();
    expect(verify(entries)).toMatchObject({
      status: 0,
      said: `WHOLE: ${ENTRIES} entries, head ${ENTRIES}:${entries.at(-1)?.hash}`,
    });
  });

  test.each(Object.keys(EDITS))('%s: found at each entry, at the right place', (kind) => {
    const missed: number[] = [];
    for (let seq = 1; seq < ENTRIES; seq += 1) {
      const { sql, broken } = EDITS[kind]!(seq);
      if (brokenAt(edited(sql)) !== broken) missed.push(seq);
    }
    expect(missed).toEqual([]);
  });

  test('an edit with its own hash made new breaks the entry after it', () => {
    for (let seq = 1; seq < ENTRIES; seq += 1) {
      const entries = log().map((e) => (e.seq === seq ? { ...e, act: 'x', hash: auditHash({ ...e, act: 'x' }) } : e));
      expect(brokenAt(entries)).toBe(seq + 1);
    }
  });

  test('a cut tail and a chain made new hold by themselves: only a head noted elsewhere shows them', () => {
    const entries = log();
    const head = `${ENTRIES}:${entries.at(-1)?.hash.slice(0, 16)}`;
    expect(verify(entries, ['--anchor', head])).toMatchObject({ status: 0 });
    const cut = entries.slice(0, -1);
    expect([brokenAt(cut), verify(cut).status, verify(cut, ['--anchor', head]).status]).toEqual([undefined, 0, 1]);
    const made: AuditEntry[] = [];
    for (const e of entries) {
      const linked = { ...e, act: `x${e.act}`, prev: made.at(-1)?.hash ?? '0'.repeat(64) };
      made.push({ ...linked, hash: auditHash(linked) });
    }
    expect([brokenAt(made), verify(made).status, verify(made, ['--anchor', head]).broken]).toEqual([
      undefined,
      0,
      ENTRIES,
    ]);
  });

  test('a log that begins later is checked from what came before', () => {
    const entries = log();
    const before = entries[9]!;
    const rest = entries.slice(10);
    expect(brokenAt(rest, before)).toBeUndefined();
    expect(verify(rest, ['--after', `10:${before.hash}`]).status).toBe(0);
    expect(verify(rest)).toMatchObject({ status: 1, broken: 1 });
  });

  test(`the stand-alone verifier never disagrees, ${LOGS} logs (seed ${SEED})`, () => {
    const kinds = Object.keys(EDITS);
    let random = SEED;
    const next = (below: number) => (random = (random * 1_103_515_245 + 12_345) % 2_147_483_648) % below;
    let disagreements = 0;
    for (let i = 0; i < LOGS; i += 1) {
      const seqs = [1 + next(ENTRIES - 1), 1 + next(ENTRIES - 1)].slice(0, i % 3);
      const entries = edited(
        seqs
          .map((seq) =>
            EDITS[kinds[next(kinds.length)]!]!(seq).sql.replaceAll('d'.repeat(64), seq.toString(16).padStart(64, 'd')),
          )
          .join(';'),
      );
      const ours = brokenAt(entries);
      const theirs = verify(entries);
      if (ours === undefined ? theirs.status !== 0 : theirs.broken !== ours) disagreements += 1;
    }
    console.log(`verifiers: ${LOGS} logs, ${disagreements} disagreements`);
    expect(disagreements).toBe(0);
  }, 300_000);

  test('text that only looks like an entry is refused, and a usage error is told apart', () => {
    const [first] = log();
    const line = canonicalJson(first);
    for (const text of [
      `${line.replace('"act":', '"act":"other","act":')}\n`,
      `${JSON.stringify(first, null, 1)}\n`,
      `${canonicalJson({ ...first, extra: 1 })}\n`,
      `${line} \n`,
      `${line}\r\n`,
      'null\n',
      '[]\n',
      '{}\n',
      '\n',
      'no json\n',
      '',
    ]) {
      expect(verifyText(text), text).toMatchObject({ status: 1, broken: 1 });
    }
    expect(verifyText(line).status).toBe(0);
    for (const args of [['--after'], ['--anchor', '1:xyz'], ['log.json']])
      expect(verifyText(line, args).status).toBe(2);
  });

  test.each(['act', 'delete and close up', 'hash'])(
    'a ledger whose newest entry was changed (%s) does not open',
    (kind) => {
      const seq = kind === 'hash' ? ENTRIES : ENTRIES - 1;
      db.exec('DROP TRIGGER audit_no_update; DROP TRIGGER audit_no_delete; DROP TRIGGER audit_next_only');
      db.exec(EDITS[kind]!(seq).sql);
      db.close();
      expect(() => openSqliteLedger({ file })).toThrow('ledger/corrupt');
    },
  );
});
