import { type Allocation, atLeast, isReplacedBy, permanentOf, permanentRate } from '../../domain/allocation.ts';
import { Fault } from '../../domain/fault.ts';
import type { Moment } from '../../domain/moment.ts';
import { never } from '../../domain/never.ts';
import { priorityOf } from '../../domain/priority.ts';
import { NO_RATE, plus, type Rate } from '../../domain/rate.ts';
import type { Request } from '../../domain/request.ts';
import { workingDaysAfter } from '../../domain/work-calendar.ts';
import type { Books } from '../../ports/ledger.ts';
import type { Purpose } from '../../shaping/plan.ts';
import type { BookEffect } from '../../workflow/effect.ts';
import type { Desk } from '../act/desk.ts';
import { raiseGroups } from './raise-groups.ts';
import { seenQueue } from '../../planning/seen-queue.ts';

/** Result of the ledger effects of one move of a request. */
export interface Kept {
  /** The request with its changed fields. */
  readonly request: Request;
  /** Id of its allocation that has not ended; null: none. */
  readonly allocation: number | null;
  /** The part of a partial grant that was not granted; it becomes a request of its own. null: no partial grant. */
  readonly rest: Rate | null;
}

/**
 * Carries out the ledger effects of one move of a request, in order, inside the transaction of the move. Throws Fault
 * `request/no-line` or `request/hold-expired`.
 */
export function keepBooks(desk: Desk, books: Books, request: Request, effects: readonly BookEffect[]): Kept {
  const start: Kept = { request, allocation: liveAllocation(books, request.id)?.id ?? null, rest: null };
  return effects.reduce((kept, effect) => keep(desk, books, kept, effect), start);
}

function keep(desk: Desk, books: Books, kept: Kept, effect: BookEffect): Kept {
  const now = desk.clock.now();
  const { request } = kept;
  switch (effect.do) {
    case 'prioritise': {
      const priority = priorityOf(request.kind, effect.impact, effect.urgency);
      return rewrite(books, kept, { impact: effect.impact, urgency: effect.urgency, priority });
    }
    case 'documents':
      return rewrite(books, kept, { documents: [...new Set([...request.documents, ...effect.given])] });
    case 'hold':
      return { ...kept, allocation: hold(desk, books, request, effect, now) };
    case 'grant':
      return grant(books, kept, effect.rate, now);
    case 'release':
    case 'void':
      end(books, request.id, now);
      voidPlans(books, request.id);
      return { ...kept, allocation: null };
    case 'plan':
      plan(books, request, effect.purpose, now);
      return kept;
    case 'applied':
      applied(books, request.id, now);
      return kept;
    case 'returned':
      return returned(books, kept, now);
    case 'extend':
      return extend(desk, books, kept, effect.until);
    case 'split':
      return { ...kept, rest: effect.rest };
    default:
      return never(effect);
  }
}

function rewrite(books: Books, kept: Kept, change: Partial<Request>): Kept {
  const request = { ...kept.request, ...change };
  books.rewrite(request);
  return { ...kept, request };
}

function hold(
  desk: Desk,
  books: Books,
  request: Request,
  effect: Extract<BookEffect, { do: 'hold' }>,
  now: Moment,
): number {
  if (request.line === null) throw new Fault('request/no-line', { agency: request.agency });
  end(books, request.id, now);
  const limitAt = permanentOf(books.allocations(), request.line)?.limitAt ?? NO_RATE;
  const guaranteed = books.line(request.line)?.service === 'dedicated';
  const { rate } = effect;
  const until = effect.until ?? workingDaysAfter(desk.office.calendar, now, desk.office.policy.holdDays);
  return books.allocate({
    line: request.line,
    request: request.id,
    rate,
    limitAt: guaranteed && request.window === null ? rate : limitAt,
    window: request.window,
    state: { at: 'held', until },
    appliedAt: null,
    returnedAt: null,
  });
}

function grant(books: Books, kept: Kept, rate: Rate | null, now: Moment): Kept {
  const held = liveAllocation(books, kept.request.id);
  if (held === undefined || (held.state.at === 'held' && now >= held.state.until))
    throw new Fault('request/hold-expired', { number: kept.request.number });
  books.reallocate({ ...held, state: { at: 'granted', since: now } });
  const next = { ...kept, allocation: held.id };
  return rate === null ? next : rewrite(books, next, { wanted: rate });
}

/** Marks the request's grant as on the router and ends the permanent grant before it. */
function applied(books: Books, request: number, now: Moment): void {
  const mine = liveAllocation(books, request);
  if (mine === undefined) return;
  const replaced = mine.window === null ? books.allocations().filter((old) => isReplacedBy(mine, old)) : [];
  books.reallocate(atLeast({ ...mine, appliedAt: mine.appliedAt ?? now }, replaced));
  for (const old of replaced) books.reallocate({ ...old, state: { at: 'ended', since: now } });
}

function returned(books: Books, kept: Kept, now: Moment): Kept {
  const mine = liveAllocation(books, kept.request.id);
  if (mine !== undefined) books.reallocate({ ...mine, returnedAt: now, state: { at: 'ended', since: now } });
  return kept;
}

/** Sets the end of a temporary grant. A group that was raised for the grant stays raised as long. */
function extend(desk: Desk, books: Books, kept: Kept, until: Moment): Kept {
  const mine = liveAllocation(books, kept.request.id);
  const { window } = kept.request;
  if (mine === undefined || mine.window === null || window === null) return kept;
  books.reallocate({ ...mine, window: { ...mine.window, until } });
  const next = rewrite(books, kept, { window: { ...window, until } });
  const line = books.line(next.request.line);
  if (line !== undefined && until > window.until) raiseGroups(desk, books, next.request, line);
  return next;
}

/**
 * Records a plan to change the queue of the request's line, against the queue as last seen. Voids earlier due plans.
 */
function plan(books: Books, request: Request, purpose: Purpose, now: Moment): void {
  const line = books.line(request.line);
  if (line === undefined) throw new Fault('request/no-line', { agency: request.agency });
  voidPlans(books, request.id);
  const seen = seenQueue(books, line);
  books.planChange({ router: line.router, owner: line.id, purpose, request: request.id, dueAt: now, seen });
}

function voidPlans(books: Books, request: number): void {
  for (const p of books.plans({ request })) if (p.state === 'due') books.closePlan(p.id, 'void');
}

function end(books: Books, request: number, now: Moment): void {
  const mine = liveAllocation(books, request);
  if (mine !== undefined) books.reallocate({ ...mine, state: { at: 'ended', since: now } });
}

function liveAllocation(books: Books, request: number): Allocation | undefined {
  return books.allocations().findLast((a) => a.request === request && a.state.at !== 'ended');
}

/** Returns the total rate that the request for the rest asks for: what was granted + the rest. */
export function restTotal(books: Books, request: Request, rest: Rate): Rate {
  const granted = liveAllocation(books, request.id)?.rate ?? permanentRate(books.allocations(), request.line ?? '');
  return plus(granted, rest);
}
