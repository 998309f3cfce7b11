import type { Moment } from '../../../agent/domain/moment.ts';
import type { Stage } from '../../../agent/workflow/stage.ts';
import type { StageEntry } from '../../../agent/workflow/due.ts';
import type { Database } from '../../sqlite/open-database.ts';
import { bit, newId, oneRow } from './ledger-columns.ts';
import type { LedgerPart } from './ledger-part.ts';
import type { SqlRow } from './columns.ts';
import { caseOf, REQUEST_COLUMNS, requestValues } from './request-columns.ts';
import { documentFrom, documentText, STAGE } from './stored-documents.ts';

interface EntryRow {
  readonly at: Moment;
  readonly stage: string;
  readonly event: string;
  readonly actor: string;
  readonly by_office: number;
}

type Requests = LedgerPart<
  'request' | 'requestByNumber' | 'requests' | 'requestsOfTicket' | 'history' | 'lastNumber',
  'open' | 'rewrite' | 'setStage'
>;

const marks = (count: number): string => Array.from({ length: count }, () => '?').join(', ');

const found = (row: SqlRow | undefined) => (row === undefined ? undefined : caseOf(row));

/** Requests, where they stand, and how they came there. `since` stays while the name of the stage does. */
export function sqliteRequests(db: Database): Requests {
  const one = db.prepare<[number], SqlRow>('SELECT * FROM request WHERE id = ?');
  const byNumber = db.prepare<[string], SqlRow>('SELECT * FROM request WHERE number = ?');
  const all = db.prepare<[], SqlRow>('SELECT * FROM request ORDER BY id');
  const open = db.prepare<[], SqlRow>('SELECT * FROM request WHERE ended = 0 ORDER BY id');
  const ofTicket = db.prepare<[string], SqlRow>('SELECT * FROM request WHERE ticket_id = ? ORDER BY id');
  const history = db.prepare<[number], EntryRow>('SELECT * FROM stage_entry WHERE request = ? ORDER BY id');
  const last = db
    .prepare<[string, number], number | null>('SELECT max(running) FROM request WHERE kind = ? AND year = ?')
    .pluck();
  const insert = db.prepare(
    `INSERT INTO request (${REQUEST_COLUMNS.join(', ')}, stage, since) VALUES (${marks(REQUEST_COLUMNS.length + 2)})`,
  );
  const rewrite = db.prepare(
    `UPDATE request SET (${REQUEST_COLUMNS.join(', ')}) = (${marks(REQUEST_COLUMNS.length)}) WHERE id = ?`,
  );
  const move = db.prepare(
    `UPDATE request SET stage = @stage, since = CASE WHEN stage_name = @name THEN since ELSE @at END WHERE id = @id`,
  );
  const enter = db.prepare(
    'INSERT INTO stage_entry (request, at, stage, event, actor, by_office) VALUES (?, ?, ?, ?, ?, ?)',
  );

  const append = (request: number, stage: Stage, { at, event, actor, byOffice }: Omit<StageEntry, 'stage'>): void => {
    enter.run(request, at, documentText(STAGE, stage), event, actor, bit(byOffice));
  };
  return {
    view: {
      request: (id) => found(one.get(id)),
      requestByNumber: (number) => found(byNumber.get(number)),
      requests: (which) => (which === 'open' ? open : all).all().map(caseOf),
      requestsOfTicket: (ticketId) => ofTicket.all(ticketId).map(caseOf),
      history: (request) => history.all(request).map(entryOf),
      lastNumber: (kind, year) => last.get(kind, year) ?? 0,
    },
    books: {
      open(request, stage, entry) {
        const id = newId(insert.run(...requestValues(request), documentText(STAGE, stage), entry.at));
        append(id, stage, entry);
        return id;
      },
      rewrite(request) {
        oneRow(rewrite.run(...requestValues(request), request.id), 'rewrite', request.id);
      },
      setStage(id, stage, entry) {
        oneRow(move.run({ id, stage: documentText(STAGE, stage), name: stage.at, at: entry.at }), 'setStage', id);
        append(id, stage, entry);
      },
    },
  };
}

function entryOf({ at, stage, event, actor, by_office: byOffice }: EntryRow): StageEntry {
  return { at, stage: documentFrom(STAGE, stage), event, actor, byOffice: byOffice === 1 };
}
