import type { Agency } from '../../agent/domain/agency.ts';
import type { Allocation } from '../../agent/domain/allocation.ts';
import type { Line, Pool } from '../../agent/domain/line.ts';
import { type Moment, momentOf } from '../../agent/domain/moment.ts';
import { mbps, NO_RATE, type Rate } from '../../agent/domain/rate.ts';
import type { Request } from '../../agent/domain/request.ts';
import type { Contract } from '../../agent/domain/uplink.ts';
import type { RequestRecord } from '../../agent/ports/ledger.ts';
import type { PlanDraft } from '../../agent/shaping/plan.ts';
import { EVERY_DETAIL } from '../ticket/ticket-samples.ts';

/** 1 January 2026 of western Indonesia: base data are in force from then. */
export const YEAR_BEGAN = momentOf('2026-01-01T00:00:00+07:00');

/** The same number of Mbps down and up. */
export function alike(megabits: number): Rate {
  return { down: mbps(megabits), up: mbps(megabits) };
}

/*
 * Rows as the ledger keeps them, whole. `Required` makes a new field of a row fail to compile here, in one place, and
 * not be forgotten in many.
 */

/** An OPD of the managed network; its code is the id in capitals. */
export function agencyRow(id: string, change: Partial<Agency> = {}): Required<Agency> {
  return {
    id,
    code: id.toUpperCase(),
    name: `Dinas ${id}`,
    kind: 'opd',
    location: 'Kasongan',
    managed: true,
    ...change,
  };
}

/** A shared line on isp-a, below the pool's queue, of the agency of the same id. */
export function lineRow(id: string, change: Partial<Line> = {}): Required<Line> {
  return {
    id,
    agency: id,
    router: 'core',
    queue: id.toUpperCase(),
    targets: ['10.62.20.0/24'],
    parent: '0.POOL',
    service: 'shared',
    path: { kind: 'pinned', uplink: 'isp-a' },
    ...change,
  };
}

/** A pool on router `core` without a parent; its queue is its id in capitals. */
export function poolRow(id: string, change: Partial<Pool> = {}): Required<Pool> {
  return {
    id,
    router: 'core',
    queue: id.toUpperCase(),
    parent: null,
    targets: ['10.62.0.0/16'],
    path: { kind: 'pinned', uplink: 'isp-a' },
    ...change,
  };
}

/** A permanent grant of base data, in force since `since`. */
export function grantRow(
  line: string,
  rate: Rate,
  change: Partial<Omit<Allocation, 'id'>> = {},
  since: Moment = YEAR_BEGAN,
): Required<Omit<Allocation, 'id'>> {
  return {
    line,
    request: null,
    rate,
    limitAt: NO_RATE,
    window: null,
    state: { at: 'granted', since },
    appliedAt: since,
    returnedAt: null,
    ...change,
  };
}

/** A plan that is due since the beginning of the year, made while the router had no queue of the owner. */
export function planRow(owner: string, change: Partial<PlanDraft> = {}): RequiredPlan {
  return { router: 'core', owner, purpose: 'restore', request: null, dueAt: YEAR_BEGAN, seen: null, ...change };
}

/** `aim` may be left out: its absence says that the books say already what the queue should be. */
type RequiredPlan = Required<Omit<PlanDraft, 'aim'>> & Pick<PlanDraft, 'aim'>;

/** A request that was postponed at `since` without a decision, with its row. */
export function postponedRow(id: number, since: Moment, change: Partial<Omit<Request, 'id'>> = {}): RequestRecord {
  const stage = { at: 'deferred', decision: null, since, reason: null, aged: 0 } as const;
  return { request: { id, ...requestRow(change) }, stage, since };
}

/** The contract K-1 of an uplink, without an end. */
export function contractRow(uplink: string, rate: Rate, change: Partial<Contract> = {}): Required<Contract> {
  return { uplink, from: YEAR_BEGAN, until: null, rate, document: 'K-1', ...change };
}

/** A permanent request of DINKES for 40 Mbps, received on Monday 4 May 2026 at 08:10, with all its papers. */
export function requestRow(change: Partial<Omit<Request, 'id'>> = {}): Required<Omit<Request, 'id'>> {
  const received = momentOf('2026-05-04T08:10:00+07:00');
  return {
    number: 'BW-2026-0041',
    kind: 'request',
    ticketId: 'T-1',
    revision: 1,
    channel: 'helpdesk',
    agency: 'dinkes',
    line: 'dinkes',
    wanted: alike(40),
    window: null,
    targets: ['10.62.20.0/24'],
    documents: [],
    subject: 'Penambahan bandwidth',
    reason: 'Antrean jenuh',
    ...EVERY_DETAIL,
    letterNumber: '500/41/2026',
    letterDate: '30 April 2026',
    receivedAt: received,
    recordedAt: received,
    impact: 'medium',
    urgency: 'medium',
    priority: 'P3',
    parent: null,
    ...change,
  };
}
