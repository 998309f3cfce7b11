import type { BodyOf, Correction } from '../../desk/act/order.ts';
import { choice } from '../terminal/misuse.ts';
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
    receivedAt: text('received'),
  };
}

/** Only what was typed; the rest of the request stays. */
export function correctionOf(o: TicketOptions): Correction {
  return {
    ...(o['agency'] === undefined ? {} : { agency: o['agency'] }),
    ...(o['down'] === undefined ? {} : { wantedDown: o['down'] }),
    ...(o['up'] === undefined ? {} : { wantedUp: o['up'] }),
    ...(o['meaning'] === undefined ? {} : { meaning: choice('--meaning', o['meaning'], MEANINGS) }),
    ...(o['from'] === undefined ? {} : { windowFrom: o['from'], duration: 'temporary' as const }),
    ...(o['until'] === undefined ? {} : { windowUntil: o['until'] }),
    ...(o['targets'] === undefined ? {} : { targets: listOf(o['targets']) }),
  };
}
