import { DEFAULT_POLICY } from '../../agent/domain/policy.ts';
import { type Moment, momentOf, type Window } from '../../agent/domain/moment.ts';
import type { Actor, OfficeRole, PaperAuthority, Signature } from '../../agent/domain/person.ts';
import type { Request } from '../../agent/domain/request.ts';
import type { Effect } from '../../agent/workflow/effect.ts';
import type { Event, EventKind } from '../../agent/workflow/event.ts';
import type { MoveContext } from '../../agent/workflow/moved.ts';
import type { Stage, StageName } from '../../agent/workflow/stage.ts';
import { SOP_PROFILE } from '../office/office-plan.ts';
import { alike, requestRow } from '../office/sample-rows.ts';

/** A time of the office, `2026-05-04 08:10`, in WIB. */
export function wib(text: string): Moment {
  return momentOf(`${text.replace(' ', 'T')}:00+07:00`);
}

export const NOW = wib('2026-05-05 09:00');
export const LATER = wib('2026-05-08 09:00');
export const RUNNING: Window = { from: wib('2026-05-05 06:00'), until: wib('2026-05-06 18:00') };
export const COMING: Window = { from: wib('2026-05-09 06:00'), until: wib('2026-05-10 18:00') };

export const PROFILE = SOP_PROFILE;

export const REQUEST: Request = { id: 7, ...requestRow() };

export const KABID: Signature = { person: 'kabid', document: null };
export const KADIS: Signature = { person: 'kadis', document: null };

export function contextOf(request: Partial<Request> = {}, rest: Partial<MoveContext> = {}): MoveContext {
  return {
    now: NOW,
    request: { ...REQUEST, ...request },
    inForce: alike(30),
    profile: PROFILE,
    documentsDue: LATER,
    offerDue: LATER,
    graceMinutes: DEFAULT_POLICY.graceMinutes,
    signature: KABID,
    needsSecond: false,
    ...rest,
  };
}

/** Every stage, and twice where its evidence decides what may follow. */
export const STAGES = {
  received: { at: 'received', outside: false },
  'awaiting-documents': {
    at: 'awaiting-documents',
    missing: ['letter', 'justification'],
    until: LATER,
    overdue: false,
  },
  'awaiting-documents (overdue)': { at: 'awaiting-documents', missing: ['letter'], until: NOW, overdue: true },
  'needs-clarification': { at: 'needs-clarification', questions: [{ code: 'rate-missing', facts: {} }] },
  'possible-duplicate': { at: 'possible-duplicate', of: 3 },
  'awaiting-disposition': { at: 'awaiting-disposition' },
  disposed: { at: 'disposed' },
  examined: { at: 'examined' },
  'assessed (enough)': { at: 'assessed', verdict: 'enough', decision: 5, enough: true },
  'assessed (not enough)': { at: 'assessed', verdict: 'not-recommended', decision: 5, enough: false },
  unknown: { at: 'unknown', decision: 5, why: [] },
  'waiting-for-room': { at: 'waiting-for-room', decision: 5 },
  deferred: { at: 'deferred', decision: 5, since: NOW, reason: null, aged: 0 },
  'deferred (unchecked)': { at: 'deferred', decision: null, since: NOW, reason: 'anggaran', aged: 30 },
  'offered-partial': {
    at: 'offered-partial',
    decision: 5,
    rate: alike(35),
    until: LATER,
    planHash: 'h',
    signed: [KADIS],
  },
  approved: { at: 'approved', allocation: 9, retries: 1, signed: [KADIS] },
  scheduled: { at: 'scheduled', allocation: 9, from: COMING.from, signed: [KADIS] },
  applying: { at: 'applying', allocation: 9, op: 2, retries: 1, signed: [KADIS] },
  'apply-failed': { at: 'apply-failed', allocation: 9, why: {}, signed: [KADIS] },
  active: { at: 'active', allocation: 9, since: NOW },
  informed: { at: 'informed', allocation: 9, since: NOW },
  expiring: { at: 'expiring', allocation: 9, until: RUNNING.until },
  returning: { at: 'returning', allocation: 9, retries: 1, failed: null },
  returned: { at: 'returned', allocation: 9, since: NOW },
  handling: { at: 'handling' },
  restoring: { at: 'restoring', cause: 'diubah manual' },
  restored: { at: 'restored', since: NOW, cause: 'diubah manual' },
  closed: { at: 'closed' },
  duplicate: { at: 'duplicate', of: 3 },
  rejected: { at: 'rejected', reason: 'r', advice: 'a' },
  cancelled: { at: 'cancelled', reason: 'r' },
  redirected: { at: 'redirected', service: 's' },
  lapsed: { at: 'lapsed', why: 'not-granted' },
} as const satisfies Readonly<Record<string, Stage>>;

export type StageLabel = keyof typeof STAGES;

