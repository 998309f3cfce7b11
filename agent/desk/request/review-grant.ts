import { grantReview, type GrantReview } from '../../admission/reclaim/grant-review.ts';
import { REACH_DAYS } from '../../admission/check/evidence.ts';
import { reviewWindow } from '../../admission/reclaim/review-window.ts';
import type { Allocation } from '../../domain/allocation.ts';
import type { Facts } from '../../domain/finding.ts';
import { after, between, DAY, type Moment, span, type Window } from '../../domain/moment.ts';
import { AGENT } from '../../domain/person.ts';
import { DIRECTIONS, NO_RATE, type Rate } from '../../domain/rate.ts';
import type { Request } from '../../domain/request.ts';
import type { Subject } from '../../domain/counters/reading.ts';
import type { LedgerView } from '../../ports/ledger.ts';
import { SETTLED } from '../../assessment/day-cache.ts';
import { evidenceOf } from '../../assessment/path-demand.ts';
import { requestFacts } from './request-facts.ts';
import { type Desk, contextOf } from '../act/desk.ts';

/** A permanent grant whose use is reviewed: rate before and after it, and the window in which its use is measured. */
interface Grant {
  readonly request: number;
  readonly line: string;
  readonly window: Window;
  readonly before: Rate;
  readonly now: Rate;
}

/**
 * Returns the ids of requests whose permanent grant is due for its review and was not reviewed yet (see
 * `reviewWindow`).
 */
export function grantsToReview(desk: Desk): readonly number[] {
  return dueGrants(desk, desk.ledger).map(({ request }) => request);
}

/**
 * Reviews whether a permanent grant was used, tells the division head, and enters it in the audit; once for each grant.
 * Returns whether it was done.
 */
export function reviewGrant(desk: Desk, id: number): boolean {
  return desk.ledger.record((books) => {
    const request = books.request(id)?.request;
    const grant = dueGrants(desk, books).find((g) => g.request === id);
    if (request === undefined || grant === undefined) return false;
    const at = desk.clock.now();
    const review = reviewOf(desk, books, grant);
    const facts = factsOf(grant, review);
    books.enter({ at, actor: AGENT, act: 'request/reviewed', request: id, facts: { verdict: review.kind, ...facts } });
    const notice = {
      kind: `division-head/grant-${review.kind}`,
      facts: { ...requestFacts(books, desk.office, request), ...facts, at },
    } as const;
    books.enqueue({
      key: keyOf(request),
      ticketId: request.ticketId,
      request: id,
      at,
      message: { kind: 'notice', notice },
    });
    return true;
  });
}

function reviewOf(desk: Desk, books: LedgerView, { line, window, before, now }: Grant): GrantReview {
  const context = contextOf(desk, books);
  const subject: Subject = `line:${line}`;
  const past = { down: evidenceOf(context, [subject], 'down'), up: evidenceOf(context, [subject], 'up') };
  return grantReview(past, window, before, now, desk.office.policy.reclaimBelow);
}

/**
 * Returns the grants that are due for review now. Grants that fell due more than REACH_DAYS ago are left to the reclaim
 * list, so that an old ledger does not cause many notices at once.
 */
function dueGrants({ office, clock }: Desk, ledger: LedgerView): readonly Grant[] {
  const { policy, calendar } = office;
  if (policy.reviewDays === 0) return [];
  const now = clock.now();
  const allocations = ledger.allocations();
  const grants = allocations.flatMap((a): readonly Grant[] => {
    if (a.request === null || a.window !== null || a.appliedAt === null) return [];
    const window = reviewWindow(calendar, a.appliedAt, policy.reviewDays);
    return window !== undefined && isDue(a, window.until, now) ? grantOf(a, a.request, window, allocations) : [];
  });
  return grants.filter((grant) => lineExists(ledger, grant) && !isReviewed(ledger, grant.request));
}

/**
 * Says whether the grant still stood at `until`, the last interval has had time to arrive, and its samples are in
 * reach.
 */
function isDue({ state }: Allocation, until: Moment, now: Moment): boolean {
  const stood = state.at !== 'ended' || state.since >= until;
  return stood && now >= after(until, SETTLED) && now < after(until, span(REACH_DAYS * DAY));
}

/** Returns the grant if it raised the line's rate in a direction; else nothing. */
function grantOf(a: Allocation, request: number, window: Window, allocations: readonly Allocation[]): readonly Grant[] {
  const { line, rate } = a;
  const before = beforeOf(a, allocations);
  return DIRECTIONS.every((d) => rate[d] <= before[d]) ? [] : [{ request, line, window, before, now: rate }];
}

function lineExists(ledger: LedgerView, { line }: Grant): boolean {
  return ledger.lines().some((l) => l.id === line);
}

/** Returns the permanent rate that the line had before this grant was on the router. */
function beforeOf({ id, line, appliedAt }: Allocation, allocations: readonly Allocation[]): Rate {
  const earlier = allocations.filter(
    (a) => a.line === line && a.id !== id && a.window === null && isBefore(a, appliedAt),
  );
  return earlier.toSorted((a, b) => (b.appliedAt ?? 0) - (a.appliedAt ?? 0) || b.id - a.id)[0]?.rate ?? NO_RATE;
}

/** Says whether an allocation was on the router before `applied`. Base data without a time counts as earlier. */
function isBefore({ request, appliedAt }: Allocation, applied: Moment | null): boolean {
  if (applied === null) return false;
  return appliedAt === null ? request === null : appliedAt < applied;
}

/** Says whether the review was done: its notice, whose key is unique, is in the outbox or was delivered. */
function isReviewed(ledger: LedgerView, request: number): boolean {
  const found = ledger.request(request)?.request;
  return found === undefined || ledger.outboxOf(request).some((row) => row.key === keyOf(found));
}

function keyOf({ number }: Request): string {
  return `${number}:review`;
}

function factsOf({ line, window, before, now }: Grant, review: GrantReview): Facts {
  const measured = review.kind === 'unmeasured' ? undefined : review;
  return {
    line,
    days: Math.ceil(between(window.from, window.until) / DAY),
    beforeDown: before.down,
    beforeUp: before.up,
    nowDown: now.down,
    nowUp: now.up,
    p95Down: measured?.down.p95 ?? null,
    p95Up: measured?.up.p95 ?? null,
    shareDown: measured?.down.share ?? null,
    shareUp: measured?.up.share ?? null,
    valid: review.valid,
    expected: review.expected,
  };
}
