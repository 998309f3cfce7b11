import { momentOf } from '../../agent/domain/moment.ts';
import type { Ticket } from '../../agent/ticket/ticket.ts';

/** A ticket with something in every field. */
export const EVERY_FIELD: Required<Ticket> = {
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
  contact: 'Ani, 0812-3456-789',
  recordedBy: 'support',
};

/** What an agency may leave empty. Samples spread it: a new such field is added here and in EVERY_FIELD only. */
export const LEFT_EMPTY = { windowFrom: '', windowUntil: '', letterNumber: '', letterDate: '', contact: '' } as const;
