import { Fault } from '../../../agent/domain/fault.ts';
import { mapRows } from '../../../agent/domain/lookup.ts';
import type { Level, Priority } from '../../../agent/domain/priority.ts';
import { type DocumentCode, type Request, REQUEST_DETAILS } from '../../../agent/domain/request.ts';
import type { RequestRecord } from '../../../agent/ports/ledger.ts';
import {
  type Columns,
  instant,
  oneOf,
  oneOfOrNull,
  rateColumns,
  type SqlRow,
  text,
  textOrNull,
  whole,
  wholeOrNull,
  windowColumns,
  words,
} from './columns.ts';
import { isText } from './ledger-text.ts';
import { documentFrom, STAGE } from './stored-documents.ts';

/** All but the id, which SQLite gives. */
type Field = Exclude<keyof Request, 'id'>;

const LEVELS: Readonly<Record<Level, true>> = { high: true, medium: true, low: true };
const PRIORITIES: Readonly<Record<Priority, true>> = { P1: true, P2: true, P3: true, P4: true };
const DOCUMENTS: Readonly<Record<DocumentCode, true>> = { letter: true, 'technical-data': true, justification: true };

/**
 * Where each field of a request is kept; a detail in the column of its name, `letterDate` in `letter_date`. Another new
 * field of `Request` does not compile without its row here, and a test asks for the column in the schema.
 */
const COLUMNS: { readonly [F in Field]: Columns<Request[F]> } = {
  // Year and running number are columns of their own, so that the next number is found without reading texts.
  number: {
    names: ['number', 'year', 'running'],
    write: (number) => [number, ...runningNumber(number)],
    read: (row) => text('number').read(row),
  },
  kind: oneOf<Request['kind']>('kind', { request: true, incident: true }),
  ticketId: text('ticket_id'),
  revision: whole('revision'),
  channel: text('channel'),
  agency: textOrNull('agency'),
  line: textOrNull('line'),
  wanted: rateColumns('wanted_down', 'wanted_up'),
  window: windowColumns('window_from', 'window_until'),
  targets: words('targets', isText),
  documents: words('documents', isDocument),
  subject: text('subject'),
  reason: text('reason'),
  ...mapRows(REQUEST_DETAILS, (_, name) => text(name.replaceAll(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`))),
  receivedAt: instant('received_at'),
  recordedAt: instant('recorded_at'),
  impact: oneOfOrNull('impact', LEVELS),
  urgency: oneOfOrNull('urgency', LEVELS),
  priority: oneOfOrNull('priority', PRIORITIES),
  parent: wholeOrNull('parent'),
};

const FIELDS: readonly Field[] = Object.keys(COLUMNS).filter(isField);
const ID = whole('id');
const SINCE = instant('since');
const STAGE_TEXT = text('stage');

/** Columns that hold what the request asks for, in the order of `requestValues`. */
export const REQUEST_COLUMNS: readonly string[] = FIELDS.flatMap((field) => COLUMNS[field].names);

/** Throws Fault `bug` when no running number can be read from the official one: the next request would get it again. */
export function requestValues(request: Omit<Request, 'id'>): readonly (string | number | null)[] {
  return FIELDS.flatMap((field) => written(field, request[field]));
}

/** A request and where it stands. Throws Fault `ledger/corrupt` on a value that no release wrote. */
export function caseOf(row: SqlRow): RequestRecord {
  const read = <F extends Field>(field: F): Request[F] => COLUMNS[field].read(row);
  const request: Request = {
    id: ID.read(row),
    number: read('number'),
    kind: read('kind'),
    ticketId: read('ticketId'),
    revision: read('revision'),
    channel: read('channel'),
    agency: read('agency'),
    line: read('line'),
    wanted: read('wanted'),
    window: read('window'),
    targets: read('targets'),
    documents: read('documents'),
    subject: read('subject'),
    reason: read('reason'),
    ...mapRows(REQUEST_DETAILS, (_, name) => read(name)),
    receivedAt: read('receivedAt'),
    recordedAt: read('recordedAt'),
    impact: read('impact'),
    urgency: read('urgency'),
    priority: read('priority'),
    parent: read('parent'),
  };
  return { request, stage: documentFrom(STAGE, STAGE_TEXT.read(row)), since: SINCE.read(row) };
}

function written<F extends Field>(field: F, value: Request[F]): readonly (string | number | null)[] {
  return COLUMNS[field].write(value);
}

function isField(name: string): name is Field {
  return Object.hasOwn(COLUMNS, name);
}

function isDocument(value: unknown): value is DocumentCode {
  return typeof value === 'string' && Object.hasOwn(DOCUMENTS, value);
}

/** Year and running number of BW-2026-0048, also of its child BW-2026-0048/1. */
function runningNumber(number: string): readonly [number, number] {
  const found = /-(\d{4})-(\d{1,9})(?:\/\d+)*$/.exec(number);
  if (found === null) throw new Fault('bug', { where: 'ledger.open', number });
  return [Number(found[1]), Number(found[2])];
}
