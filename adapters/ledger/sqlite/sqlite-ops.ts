import type { Moment } from '../../../agent/domain/moment.ts';
import type { Notes } from '../../../agent/ports/ledger.ts';
import type { Op } from '../../../agent/shaping/op.ts';
import type { Database } from '../../sqlite/open-database.ts';
import { newId, oneRow } from './ledger-columns.ts';
import type { LedgerPart } from './ledger-part.ts';
import { CHANGE, documentFrom, documentText, documentTextOrNull, EVIDENCE } from './stored-documents.ts';

interface OpRow {
  readonly id: number;
  readonly plan: number;
  readonly router: string;
  readonly request: number | null;
  readonly change: string;
  readonly intended_at: Moment;
  readonly state: Op['state'];
  readonly refused: string | null;
  readonly settled_at: Moment | null;
  readonly evidence: string | null;
}

/**
 * Intents and what came of them. A plan has at most one open op, and a settled op stays as it is: the schema refuses
 * the rest.
 */
export interface Ops extends LedgerPart<'op' | 'openOps' | 'ops' | 'opsOfPlan' | 'opsSince', 'intend' | 'settle'> {
  readonly notes: Pick<Notes, 'refused'>;
}

export function sqliteOps(db: Database): Ops {
  const one = db.prepare<[number], OpRow>('SELECT * FROM op WHERE id = ?');
  const open = db.prepare<[string], OpRow>(`SELECT * FROM op WHERE state = 'open' AND router = ? ORDER BY id`);
  const ofRequest = db.prepare<[number], OpRow>('SELECT * FROM op WHERE request = ? ORDER BY id');
  const ofPlan = db.prepare<[number], OpRow>('SELECT * FROM op WHERE plan = ? ORDER BY id');
  const since = db.prepare<[Moment], OpRow>(
    'SELECT * FROM op INDEXED BY op_intended WHERE intended_at >= ? ORDER BY id',
  );
  const insert = db.prepare('INSERT INTO op (plan, router, request, change, intended_at) VALUES (?, ?, ?, ?, ?)');
  const settle = db.prepare(`UPDATE op SET state = ?, settled_at = ?, evidence = ? WHERE id = ? AND state = 'open'`);
  const refuse = db.prepare(`UPDATE op SET refused = ? WHERE id = ? AND state = 'open'`);
  return {
    view: {
      op(id) {
        const row = one.get(id);
        return row === undefined ? undefined : opOf(row);
      },
      openOps: (router) => open.all(router).map(opOf),
      ops: (request) => ofRequest.all(request).map(opOf),
      opsOfPlan: (plan) => ofPlan.all(plan).map(opOf),
      opsSince: (at) => since.all(at).map(opOf),
    },
    books: {
      intend: ({ plan, router, request, change, intendedAt }) =>
        newId(insert.run(plan, router, request, documentText(CHANGE, change), intendedAt)),
      settle(id, state, at, evidence) {
        oneRow(settle.run(state, at, documentTextOrNull(EVIDENCE, evidence), id), 'settle', id);
      },
    },
    notes: {
      refused(id, message) {
        oneRow(refuse.run(message, id), 'refused', id);
      },
    },
  };
}

function opOf(row: OpRow): Op {
  const { id, plan, router, request, intended_at: intendedAt, state, refused, settled_at: settledAt, evidence } = row;
  return {
    id,
    plan,
    router,
    request,
    intendedAt,
    state,
    refused,
    settledAt,
    change: documentFrom(CHANGE, row.change),
    evidence: evidence === null ? null : documentFrom(EVIDENCE, evidence),
  };
}
