import type { Agency } from '../../../agent/domain/agency.ts';
import type { Allocation } from '../../../agent/domain/allocation.ts';
import type { AuditDraft } from '../../../agent/domain/audit-entry.ts';
import type { Line, Pool } from '../../../agent/domain/line.ts';
import { type Moment, momentOf } from '../../../agent/domain/moment.ts';
import { AGENT } from '../../../agent/domain/person.ts';
import { DEFAULT_POLICY } from '../../../agent/domain/policy.ts';
import { bps, mbps, NO_RATE, perMille, rate } from '../../../agent/domain/rate.ts';
import type { Request } from '../../../agent/domain/request.ts';
import type { Books, Observed, OutboxRow, StoredDecision } from '../../../agent/ports/ledger.ts';
import type { ObservedQueue } from '../../../agent/shaping/queue.ts';
import type { Ticket } from '../../../agent/ticket/ticket.ts';
import type { Stage } from '../../../agent/workflow/stage.ts';
import { EVERY_DETAIL, EVERY_FIELD } from '../../ticket/ticket-samples.ts';

/** Values to put into a ledger, whole and of every kind. */
export const EIGHT = momentOf('2026-05-04T08:00:00+07:00');
export const later = (ms: number): Moment => (EIGHT + ms) as Moment;
const TWENTY = rate(20_000_000, 10_000_001);

export const AGENCY: Agency = {
  id: 'dinkes',
  code: 'DINKES',
  name: 'Dinas Kesehatan',
  kind: 'opd',
  location: 'Kasongan',
  managed: true,
};
export const LINE: Line = {
  id: 'dinkes-1',
  agency: 'dinkes',
  router: 'core',
  queue: '1.DINKES',
  targets: ['10.62.20.0/24'],
  parent: '0.TOTAL',
  service: 'shared',
  path: { kind: 'balanced', uplinks: ['isp-a', 'isp-b'] },
};
export const POOL: Pool = {
  id: 'pool',
  router: 'core',
  queue: '0.TOTAL',
  parent: '0.ALL',
  targets: ['10.62.0.0/16'],
  path: { kind: 'pinned', uplink: 'isp-a' },
};

export function draft(act: string, facts: AuditDraft['facts'] = {}, request: number | null = null): AuditDraft {
  return { at: EIGHT, actor: AGENT, act, request, facts };
}

export function wish(number: string, change: Partial<Request> = {}): Omit<Request, 'id'> {
  return {
    number,
    kind: 'request',
    ticketId: `T-${number}`,
    revision: 1,
    channel: 'helpdesk',
    agency: null,
    line: null,
    wanted: TWENTY,
    window: null,
    targets: ['10.62.20.0/24'],
    documents: ['letter'],
    subject: `Tambah bandwidth "${number}"`,
    reason: `baris satu\nbaris dua \u2028 \u0000 '; DROP TABLE audit; --`,
    ...EVERY_DETAIL,
    receivedAt: EIGHT,
    recordedAt: later(1),
    impact: null,
    urgency: null,
    priority: null,
    parent: null,
    ...change,
  };
}

export const RECEIVED: Stage = { at: 'received', outside: false };
export const entry = (at: Moment, event = 'received', byOffice = false) => ({
  at,
  event,
  actor: byOffice ? 'kabid' : 'agent',
  byOffice,
});

/** A request in the books, the agency's line with it. */
export function opened(books: Books, number: string, stage: Stage = RECEIVED, change: Partial<Request> = {}): number {
  const id = books.open(wish(number, change), stage, entry(EIGHT));
  books.enter(draft('request/received', { number }, id));
  return id;
}

export function withLine(books: Books): void {
  books.putAgency(AGENCY);
  books.putLine(LINE);
  books.putPool(POOL);
  books.enter(draft('base-data/import'));
}

export function held(change: Partial<Allocation> = {}): Omit<Allocation, 'id'> {
  return {
    line: LINE.id,
    request: null,
    rate: TWENTY,
    limitAt: NO_RATE,
    window: null,
    state: { at: 'held', until: later(1000) },
    appliedAt: null,
    returnedAt: null,
    ...change,
  };
}

export function queue(position: number, change: Partial<ObservedQueue> = {}): ObservedQueue {
  return {
    id: `*${position}`,
    name: `q${position}`,
    targets: [`10.62.${position % 250}.0/24`],
    parent: null,
    maxLimit: TWENTY,
    limitAt: NO_RATE,
    position,
    comment: 'Dinas bwagent:dinkes-1',
    disabled: false,
    invalid: false,
    dynamic: false,
    queueType: 'default-small/default-small',
    ...change,
  };
}

export function table(router: string, queues: number, at = EIGHT): Observed {
  return {
    router,
    at,
    identity: { identity: 'CORE', version: '7.16.2', serial: null },
    traits: { fasttrackRules: 0, blindBridgePorts: 0, pcqRates: { 'pcq-2m': bps(2_000_000) }, handEdits: [] },
    queues: Array.from({ length: queues }, (_, position) => queue(position)),
  };
}

export function message(key: string, change: Partial<OutboxRow> = {}): Omit<OutboxRow, 'id' | 'doneAt'> {
  return {
    key,
    ticketId: 'T-1',
    request: null,
    at: EIGHT,
    message: { kind: 'notice', notice: { kind: 'agency/active', facts: { n: 1 } } },
    ...change,
  };
}

export function ticket(id: string): Required<Ticket> {
  return { ...EVERY_FIELD, id, body: '=cmd|" /C calc"', wantedDown: '20 MB', wantedUp: '', targets: [] };
}

export function decided(request: number): Omit<StoredDecision, 'id'> {
  const figure = { hours: 'working', bits: null, valid: 1900, expected: 2000, lostDays: 1 } as const;
  const direction = {
    delta: 10_000_000,
    busy: { kind: 'unknown', why: 'coverage', figures: [figure], days: 19 },
    raised: bps(0),
    growth: bps(0),
    live: { kind: 'known', bits: mbps(41), ageMs: 1000 },
    idle: bps(0),
    own: null,
    promised: { 'isp-a': [] },
  } as const;
  return {
    request,
    at: EIGHT,
    by: 'agent',
    terms: {
      formula: 1,
      at: EIGHT,
      line: LINE.id,
      service: 'shared',
      path: LINE.path,
      window: null,
      inForce: NO_RATE,
      wanted: TWENTY,
      policy: DEFAULT_POLICY,
      bounds: [
        {
          kind: 'uplink',
          name: 'isp-a',
          share: perMille(1000),
          shareNow: perMille(1000),
          capacity: null,
          operational: true,
        },
      ],
      directions: { down: direction, up: direction },
      blind: [{ why: 'no-contract', uplink: 'isp-a' }],
    },
    decision: { verdict: 'unknown', keys: [], why: [{ why: 'no-contract', uplink: 'isp-a' }] },
    need: { kind: 'no-data' },
    offer: rate(5_000_000, 5_000_000),
    earliest: null,
  };
}
