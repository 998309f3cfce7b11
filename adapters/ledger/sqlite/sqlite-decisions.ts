import type { Moment } from '../../../agent/domain/moment.ts';
import type { Bps } from '../../../agent/domain/rate.ts';
import type { StoredDecision } from '../../../agent/ports/ledger.ts';
import type { Database } from '../../sqlite/open-database.ts';
import { newId, rateOrNull } from './ledger-columns.ts';
import type { LedgerPart } from './ledger-part.ts';
import { DECISION, documentFrom, documentText, INPUTS, NEED } from './stored-documents.ts';

interface DecisionRow {
  readonly id: number;
  readonly request: number;
  readonly at: Moment;
  readonly made_by: string;
  readonly terms: string;
  readonly decision: string;
  readonly need: string;
  readonly offer_down: Bps | null;
  readonly offer_up: Bps | null;
  readonly earliest: Moment | null;
}

/** Decisions of SOP step 5, each with all it rests on. Written once, never changed. */
export function sqliteDecisions(db: Database): LedgerPart<'decision' | 'decisions', 'decide'> {
  const one = db.prepare<[number], DecisionRow>('SELECT * FROM decision WHERE id = ?');
  const ofRequest = db.prepare<[number], DecisionRow>('SELECT * FROM decision WHERE request = ? ORDER BY id');
  const insert =
    db.prepare(`INSERT INTO decision (request, at, made_by, terms, decision, need, offer_down, offer_up, earliest)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  return {
    view: {
      decision(id) {
        const row = one.get(id);
        return row === undefined ? undefined : decisionOf(row);
      },
      decisions: (request) => ofRequest.all(request).map(decisionOf),
    },
    books: {
      decide({ request, at, by, terms, decision, need, offer, earliest }) {
        const texts = [documentText(INPUTS, terms), documentText(DECISION, decision), documentText(NEED, need)];
        return newId(insert.run(request, at, by, ...texts, offer?.down ?? null, offer?.up ?? null, earliest));
      },
    },
  };
}

function decisionOf(row: DecisionRow): StoredDecision {
  const { id, request, at, made_by: by, earliest } = row;
  return {
    id,
    request,
    at,
    by,
    earliest,
    terms: documentFrom(INPUTS, row.terms),
    decision: documentFrom(DECISION, row.decision),
    need: documentFrom(NEED, row.need),
    offer: rateOrNull(row.offer_down, row.offer_up),
  };
}
