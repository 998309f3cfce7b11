import type { Moment } from '../../../agent/domain/moment.ts';
import type { Request } from '../../../agent/domain/request.ts';
import type { Books, Case, LedgerView } from '../../../agent/ports/ledger.ts';
import type { StageEntry } from '../../../agent/workflow/due.ts';
import { body, json, type SqliteBook } from './sqlite-book.ts';

type Reads = Pick<LedgerView, 'case' | 'caseByNumber' | 'cases' | 'casesOfTicket' | 'history' | 'lastNumber'>;
type Writes = Pick<Books, 'open' | 'rewrite' | 'setStage'>;

const COLUMNS = 'SELECT id, body, stage, since FROM requests';

/** Requests with their stage, and every stage they came through. */
export function sqliteRequests(book: SqliteBook): Reads & Writes {
  const enter = (request: number, stage: StageEntry['stage'], entry: Omit<StageEntry, 'stage'>): void => {
    const { at, event, actor, byOffice } = entry;
    const sql = 'INSERT INTO stages (request, at, stage, event, actor, by_office) VALUES (?, ?, ?, ?, ?, ?)';
    book.write(sql, request, at, json(stage), event, actor, byOffice ? 1 : 0);
  };
  return {
    case: (id) => book.one(`${COLUMNS} WHERE id = ?`, caseOf, id),
    caseByNumber: (number) => book.one(`${COLUMNS} WHERE number = ?`, caseOf, number),
    cases: (which) => (which === 'open' ? book.kept(`${COLUMNS} WHERE ended = 0 ORDER BY id`, caseOf) : book.all(`${COLUMNS} ORDER BY id`, caseOf)),
    casesOfTicket: (ticket) => book.all(`${COLUMNS} WHERE ticket = ? ORDER BY id`, caseOf, ticket),
    history: (request) => book.all('SELECT at, stage, event, actor, by_office FROM stages WHERE request = ? ORDER BY id', entryOf, request),
    lastNumber(kind, year) {
      const numbers = book.all("SELECT number FROM requests WHERE kind = ? AND number LIKE ? AND number NOT LIKE '%/%'", (row) => String(row['number']), kind, `%-${year}-%`);
      return Math.max(0, ...numbers.map((number) => Number(number.split('-').at(-1))));
    },
    open(request, stage, entry) {
      const sql = 'INSERT INTO requests (number, kind, ticket, body, stage, since) VALUES (?, ?, ?, ?, ?, ?)';
      const id = book.write(sql, request.number, request.kind, request.ticketId, json(request), json(stage), entry.at);
      enter(id, stage, entry);
      return id;
    },
    rewrite({ id, ...request }) {
      book.write('UPDATE requests SET body = ? WHERE id = ?', json(request), id);
    },
    setStage(request, stage, entry) {
      book.write('UPDATE requests SET stage = ?, since = ? WHERE id = ?', json(stage), entry.at, request);
      enter(request, stage, entry);
    },
  };
}

type Row = Parameters<typeof body>[0];

function caseOf(row: Row): Case {
  const request: Request = { ...body<Omit<Request, 'id'>>(row), id: Number(row['id']) };
  return { request, stage: body(row, 'stage'), since: Number(row['since']) as Moment };
}

function entryOf(row: Row): StageEntry {
  const at = Number(row['at']) as Moment;
  return { at, stage: body(row, 'stage'), event: String(row['event']), actor: String(row['actor']), byOffice: row['by_office'] === 1 };
}
