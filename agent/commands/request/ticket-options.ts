import type { BodyOf, Correction } from '../../desk/act/order.ts';
import type { Window } from '../../domain/moment.ts';
import { choice } from '../terminal/misuse.ts';
import type { ReadTime } from '../terminal/read-as.ts';
import { CHANNELS, documents, KINDS, listOf, MEANINGS } from '../terminal/office-words.ts';

/** Options of `new` and `correct` as typed. */
export type TicketOptions = Readonly<Record<string, string | undefined>>;

type Filed = BodyOf<'file'>['ticket'];

/** A ticket filed for an agency, out of what was typed; what is left out is empty and will be asked. */
export function ticketOf(o: TicketOptions): Filed {
  const text = (name: string): string => o[name] ?? '';
  return {
    kind: choice('--kind', o['kind'], KINDS),
    channel: choice('--channel', o['channel'], CHANNELS),
    agency: text('agency'),
    subject: text('subject'),
    body: text('reason'),
    wantedDown: text('down'),
    wantedUp: o['up'] ?? text('down'),
    meaning: o['meaning'] === undefined ? 'unsaid' : choice('--meaning', o['meaning'], MEANINGS),
    duration: o['from'] === undefined && o['until'] === undefined ? 'permanent' : 'temporary',
    windowFrom: text('from'),
    windowUntil: text('until'),
    targets: listOf(o['targets']),
    documents: documents('--documents', o['documents']),
    letterNumber: text('letter'),
    letterDate: text('letterDate'),
    contact: text('contact'),
    receivedAt: text('received'),
  };
}

/** How each field of a correction is read from its option, undefined where that was not typed. A row for each. */
const CORRECTED: { readonly [K in keyof Correction]-?: (o: TicketOptions) => Correction[K] } = {
  agency: (o) => o['agency'],
  subject: (o) => o['subject'],
  body: (o) => o['reason'],
  wantedDown: (o) => o['down'],
  wantedUp: (o) => o['up'],
  meaning: (o) => (o['meaning'] === undefined ? undefined : choice('--meaning', o['meaning'], MEANINGS)),
  duration: (o) => (o['from'] === undefined ? undefined : 'temporary'),
  windowFrom: (o) => o['from'],
  windowUntil: (o) => o['until'],
  targets: (o) => (o['targets'] === undefined ? undefined : listOf(o['targets'])),
  letterNumber: (o) => o['letter'],
  letterDate: (o) => o['letterDate'],
  contact: (o) => o['contact'],
  recordedBy: (o) => o['recordedBy'],
};

/** Only what was typed; the rest of the request stays. */
export function correctionOf(o: TicketOptions): Correction {
  return Object.fromEntries(
    Object.entries(CORRECTED)
      .map(([field, read]) => [field, read(o)] as const)
      .filter(([, value]) => value !== undefined),
  );
}

/** How the ends of a window that were typed were read; none while the window must be asked. */
export function windowRead(o: TicketOptions, window: Window | null): readonly ReadTime[] {
  return [
    ['--from', o['from'], window?.from],
    ['--until', o['until'], window?.until],
  ];
}
