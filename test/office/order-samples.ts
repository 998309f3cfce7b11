// (table)
import type { BodyOf, Correction, OrderName } from '../../agent/desk/act/order.ts';
import { REQUEST_DETAILS } from '../../agent/domain/request.ts';
import type { PersonEvent } from '../../agent/workflow/event.ts';
import { EVERY_FILED } from '../ticket/ticket-samples.ts';

const paper = { role: 'division-head', document: '555/30/2026', date: '2026-05-04', file: null } as const;

const { kind: _kind, channel: _channel, documents: _documents, receivedAt: _receivedAt, ...corrected } = EVERY_FILED;

/** Every field that a correction may carry. */
export const EVERY_CORRECTION: Required<Correction> = { ...corrected, recordedBy: 'support' };

/** A body that each order accepts. */
export const GOOD: { readonly [N in OrderName]: BodyOf<N> } = {
  raise: { number: '41', event: { kind: 'approved', planHash: 'a'.repeat(64) }, paper },
  correct: { number: '41', correction: EVERY_CORRECTION, paper: null },
  offer: { number: 'BW-2026-0048', down: '60', up: null, paper },
  extend: { number: '44', until: '2026-05-11 18:00', paper },
  check: { number: '42' },
  file: {
    key: '0f4c6f0e-5b1e-4a39-9b1a-6f1f43a1b9d2',
    ticket: EVERY_FILED,
  },
  answer: { number: '43', documents: ['letter', 'technical-data'] },
  contract: {
    uplink: 'isp-b',
    down: '300',
    up: '300',
    from: null,
    until: null,
    document: 'ADD-2/2026',
    shares: { 'isp-a': 500, 'isp-b': 500 },
    pool: { id: 'pool-pemda', down: '600', up: '600' },
    paper,
  },
  adopt: { router: 'core', rows: [{ queue: 'DINKES', owner: 'dinkes' }], paper: null },
  'change-line': {
    change: { kind: 'reduce', line: 'dinkes', down: '20', up: '20' },
    reason: 'pindah gedung',
    shown: 'a'.repeat(64),
    paper,
  },
  'import-agencies': { rows: [{ row: 2, fields: { code: 'DINKES', name: 'Dinas Kesehatan' } }], dryRun: true },
  'accept-drift': { router: 'core', reason: 'diperiksa', paper: null },
  'resolve-drift': { router: 'core', owner: 'dinkes', how: 'restore', reason: 'diubah manual', paper: null },
  delegate: {
    person: 'kabid-ti',
    role: 'department-head',
    from: '2026-05-04 00:00',
    until: '2026-05-10 00:00',
    letter: '800/9/2026',
  },
  report: { kind: 'monthly', from: '2026-05-01' },
};

type Refused = readonly [order: OrderName, path: string, value: unknown, field: string, why: string];

