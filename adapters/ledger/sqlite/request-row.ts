import { Fault } from '../../../agent/domain/fault.ts';
import type { Moment } from '../../../agent/domain/moment.ts';
import type { Level, Priority } from '../../../agent/domain/priority.ts';
import type { Bps } from '../../../agent/domain/rate.ts';
import type { DocumentCode, Request } from '../../../agent/domain/request.ts';
import type { RequestRecord } from '../../../agent/ports/ledger.ts';
import { rateOrNull, windowOrNull } from './ledger-columns.ts';
import { listFrom, objectFrom, toText } from './ledger-text.ts';

/** One row of `request`, as it is read. */
export interface RequestRow {
  readonly id: number;
  readonly number: string;
  readonly kind: Request['kind'];
  readonly ticket_id: string;
  readonly revision: number;
  readonly channel: string;
  readonly agency: string | null;
  readonly line: string | null;
  readonly wanted_down: Bps | null;
  readonly wanted_up: Bps | null;
  readonly window_from: Moment | null;
  readonly window_until: Moment | null;
  readonly targets: string;
  readonly documents: string;
  readonly subject: string;
  readonly reason: string;
  readonly letter_number: string;
  readonly letter_date: string;
  readonly received_at: Moment;
  readonly recorded_at: Moment;
  readonly impact: Level | null;
  readonly urgency: Level | null;
  readonly priority: Priority | null;
  readonly parent: number | null;
  readonly stage: string;
  readonly since: Moment;
}

/** Columns that hold what the request asks for, in the order of `requestValues`. */
export const REQUEST_COLUMNS = [
  'number, kind, year, running, ticket_id, revision, channel, agency, line, wanted_down, wanted_up, window_from, window_until',
  'targets, documents, subject, reason, letter_number, letter_date, received_at, recorded_at, impact, urgency, priority, parent',
].flatMap((columns) => columns.split(', '));

/** Throws Fault `bug` when no running number can be read from the official one: the next request would get it again. */
export function requestValues(request: Omit<Request, 'id'>): readonly unknown[] {
  const { number, kind, ticketId, revision, channel, agency, line, wanted, window } = request;
  const { targets, documents, subject, reason, letterNumber, letterDate, receivedAt, recordedAt } = request;
  return [
    number,
    kind,
    ...runningNumber(number),
    ticketId,
    revision,
    channel,
    agency,
    line,
    wanted?.down ?? null,
    wanted?.up ?? null,
    window?.from ?? null,
    window?.until ?? null,
    toText(targets),
    toText(documents),
    subject,
    reason,
    letterNumber,
    letterDate,
    receivedAt,
    recordedAt,
    request.impact,
    request.urgency,
    request.priority,
    request.parent,
  ];
}

export function caseOf(row: RequestRow): RequestRecord {
  return { request: requestOf(row), stage: objectFrom<RequestRecord['stage']>(row.stage, 'at'), since: row.since };
}

function requestOf(row: RequestRow): Request {
  const { id, number, kind, revision, channel, agency, line, subject, reason, impact, urgency, priority, parent } = row;
  return {
    id,
    number,
    kind,
    revision,
    channel,
    agency,
    line,
    subject,
    reason,
    impact,
    urgency,
    priority,
    parent,
    ticketId: row.ticket_id,
    wanted: rateOrNull(row.wanted_down, row.wanted_up),
    window: windowOrNull(row.window_from, row.window_until),
    targets: listFrom<string>(row.targets),
    documents: listFrom<DocumentCode>(row.documents),
    letterNumber: row.letter_number,
    letterDate: row.letter_date,
    receivedAt: row.received_at,
    recordedAt: row.recorded_at,
  };
}

/** Year and running number of BW-2026-0048, also of its child BW-2026-0048/1. */
function runningNumber(number: string): readonly [number, number] {
  const found = /-(\d{4})-(\d{1,9})(?:\/\d+)*$/.exec(number);
  if (found === null) throw new Fault('bug', { where: 'ledger.open', number });
  return [Number(found[1]), Number(found[2])];
}
