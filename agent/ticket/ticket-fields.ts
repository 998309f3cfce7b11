import { Fault } from '../domain/fault.ts';
import { mapRows } from '../domain/lookup.ts';
import { isMoment } from '../domain/moment.ts';
import { type DetailName, REQUEST_DETAILS } from '../domain/request.ts';
import { inertText } from './plain-text.ts';
import type { Channel, DocumentKind, Ticket } from './ticket.ts';

/**
 * The text a field holds. `line`, `prose`: free text of one line, of several; what is wrong with it is asked.
 * `typed`: a rate, time or address, one line each; its own parser asks. `none`: no text of people.
 */
export type FieldText = 'line' | 'prose' | 'typed' | 'none';

/**
 * Who may put a field right after filing. `agency`: the agency on its page, and the office. `office`: the office, and a
 * helpdesk that hands over the whole ticket anew. `never`: the field stays as it was filed.
 */
export type FieldCorrection = 'agency' | 'office' | 'never';

export interface TicketField<V, C extends FieldCorrection = FieldCorrection> {
  readonly text: FieldText;
  /** Longest text, in UTF-16 units; of a list, of each entry. 0: no text. */
  readonly most: number;
  readonly correction: C;
  /** The value with every text of it inert and no longer than `most`. */
  readonly fit: (value: V) => V;
  /** Whether a value of a stored document is a value of this field. */
  readonly isStored: (value: unknown) => value is V;
}

/**
 * Every field of a ticket: how its text is scanned, who may correct it, how it is stored. A new field of `Ticket` does
 * not compile without its row; whatever walks this table follows by itself. Details have their rows in
 * `REQUEST_DETAILS`.
 */
export const TICKET_FIELDS = {
  id: plain(isText),
  revision: plain(isRevision),
  openedAt: plain(isMoment),
  kind: plain(oneOf<Ticket['kind']>({ request: true, incident: true })),
  channel: plain(oneOf<Channel>({ helpdesk: true, letter: true, phone: true, 'walk-in': true, whatsapp: true })),
  agency: text('line', 500, 'agency'),
  subject: text('line', 500, 'office'),
  body: text('prose', 65_536, 'office'),
  wantedDown: text('typed', 64, 'agency'),
  wantedUp: text('typed', 64, 'agency'),
  meaning: plain(oneOf<Ticket['meaning']>({ total: true, increment: true, unsaid: true }), 'agency'),
  duration: plain(oneOf<Ticket['duration']>({ permanent: true, temporary: true }), 'agency'),
  windowFrom: text('typed', 64, 'agency'),
  windowUntil: text('typed', 64, 'agency'),
  targets: texts(120, 'agency'),
  // Added to by the reply `documents`, never taken back.
  documents: plain(listOf(oneOf<DocumentKind>({ letter: true, 'technical-data': true, justification: true }))),
  ...mapRows(REQUEST_DETAILS, ({ most, correction }) => text('line', most, correction)),
  // Named once where it is unknown: `desk/request/name-recorder`.
  recordedBy: textOrNull(64, 'never'),
} satisfies { readonly [K in keyof Ticket]-?: TicketField<Ticket[K]> };

/** Names of all fields, in the order of the table. */
export const FIELD_NAMES: readonly (keyof Ticket)[] = Object.keys(TICKET_FIELDS).filter(isFieldName);

type CorrectionOf<K extends keyof Ticket> = (K extends DetailName
  ? (typeof REQUEST_DETAILS)[K]
  : (typeof TICKET_FIELDS)[K])['correction'];

type FieldsCorrectedBy<C extends FieldCorrection> = {
  readonly [K in keyof Ticket]-?: CorrectionOf<K> extends C ? K : never;
}[keyof Ticket];

/** What the agency may put right on its page. */
export type AgencyCorrection = Pick<Ticket, FieldsCorrectedBy<'agency'>>;

/** What the office may put right. */
export type OfficeCorrection = Pick<Ticket, FieldsCorrectedBy<'agency' | 'office'>>;

/** A ticket out of the value of each field. Throws Fault `bug` that names a field whose value is not of its kind. */
export function ticketFrom(valueOf: <K extends keyof Ticket>(field: K) => Ticket[K]): Ticket {
  const made = Object.fromEntries(FIELD_NAMES.map((field) => [field, valueOf(field)] as const));
  if (!isTicket(made)) throw new Fault('bug', { where: 'ticketFrom', field: ticketFlaw(made) ?? '' });
  return made;
}

/** Whether a value of a stored document is a ticket with exactly these fields. */
export function isTicket(value: unknown): value is Ticket {
  return ticketFlaw(value) === undefined;
}

/** The first field that is unknown, missing or not of its kind; '' when the value is no object at all. */
export function ticketFlaw(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return '';
  const fields = new Map<string, unknown>(Object.entries(value));
  const stray = [...fields.keys()].find((name) => !isFieldName(name));
  return stray ?? FIELD_NAMES.find((name) => !TICKET_FIELDS[name].isStored(fields.get(name)));
}

function isFieldName(name: string): name is keyof Ticket {
  return Object.hasOwn(TICKET_FIELDS, name);
}

/** More entries of a list than this are not kept; the parser of targets asks long before. */
const MOST_ENTRIES = 200;

type Guard<V> = (value: unknown) => value is V;

function text<C extends FieldCorrection>(
  shape: 'line' | 'prose' | 'typed',
  most: number,
  correction: C,
): TicketField<string, C> {
  const fit = (value: string): string => inertText(value, shape === 'prose' ? 'prose' : 'line', most);
  return { text: shape, most, correction, fit, isStored: isText };
}

function textOrNull<C extends FieldCorrection>(most: number, correction: C): TicketField<string | null, C> {
  const fit = (value: string | null): string | null => (value === null ? null : inertText(value, 'line', most));
  return { text: 'line', most, correction, fit, isStored: isTextOrNull };
}

function texts<C extends FieldCorrection>(most: number, correction: C): TicketField<readonly string[], C> {
  const fit = (values: readonly string[]): readonly string[] =>
    values.slice(0, MOST_ENTRIES).map((value) => inertText(value, 'line', most));
  return { text: 'typed', most, correction, fit, isStored: listOf(isText) };
}

function plain<V>(isStored: Guard<V>): TicketField<V, 'never'>;
function plain<V, C extends FieldCorrection>(isStored: Guard<V>, correction: C): TicketField<V, C>;
function plain<V>(isStored: Guard<V>, correction: FieldCorrection = 'never'): TicketField<V> {
  return { text: 'none', most: 0, correction, fit: (value) => value, isStored };
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isTextOrNull(value: unknown): value is string | null {
  return value === null || isText(value);
}

function isRevision(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 1;
}

function oneOf<V extends string>(known: Readonly<Record<V, true>>): Guard<V> {
  return (value): value is V => isText(value) && Object.hasOwn(known, value);
}

function listOf<V>(isOne: Guard<V>): Guard<readonly V[]> {
  return (value): value is readonly V[] => Array.isArray(value) && value.every(isOne);
}