/** What is refused: [order, path into the good body, value put there (undefined: taken away), field named, why]. */
export const BAD: readonly Refused[] = [
  ['raise', 'number', undefined, 'number', 'missing'],
  ['raise', 'number', 41, 'number', 'wrong-type'],
  ['raise', 'number', '   ', 'number', 'missing'],
  ['raise', 'number', '4\u202e1', 'number', 'bad-characters'],
  ['raise', 'number', '4'.repeat(41), 'number', 'too-long'],
  ['raise', 'event.kind', 'assessed', 'event.kind', 'not-one-of'],
  ['raise', 'event.kind', 'constructor', 'event.kind', 'not-one-of'],
  ['raise', 'event.planHash', 'a'.repeat(63), 'event.planHash', 'malformed'],
  ['raise', 'event.by', 'me', 'event.by', 'unknown-field'],
  ['raise', 'as', 'kadis', 'as', 'unknown-field'],
  ['raise', 'paper', undefined, 'paper', 'missing'],
  ['raise', 'paper.role', 'agent', 'paper.role', 'not-one-of'],
  ['raise', 'paper.document', ' ', 'paper.document', 'missing'],
  ['raise', 'paper.date', '2026-02-30', 'paper.date', 'not-a-day'],
  ['raise', 'paper.person', 'x', 'paper.person', 'unknown-field'],
  ['correct', 'correction.channel', 'helpdesk', 'correction.channel', 'unknown-field'],
  ['correct', 'correction.recordedBy', null, 'correction.recordedBy', 'wrong-type'],
  ['correct', 'correction.subject', 'a\u202eb', 'correction.subject', 'bad-characters'],
  ['correct', 'correction.meaning', 'both', 'correction.meaning', 'not-one-of'],
  ['correct', 'correction.targets', '10.0.0.0/8', 'correction.targets', 'wrong-type'],
  ['correct', 'correction.wantedDown', null, 'correction.wantedDown', 'wrong-type'],
  ['offer', 'down', 60, 'down', 'wrong-type'],
  ['offer', 'up', undefined, 'up', 'missing'],
  ['offer', 'down', '6'.repeat(65), 'down', 'too-long'],
  ['extend', 'until', '', 'until', 'missing'],
  ['extend', 'until', 1_780_000_000_000, 'until', 'wrong-type'],
  ['check', 'number', [], 'number', 'wrong-type'],
  ['check', 'force', true, 'force', 'unknown-field'],
  ['file', 'key', '../x', 'key', 'malformed'],
  ['file', 'ticket.id', 'T-1', 'ticket.id', 'unknown-field'],
  ['file', 'ticket.recordedBy', 'x', 'ticket.recordedBy', 'unknown-field'],
  ['file', 'ticket.subject', 'dua\nbaris', 'ticket.subject', 'bad-characters'],
  ['file', 'ticket.body', 'x\u001b]52;c;AAAA\u0007', 'ticket.body', 'bad-characters'],
  ['file', 'ticket.body', 'x'.repeat(65_537), 'ticket.body', 'too-long'],
  ...Object.entries(REQUEST_DETAILS).flatMap(([name, { most }]): readonly Refused[] => [
    ['file', `ticket.${name}`, 'dua\nbaris', `ticket.${name}`, 'bad-characters'],
    ['file', `ticket.${name}`, 'x'.repeat(most + 1), `ticket.${name}`, 'too-long'],
  ]),
  ['file', 'ticket.channel', 'fax', 'ticket.channel', 'not-one-of'],
  ['file', 'ticket.documents', ['passport'], 'ticket.documents.0', 'not-one-of'],
  ['file', 'ticket.receivedAt', undefined, 'ticket.receivedAt', 'missing'],
  ['answer', 'documents', 'letter', 'documents', 'wrong-type'],
  ['answer', 'documents', Array.from({ length: 11 }, () => 'letter'), 'documents', 'too-long'],
  ['contract', 'shares', { 'isp-a': 0.5 }, 'shares.isp-a', 'wrong-type'],
  ['contract', 'shares', { 'isp-a': 1001 }, 'shares.isp-a', 'too-long'],
  ['contract', 'pool.up', undefined, 'pool.up', 'missing'],
  ['contract', 'document', '', 'document', 'missing'],
  ['contract', 'down', 300, 'down', 'wrong-type'],
  ['adopt', 'rows', [], 'rows', 'missing'],
  ['adopt', 'rows', [{ queue: 'A' }], 'rows.0.owner', 'missing'],
  ['adopt', 'rows', [{ queue: '\u200bA', owner: 'a' }], 'rows.0.queue', 'bad-characters'],
  ['change-line', 'change.kind', 'drop', 'change.kind', 'not-one-of'],
  ['change-line', 'change.down', undefined, 'change.down', 'missing'],
  ['change-line', 'change.owner', 'x', 'change.owner', 'unknown-field'],
  ['change-line', 'shown', 'abc', 'shown', 'malformed'],
  ['change-line', 'reason', 'a\u202eb', 'reason', 'bad-characters'],
  ['import-agencies', 'rows', [{ row: 0, fields: {} }], 'rows.0.row', 'missing'],
  ['import-agencies', 'rows', [{ row: 2, fields: { code: 7 } }], 'rows.0.fields.code', 'wrong-type'],
  ['import-agencies', 'dryRun', 'yes', 'dryRun', 'wrong-type'],
  ['resolve-drift', 'how', 'ignore', 'how', 'not-one-of'],
  ['resolve-drift', 'reason', '', 'reason', 'missing'],
  ['accept-drift', 'reason', ' ', 'reason', 'missing'],
  ['delegate', 'role', 'agency', 'role', 'not-one-of'],
  ['delegate', 'letter', '\t', 'letter', 'bad-characters'],
  ['report', 'kind', 'yearly', 'kind', 'not-one-of'],
  ['report', 'from', 5, 'from', 'wrong-type'],
];

type RaisedKind = BodyOf<'raise'>['event']['kind'];

/** One of every event that `raise` carries. */
export const EVENTS: { readonly [K in RaisedKind]: Extract<PersonEvent, { readonly kind: K }> } = {
  triaged: { kind: 'triaged', impact: 'high', urgency: 'low', missing: ['letter'] },
  'documents-given': { kind: 'documents-given', documents: ['justification'] },
  'linked-duplicate': { kind: 'linked-duplicate', of: 3 },
  'found-original': { kind: 'found-original' },
  redirected: { kind: 'redirected', service: 'akses satelit' },
  disposed: { kind: 'disposed', note: '' },
  examined: { kind: 'examined', missing: [] },
  approved: { kind: 'approved', planHash: '0'.repeat(64) },
  postponed: { kind: 'postponed', reason: 'menunggu kontrak' },
  'offer-answered': { kind: 'offer-answered', answer: 'accept' },
  rejected: { kind: 'rejected', reason: 'belum perlu', advice: '' },
  cancelled: { kind: 'cancelled', reason: '' },
  retried: { kind: 'retried' },
  'ended-early': { kind: 'ended-early' },
  informed: { kind: 'informed', how: 'telepon' },
  confirmed: { kind: 'confirmed' },
  closed: { kind: 'closed', note: '' },
  'restore-ordered': { kind: 'restore-ordered', cause: 'diubah manual' },
  'restored-by-hand': { kind: 'restored-by-hand', cause: 'kabel putus' },
};
