import { Fault } from '../../../agent/domain/fault.ts';
import type { Moment } from '../../../agent/domain/moment.ts';
import type { Books, LedgerView, Notes } from '../../../agent/ports/ledger.ts';
import type { Op } from '../../../agent/shaping/op.ts';
import { body, json, type SqliteBook } from './sqlite-book.ts';

type Reads = Pick<LedgerView, 'op' | 'openOps' | 'ops' | 'opsOfPlan' | 'opsSince'>;
type Writes = Pick<Books, 'intend' | 'settle'> & Pick<Notes, 'refused'>;

/** Intents and what became of them. An op is settled once. */
export function sqliteOps(book: SqliteBook): Reads & Writes {
  return {
    op: (id) => book.one('SELECT * FROM ops WHERE id = ?', opOf, id),
    openOps: (router) => book.all("SELECT * FROM ops WHERE router = ? AND state = 'open' ORDER BY id", opOf, router),
    ops: (request) => book.all('SELECT * FROM ops WHERE request = ? ORDER BY id', opOf, request),
    opsOfPlan: (plan) => book.all('SELECT * FROM ops WHERE plan = ? ORDER BY id', opOf, plan),
    opsSince: (at) => book.all('SELECT * FROM ops WHERE intended_at >= ? ORDER BY id', opOf, at),
    intend(op) {
      const sql = 'INSERT INTO ops (plan, router, request, change, intended_at) VALUES (?, ?, ?, ?, ?)';
      return book.write(sql, op.plan, op.router, op.request, json(op.change), op.intendedAt);
    },
    settle(id, state, at, evidence) {
      const before = book.written();
      book.write("UPDATE ops SET state = ?, settled_at = ?, evidence = ? WHERE id = ? AND state = 'open'", state, at, json(evidence), id);
      if (book.written() === before) throw new Fault('bug', { where: 'ledger.settle', op: id });
    },
    refused(id, message) {
      book.write("UPDATE ops SET refused = ? WHERE id = ? AND state = 'open'", message.slice(0, 500), id);
    },
  };
}

function opOf(row: Parameters<typeof body>[0]): Op {
  return {
    id: Number(row['id']),
    plan: Number(row['plan']),
    router: String(row['router']),
    request: row['request'] === null ? null : Number(row['request']),
    change: body(row, 'change'),
    intendedAt: Number(row['intended_at']) as Moment,
    state: row['state'] as Op['state'],
    refused: row['refused'] === null ? null : String(row['refused']),
    settledAt: row['settled_at'] === null ? null : (Number(row['settled_at']) as Moment),
    evidence: row['evidence'] === null ? null : body(row, 'evidence'),
  };
}
