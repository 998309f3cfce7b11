import type { Books, LedgerView, StoredDecision } from '../../../agent/ports/ledger.ts';
import { body, json, type SqliteBook } from './sqlite-book.ts';

type Reads = Pick<LedgerView, 'decision' | 'decisions'>;
type Writes = Pick<Books, 'decide'>;

/** Decisions of SOP step 5 with all their terms; never changed. */
export function sqliteDecisions(book: SqliteBook): Reads & Writes {
  return {
    decision: (id) => book.one('SELECT id, body FROM decisions WHERE id = ?', decisionOf, id),
    decisions: (request) => book.all('SELECT id, body FROM decisions WHERE request = ? ORDER BY id', decisionOf, request),
    decide: (decision) => book.write('INSERT INTO decisions (request, body) VALUES (?, ?)', decision.request, json(decision)),
  };
}

function decisionOf(row: Parameters<typeof body>[0]): StoredDecision {
  return { ...body<Omit<StoredDecision, 'id'>>(row), id: Number(row['id']) };
}
