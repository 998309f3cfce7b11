import { inForceOf, pendingRequest } from '../../domain/allocation.ts';
import { Fault } from '../../domain/fault.ts';
import type { Line, Path, Pool } from '../../domain/line.ts';
import { never } from '../../domain/never.ts';
import { DIRECTIONS, sameRate, smaller } from '../../domain/rate.ts';
import type { LedgerView } from '../../ports/ledger.ts';
import { rowsOf } from '../../shaping/change.ts';
import { placeBefore } from '../../shaping/placement.ts';
import type { Aim, PlanDraft } from '../../shaping/plan.ts';
import { sameTargets, type SeenQueue } from '../../shaping/queue.ts';
import { checkRows } from '../base-data/base-data.ts';
import { baseRow, typedTargets } from '../base-data/base-row.ts';
import { compensable } from './compensable.ts';
import type { Desk } from '../act/desk.ts';
import type { LineChange } from '../act/order.ts';
import { seenQueue } from '../../planning/seen-queue.ts';
import { typedRate } from '../../domain/typed/typed-rate.ts';

type Ordered<K extends LineChange['kind']> = Extract<LineChange, { readonly kind: K }>;

/**
 * Turns a change that the office ordered into a plan draft, checked against ledger and router table. Stores nothing.
 * Throws a Fault with the reason, such as `queue/under-change`, `queue/not-changeable`, `queue/no-such` or
 * `request/bad-value`.
 */
export function lineDraft(desk: Desk, books: LedgerView, change: LineChange): PlanDraft {
  switch (change.kind) {
    case 'reduce':
      return reduced(desk, books, change);
    case 'reshape':
      return reshaped(desk, books, change);
    case 'add':
      return added(desk, books, change);
    case 'remove':
      return removed(desk, books, change);
    case 'move':
      return moved(desk, books, change);
    case 'compensate': {
      const op = compensable(desk, books, change.op);
      return draft(desk, books, { id: op.change.owner, router: op.router, queue: '' }, null, {
        kind: 'compensate',
        op: op.id,
      });
    }
    default:
      return never(change);
  }
}

/** Makes the plan draft. Throws Fault `queue/under-change` when the queue has a due plan or an open op. */
function draft(desk: Desk, books: LedgerView, place: Place, seen: SeenQueue | null, aim: Aim): PlanDraft {
  const { id: owner, router } = place;
  const now = desk.clock.now();
  const isBusy =
    books.plans({ router, dueBy: now }).some((plan) => plan.owner === owner && plan.purpose !== 'restore') ||
    books.openOps(router).some((op) => op.change.owner === owner);
  if (isBusy) throw new Fault('queue/under-change', { queue: owner });
  return { router, owner, purpose: aim.kind, request: null, dueAt: now, seen, aim };
}

/**
 * Drafts a reduction. The new rate must be lower in one direction and higher in none; more bandwidth needs a request.
 */
function reduced(desk: Desk, books: LedgerView, change: Ordered<'reduce'>): PlanDraft {
  const line = lineOf(books, change.line);
  const old = inForceOf(books.allocations(), line.id);
  notPending(books, line);
  const rate = typedRate(change.down, change.up);
  const isLower =
    old !== undefined && DIRECTIONS.every((d) => rate[d] > 0 && rate[d] <= old.rate[d]) && !sameRate(rate, old.rate);
  if (!isLower) throw new Fault('request/bad-value', { field: 'rate', value: `${change.down}/${change.up}` });
  const limitAt = line.service === 'dedicated' ? rate : smaller(old.limitAt, rate);
  return draft(desk, books, line, seenOf(books, line), { kind: 'reduce', rate, limitAt });
}

/** Throws Fault `queue/not-changeable` when the line has a grant that is approved but not on the router yet. */
function notPending(books: LedgerView, { id, queue }: Line): void {
  const pending = pendingRequest(books.allocations(), id);
  if (pending !== undefined)
    throw new Fault('queue/not-changeable', { queue, why: books.request(pending)?.request.number ?? '' });
}

