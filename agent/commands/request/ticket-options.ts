import { type Command, Option } from 'commander';
import type { BodyOf, Correction } from '../../desk/act/order.ts';
import { mapRows } from '../../domain/lookup.ts';
import type { Window } from '../../domain/moment.ts';
import { REQUEST_DETAILS } from '../../domain/request.ts';
import { choice } from '../terminal/misuse.ts';
import type { ReadTime } from '../terminal/read-as.ts';
import { CHANNELS, documents, KINDS, listOf, MEANINGS } from '../terminal/office-words.ts';

/** Options of `new` and `correct` as typed. */
export type TicketOptions = Readonly<Record<string, string | undefined>>;

type Filed = BodyOf<'file'>['ticket'];
/** What the office corrects by an option of its own; `duration` follows from --from and --until. */
type ContentField = Exclude<keyof Correction, 'duration' | 'recordedBy'>;

interface ContentOption<V> {
  readonly option: Option;
  readonly read: (typed: string) => V;
}

/** The options that `new` and `correct` share, in the order of their help. */
const CONTENT_OPTIONS: { readonly [F in ContentField]: ContentOption<Filed[F]> } = {
  agency: asTyped('--agency <code>', 'perangkat daerah'),
  subject: asTyped('--subject <text>', 'hal'),
  body: asTyped('--reason <text>', 'uraian'),
  wantedDown: asTyped('--down <rate>', 'unduh, misalnya 40'),
  wantedUp: asTyped('--up <rate>', 'unggah; kosong: sama dengan unduh'),
  meaning: {
    option: new Option('--meaning <meaning>', 'total atau tambahan'),
    read: (typed) => choice('--meaning', typed, MEANINGS),
  },
  windowFrom: asTyped('--from <time>', 'mulai kegiatan, "2026-05-09 06:00" atau 2026-05-09'),
  windowUntil: asTyped('--until <time>', 'akhir kegiatan; hari tanpa jam: sampai akhir hari itu'),
  targets: { option: new Option('--targets <list>', 'subnet, dipisah koma'), read: listOf },
  letterNumber: asTyped('--letter <number>', 'nomor surat'),
  letterDate: asTyped('--letter-date <day>', 'tanggal surat'),
  contact: asTyped('--contact <text>', 'narahubung teknis: nama dan telepon yang menguji jalur'),
};

/** The names of the options that `new` and `correct` share: `--agency, --subject …`. */
export const CONTENT_FLAGS: string = Object.values(CONTENT_OPTIONS)
  .map(({ option }) => option.long)
  .join(', ');

/** Adds the options that `new` and `correct` share. Returns the command. */
export function withContent(command: Command): Command {
  for (const { option } of Object.values(CONTENT_OPTIONS)) command.addOption(option);
  return command;
}

/** A ticket filed for an agency, out of what was typed; what is left out is empty and will be asked. */
export function ticketOf(o: TicketOptions): Filed {
  return {
    kind: choice('--kind', o['kind'], KINDS),
    channel: choice('--channel', o['channel'], CHANNELS),
    agency: optionOf('agency', o) ?? '',
    subject: optionOf('subject', o) ?? '',
    body: optionOf('body', o) ?? '',
    wantedDown: optionOf('wantedDown', o) ?? '',
    wantedUp: optionOf('wantedUp', o) ?? optionOf('wantedDown', o) ?? '',
    meaning: optionOf('meaning', o) ?? 'unsaid',
    duration: o['from'] === undefined && o['until'] === undefined ? 'permanent' : 'temporary',
    windowFrom: optionOf('windowFrom', o) ?? '',
    windowUntil: optionOf('windowUntil', o) ?? '',
    targets: optionOf('targets', o) ?? [],
    documents: documents('--documents', o['documents']),
    ...mapRows(REQUEST_DETAILS, (_, name) => optionOf(name, o) ?? ''),
    receivedAt: o['received'] ?? '',
  };
}

/** Only what was typed; the rest of the request stays. */
export function correctionOf(o: TicketOptions): Correction {
  const content = Object.entries(CONTENT_OPTIONS).flatMap(([field, { option, read }]) => {
    const text = o[option.attributeName()];
    return text === undefined ? [] : [[field, read(text)] as const];
  });
  return {
    ...Object.fromEntries(content),
    ...(o['from'] === undefined ? {} : { duration: 'temporary' }),
    ...(o['recordedBy'] === undefined ? {} : { recordedBy: o['recordedBy'] }),
  };
}

/** How the ends of a window that were typed were read; none while the window must be asked. */
export function windowRead(o: TicketOptions, window: Window | null): readonly ReadTime[] {
  return [
    ['--from', o['from'], window?.from],
    ['--until', o['until'], window?.until],
  ];
}

function optionOf<F extends ContentField>(field: F, o: TicketOptions): Filed[F] | undefined {
  const { option, read } = CONTENT_OPTIONS[field];
  const text = o[option.attributeName()];
  return text === undefined ? undefined : read(text);
}

function asTyped(flags: string, help: string): ContentOption<string> {
  return { option: new Option(flags, help), read: (text) => text };
}