/** Every event, and more than once where what it carries decides. */
export const EVENTS = {
  questioned: { kind: 'questioned', questions: [{ code: 'rate-missing', facts: { direction: 'down' } }] },
  'suspected-duplicate': { kind: 'suspected-duplicate', of: 3 },
  triaged: { kind: 'triaged', impact: 'medium', urgency: 'high', missing: [] },
  'triaged (incomplete)': { kind: 'triaged', impact: 'medium', urgency: 'high', missing: ['letter'] },
  'documents-given': { kind: 'documents-given', documents: ['letter', 'justification'] },
  'documents-given (part)': { kind: 'documents-given', documents: ['technical-data'] },
  'documents-overdue': { kind: 'documents-overdue' },
  corrected: { kind: 'corrected', questions: [] },
  'corrected (still asked)': {
    kind: 'corrected',
    questions: [{ code: 'target-of-other-agency', facts: { target: '10.62.17.0/24', owner: 'BKAD' } }],
  },
  'linked-duplicate': { kind: 'linked-duplicate', of: 3 },
  'found-original': { kind: 'found-original' },
  redirected: { kind: 'redirected', service: 'akses' },
  disposed: { kind: 'disposed', note: '' },
  examined: { kind: 'examined', missing: [] },
  'examined (incomplete)': { kind: 'examined', missing: ['letter'] },
  'assessed (enough)': { kind: 'assessed', decision: 6, verdict: 'enough', recommended: true, rate: alike(40) },
  'assessed (enough, no need)': {
    kind: 'assessed',
    decision: 6,
    verdict: 'enough',
    recommended: false,
    rate: alike(40),
  },
  'assessed (not enough)': { kind: 'assessed', decision: 6, verdict: 'not-enough', recommended: true, facts: {} },
  'assessed (not enough, no need)': {
    kind: 'assessed',
    decision: 6,
    verdict: 'not-enough',
    recommended: false,
    facts: {},
  },
  'assessed (waiting)': { kind: 'assessed', decision: 6, verdict: 'waiting-for-room' },
  'assessed (unknown)': { kind: 'assessed', decision: 6, verdict: 'unknown', why: [] },
  approved: { kind: 'approved', planHash: 'h' },
  ratified: { kind: 'ratified', planHash: 'h' },
  postponed: { kind: 'postponed', reason: 'anggaran' },
  offered: { kind: 'offered', rate: alike(35), planHash: 'h', decision: 8 },
  'offer-answered (accept)': { kind: 'offer-answered', answer: 'accept' },
  'offer-answered (wait)': { kind: 'offer-answered', answer: 'wait' },
  'offer-answered (cancel)': { kind: 'offer-answered', answer: 'cancel' },
  'offer-expired': { kind: 'offer-expired' },
  'hold-expired': { kind: 'hold-expired' },
  'deferral-aged': { kind: 'deferral-aged', days: 7 },
  rejected: { kind: 'rejected', reason: 'r', advice: 'a' },
  cancelled: { kind: 'cancelled', reason: 'r' },
  'window-begun': { kind: 'window-begun' },
  intended: { kind: 'intended', op: 4 },
  applied: { kind: 'applied', facts: {} },
  'not-applied': { kind: 'not-applied', facts: { why: 'x' }, again: false },
  'not-applied (again)': { kind: 'not-applied', facts: { why: 'x' }, again: true },
  retried: { kind: 'retried' },
  told: { kind: 'told', notice: 'agency/active' },
  'told (other)': { kind: 'told', notice: 'agency/received' },
  informed: { kind: 'informed', how: 'telepon' },
  'expiry-near': { kind: 'expiry-near' },
  'window-over': { kind: 'window-over' },
  'window-missed': { kind: 'window-missed' },
  'return-due': { kind: 'return-due' },
  'ended-early': { kind: 'ended-early' },
  extended: { kind: 'extended', until: LATER },
  confirmed: { kind: 'confirmed' },
  'silence-confirmed': { kind: 'silence-confirmed' },
  closed: { kind: 'closed', note: 'n' },
  'restore-ordered': { kind: 'restore-ordered', cause: 'c' },
  'restored-by-hand': { kind: 'restored-by-hand', cause: 'c' },
} as const satisfies Readonly<Record<string, Event>>;

export type EventLabel = keyof typeof EVENTS;

/** An effect in one word: what it does to the books, or whom it tells what. */
export function shown(effect: Effect): string {
  if (effect.do === 'tell')
    return effect.notice.asks === undefined ? effect.notice.kind : `${effect.notice.kind}?${effect.notice.asks}`;
  return effect.do === 'plan' ? `plan:${effect.purpose}` : effect.do;
}

export function person(id: string, ...roles: readonly OfficeRole[]): Actor {
  return { kind: 'person', person: id, roles, paper: null };
}

export function onPaper(id: string, paper: Partial<PaperAuthority>, ...roles: readonly OfficeRole[]): Actor {
  return {
    kind: 'person',
    person: id,
    roles,
    paper: { role: 'division-head', document: '500/1', date: '2026-05-04', file: null, ...paper },
  };
}

export const stageNames: ReadonlySet<StageName> = new Set(Object.values(STAGES).map((stage) => stage.at));
export const eventKinds: ReadonlySet<EventKind> = new Set(Object.values(EVENTS).map((event) => event.kind));