function reshaped(desk: Desk, books: LedgerView, change: Ordered<'reshape'>): PlanDraft {
  const place = placeOf(books, change.owner);
  const queue = change.queue ?? place.queue;
  const targets = change.targets === null ? place.targets : typedTargets(change.targets, bad);
  const nothingNew = queue === place.queue && sameTargets(targets, place.targets);
  if (nothingNew) throw bad('queue', queue);
  return draft(desk, books, place, seenOf(books, place), { kind: 'reshape', queue, targets });
}

function bad(field: string, value: string): Fault {
  return new Fault('request/bad-value', { field, value });
}

function added(desk: Desk, books: LedgerView, change: Ordered<'add'>): PlanDraft {
  const agency = books.agency(change.agency);
  if (agency === undefined) throw new Fault('agency/no-such', { agency: change.agency });
  const pool = books.pool(change.pool);
  if (pool === undefined) throw new Fault('queue/no-such', { queue: change.pool });
  if ([...books.lines(), ...books.pools()].some((p) => p.id === change.line))
    throw new Fault('request/bad-value', { field: 'line', value: change.line });
  const { code, name, kind, location } = agency;
  const { line: id, queue, targets, service, down, up } = change;
  const typed = {
    line: id,
    router: pool.router,
    queue,
    targets,
    parent: pool.queue,
    service,
    path: pathText(pool.path),
    down,
    up,
  };
  const guarantee = service === 'dedicated' ? { limit_down: down, limit_up: up } : {};
  const row = baseRow(1, { agency: agency.id, code, name, kind, location, ...typed, ...guarantee });
  checkRows(desk, books, [row]);
  if (row.kind !== 'agency' || row.line === null) throw new Fault('bug', { where: 'desk.line-draft' });
  const { line, rate, limitAt } = row;
  return draft(desk, books, line, null, { kind: 'add', line, rate, limitAt });
}

/** Drafts the removal of a line. Throws Fault `queue/not-changeable` when the line has an open request. */
function removed(desk: Desk, books: LedgerView, change: Ordered<'remove'>): PlanDraft {
  const line = lineOf(books, change.line);
  const open = books.requests('open').find((c) => c.request.line === line.id);
  if (open !== undefined) throw new Fault('queue/not-changeable', { queue: line.queue, why: open.request.number });
  const row = rowOf(books, line);
  const seen = seenQueue(books, line);
  const kept =
    row === undefined ? {} : { queueType: row.queueType, ...(row.extras === undefined ? {} : { extras: row.extras }) };
  return draft(desk, books, line, seen && { ...seen, ...kept }, { kind: 'remove' });
}

/** Drafts a move of a queue. Without a given place it goes right before the queue that takes its traffic. */
function moved(desk: Desk, books: LedgerView, change: Ordered<'move'>): PlanDraft {
  const place = placeOf(books, change.owner);
  const seen = seenOf(books, place);
  const table = books.observed(place.router)?.queues ?? [];
  const before = change.before ?? placeBefore(seen, table);
  const isThere = table.some((row) => row.name === before && row.name !== seen.name);
  if (!isThere) throw new Fault('queue/no-such', { queue: before ?? '' });
  return draft(desk, books, place, seen, { kind: 'move', before });
}

type Place = Pick<Line | Pool, 'id' | 'router' | 'queue'>;

function lineOf(books: LedgerView, id: string): Line {
  const line = books.line(id);
  if (line === undefined) throw new Fault('queue/no-such', { queue: id });
  return line;
}

function placeOf(books: LedgerView, id: string): Line | Pool {
  return books.pool(id) ?? lineOf(books, id);
}

function seenOf(books: LedgerView, place: Place): SeenQueue {
  const seen = seenQueue(books, place);
  if (seen === null) throw new Fault('queue/no-such', { queue: place.queue });
  return seen;
}

function rowOf(books: LedgerView, { id, queue, router }: Place) {
  return rowsOf(id, queue, books.observed(router)?.queues ?? [])[0];
}

function pathText(path: Path): string {
  return path.kind === 'pinned' ? path.uplink : `${path.kind}:${path.uplinks.join('+')}`;
}
