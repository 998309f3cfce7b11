import { mapRows } from '../../agent/domain/lookup.ts';
import { momentOf } from '../../agent/domain/moment.ts';
import { REQUEST_DETAILS, type RequestDetails } from '../../agent/domain/request.ts';
import type { Ticket } from '../../agent/ticket/ticket.ts';

const FIRST = {
  id: 'HD-2026-0001',
  revision: 1,
  openedAt: momentOf('2026-05-04T08:10:00+07:00'),
  kind: 'request',
  channel: 'letter',
  agency: 'DINKES',
  subject: 'Penambahan bandwidth',
  body: 'Antrean jenuh.\nMohon ditambah.',
  wantedDown: '60 Mbps',
  wantedUp: '50 Mbps',
  meaning: 'total',
  duration: 'temporary',
  windowFrom: '2026-05-09 06:00',
  windowUntil: '2026-05-09 18:00',
  targets: ['10.62.20.0/24'],
  documents: ['letter', 'technical-data', 'justification'],
  letterNumber: '005/12/2026',
  letterDate: '2 Mei 2026',
} as const;

const SECOND = { ...FIRST, recordedBy: 'support' };
const THIRD = { ...SECOND, contact: 'Ani, 0812-3456-789' };

/**
 * A ticket as each version stored it, oldest first; the first is that of release 0.1.0. What was released stays as it
 * is. For a new field append the ticket that has it.
 */
export const STORED_TICKETS = [FIRST, SECOND, THIRD] as const;

/** A ticket with something in every field. */
export const EVERY_FIELD: Required<Ticket> = THIRD;

const { id: _id, revision: _revision, openedAt: _openedAt, recordedBy: _recordedBy, ...filed } = EVERY_FIELD;

/** The same ticket as the order `file` carries it. */
export const EVERY_FILED = { ...filed, receivedAt: '' };

/** The details of the same ticket. Samples spread it. */
export const EVERY_DETAIL: RequestDetails = mapRows(REQUEST_DETAILS, (_, name) => EVERY_FIELD[name]);

const NO_DETAIL: RequestDetails = mapRows(REQUEST_DETAILS, () => '');

/** What an agency may leave empty. Samples spread it. */
export const LEFT_EMPTY = { windowFrom: '', windowUntil: '', ...NO_DETAIL };

/** What a ticket of an older release says today: nothing of what came since. */
export function readToday(older: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return { ...NO_DETAIL, recordedBy: null, ...older };
}
