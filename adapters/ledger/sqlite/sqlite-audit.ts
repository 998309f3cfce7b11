import { type AuditEntry, auditHash, FIRST_PREV } from '../../../agent/domain/audit-entry.ts';
import type { Moment } from '../../../agent/domain/moment.ts';
import type { Books, LedgerView } from '../../../agent/ports/ledger.ts';
import { body, json, type SqliteBook } from './sqlite-book.ts';

/** The audit chain: appended, never changed; three triggers stand guard in the schema. */
export function sqliteAudit(book: SqliteBook): Pick<LedgerView, 'audit' | 'auditHead'> & Pick<Books, 'enter'> {
  const head = (): { seq: number; hash: string } =>
    book.one('SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1', (row) => ({ seq: Number(row['seq']), hash: String(row['hash']) })) ?? { seq: 0, hash: FIRST_PREV };
  return {
    auditHead: head,
    audit: (from, count) => book.all('SELECT * FROM audit WHERE seq >= ? ORDER BY seq LIMIT ?', entryOf, from, count),
    enter({ at, actor, act, request, facts }) {
      const { seq, hash: prev } = head();
      // Facts go through JSON first, so that the hash covers what will be read back.
      const draft = { seq: seq + 1, prev, at, actor, act, request, facts: JSON.parse(json(facts)) as AuditEntry['facts'] };
      const sql = 'INSERT INTO audit (seq, at, actor, act, request, facts, prev, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)';
      book.write(sql, draft.seq, at, json(actor), act, request, json(draft.facts), prev, auditHash(draft));
    },
  };
}

function entryOf(row: Parameters<typeof body>[0]): AuditEntry {
  return {
    seq: Number(row['seq']),
    at: Number(row['at']) as Moment,
    actor: body(row, 'actor'),
    act: String(row['act']),
    request: row['request'] === null ? null : Number(row['request']),
    facts: body(row, 'facts'),
    prev: String(row['prev']),
    hash: String(row['hash']),
  };
}
