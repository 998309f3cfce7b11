import { Fault } from '../../../agent/domain/fault.ts';
import type { Facts, Finding } from '../../../agent/domain/finding.ts';
import type { Path } from '../../../agent/domain/line.ts';
import type { IssuedReport, Observed, Outgoing, StoredDecision } from '../../../agent/ports/ledger.ts';
import type { Aim } from '../../../agent/shaping/plan.ts';
import type { Change, ObservedQueue, SeenQueue } from '../../../agent/shaping/queue.ts';
import type { Ticket } from '../../../agent/ticket/ticket.ts';
import { isTicket } from '../../../agent/ticket/ticket-fields.ts';
import { TICKET_UPGRADES } from '../../../agent/ticket/ticket-upgrades.ts';
import type { Stage } from '../../../agent/workflow/stage.ts';
import { parsed, strange, toText } from './ledger-text.ts';

/** Fields of a document, without its version. */
type Fields = Readonly<Record<string, unknown>>;

/** Makes a document of one version into one of the next. What was not recorded then becomes its honest unknown. */
type Upgrade = (older: Fields) => Fields;

/**
 * A kind of JSON document in ledger.db. Its version is written as `v` into each; without `v` it is 1, the shape of
 * release 0.1.0. To add a field: append an upgrade that fills it, and never edit one that was released.
 */
export interface DocumentKind<T extends object> {
  readonly name: string;
  /** The first makes version 1 into 2, and so on. */
  readonly upgrades: readonly Upgrade[];
  readonly is: (fields: object) => fields is T;
}

export const STAGE = told<Stage>('stage', 'at');
export const INPUTS = told<StoredDecision['terms']>('decision inputs', 'formula');
export const DECISION = told<StoredDecision['decision']>('decision', 'verdict');
export const NEED = told<StoredDecision['need']>('need', 'kind');
export const SEEN_QUEUE = told<SeenQueue>('seen queue', 'name');
export const AIM = told<Aim>('aim', 'kind');
export const CHANGE = told<Change>('change', 'kind');
export const EVIDENCE = told<Facts>('evidence');
export const PATH = told<Path>('path', 'kind');
export const IDENTITY = told<Observed['identity']>('identity', 'identity');
export const QUEUE = told<ObservedQueue>('queue', 'name');
export const FINDING = told<Finding>('finding', 'code');
export const REPORT_FILE = told<IssuedReport['files'][number]>('report file', 'sha256');
export const TRAITS = told<Observed['traits']>('traits', 'fasttrackRules', (older) => ({
  blindBridgePorts: 0,
  pcqRates: {},
  handEdits: null,
  ...older,
}));
/** A message may hold a ticket that waits to be filed: it goes with the versions of tickets. */
export const OUTGOING = told<Outgoing>('message', 'kind', ...TICKET_UPGRADES.map(inFiled));
export const TICKET: DocumentKind<Ticket> = { name: 'ticket', upgrades: TICKET_UPGRADES, is: isTicket };

/** A value as its document. Throws Fault `bug` on what JSON would bend. */
export function documentText<T extends object>(kind: DocumentKind<T>, value: T): string {
  return toText(versioned(kind, value));
}

export function documentTextOrNull<T extends object>(kind: DocumentKind<T>, value: T | null): string | null {
  return value === null ? null : documentText(kind, value);
}

/** A list of documents, each with its version. */
export function documentsText<T extends object>(kind: DocumentKind<T>, values: readonly T[]): string {
  return toText(values.map((value) => versioned(kind, value)));
}

/**
 * A document as this or an older release wrote it. Throws Fault `ledger/newer-schema` on one of a newer release, and
 * `ledger/corrupt` on what is no such document.
 */
export function documentFrom<T extends object>(kind: DocumentKind<T>, text: string): T {
  return upgraded(kind, parsed(text));
}

export function documentsFrom<T extends object>(kind: DocumentKind<T>, text: string): readonly T[] {
  const list = parsed(text);
  if (!Array.isArray(list)) throw strange(`${kind.name}: no list`);
  return list.map((each: unknown) => upgraded(kind, each));
}

function versioned<T extends object>(kind: DocumentKind<T>, value: T): Fields {
  if (Object.hasOwn(value, 'v')) throw new Fault('bug', { where: 'ledger document', kind: kind.name, key: 'v' });
  return { v: versionOf(kind), ...value };
}

function versionOf({ upgrades }: Pick<DocumentKind<object>, 'upgrades'>): number {
  return upgrades.length + 1;
}

function upgraded<T extends object>(kind: DocumentKind<T>, stored: unknown): T {
  if (!isFields(stored)) throw strange(`${kind.name}: no object`);
  const { v = 1, ...fields } = stored;
  const known = versionOf(kind);
  if (typeof v !== 'number' || !Number.isSafeInteger(v) || v < 1) throw strange(`${kind.name}: no version`);
  if (v > known) throw new Fault('ledger/newer-schema', { found: `${kind.name} ${v}`, known });
  const newest = kind.upgrades.slice(v - 1).reduce((older, upgrade) => upgrade(older), fields);
  if (!kind.is(newest)) throw strange(`no ${kind.name}`);
  return newest;
}

/** A kind that is told by a key it always has. */
function told<T extends object>(
  name: string,
  key?: keyof T & string,
  ...upgrades: readonly Upgrade[]
): DocumentKind<T> {
  return {
    name,
    upgrades,
    is: (fields): fields is T => key === undefined || Object.hasOwn(fields, key),
  };
}

/** The same step for the ticket inside a message that files it. */
function inFiled(step: Upgrade): Upgrade {
  return (older) =>
    older['kind'] === 'file' && isFields(older['ticket']) ? { ...older, ticket: step(older['ticket']) } : older;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
