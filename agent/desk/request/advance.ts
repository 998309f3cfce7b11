import { Fault } from '../../domain/fault.ts';
import { permanentRate } from '../../domain/allocation.ts';
import { actorName, type Actor, signatureOf } from '../../domain/person.ts';
import { NO_RATE, type Rate } from '../../domain/rate.ts';
import type { Request } from '../../domain/request.ts';
import { workingDaysAfter } from '../../domain/work-calendar.ts';
import type { Books, RequestRecord, LedgerView } from '../../ports/ledger.ts';
import { additionOf, refusal } from '../../workflow/authority.ts';
import type { BookEffect, OutEffect } from '../../workflow/effect.ts';
import type { Event } from '../../workflow/event.ts';
import { move } from '../../workflow/move.ts';
import type { MoveContext } from '../../workflow/moved.ts';
import type { Stage } from '../../workflow/stage.ts';
import { secondNeeded } from '../../planning/approval.ts';
import { requesterOfRequest } from './name-recorder.ts';
import { requestFacts } from './request-facts.ts';
import { type Desk, contextOf } from '../act/desk.ts';
import { keepBooks, restTotal } from './keep-books.ts';
import { progress, enqueue } from './enqueue.ts';

/**
 * THE door: authority, the pure move, stage, book effects, audit and outbox, in one transaction. Returns the case as it
 * then stands.
 */
export function advance(desk: Desk, id: number, event: Event, actor: Actor): RequestRecord {
  return desk.ledger.record((books) => advanceIn(desk, books, id, event, actor));
}

/** The same inside a transaction that is open already. Throws a Fault that says why when it may not or can not. */
export function advanceIn(desk: Desk, books: Books, id: number, event: Event, actor: Actor): RequestRecord {
  const found = books.request(id);
  if (found === undefined) throw new Fault('request/no-such', { number: id });
  const { request, stage } = found;
  const refused = refusal(event, actor, dutiesOf(desk, books, found));
  if (refused !== undefined) throw refused;
  const moved = move(stage, event, moveContextOf(desk, books, found, event, actor));
  if (moved === undefined)
    throw new Fault('request/wrong-stage', { number: request.number, stage: stage.at, event: event.kind });
  const now = desk.clock.now();
  const facts = requestFacts(books, desk.office, request);
  const kept = keepBooks(desk, books, request, moved.effects.filter(isBookEffect));
  const next = named(moved.stage, kept.allocation);
  books.setStage(id, next, { at: now, event: event.kind, actor: actorName(actor), byOffice: actor.kind === 'person' });
  books.enter({
    at: now,
    actor,
    act: `request/${event.kind}`,
    request: id,
    facts: { from: stage.at, to: next.at, event, stage: next },
  });
  const seq = books.auditHead().seq;
  // Progress first: it withdraws what was asked before, and a notice may ask anew. Being told is no progress for the
  // agency.
  if (next.at !== stage.at && next.at !== 'informed') progress(books, kept.request, next, seq, now);
  for (const effect of moved.effects) {
    if (!isBookEffect(effect)) enqueue(books, kept.request, effect, seq, now, facts);
  }
  if (kept.rest !== null) openRest(desk, books, kept.request, kept.rest, actor);
  return { request: kept.request, stage: next, since: now };
}

function dutiesOf(desk: Desk, books: LedgerView, { request, stage }: RequestRecord) {
  const checks = books.decisions(request.id);
  const inForce = inForceOf(books, request);
  return {
    number: request.number,
    requester: requesterOfRequest(books, request.ticketId),
    checker: checks.at(-1)?.by ?? null,
    approver: 'signed' in stage ? (stage.signed[0] ?? null) : null,
    addition: additionOf(request.wanted, inForce),
    profile: desk.office.profile,
  };
}

function moveContextOf(
  desk: Desk,
  books: LedgerView,
  { request, stage }: RequestRecord,
  event: Event,
  actor: Actor,
): MoveContext {
  const { calendar, policy, profile } = desk.office;
  const now = desk.clock.now();
  return {
    now,
    request,
    inForce: inForceOf(books, request),
    profile,
    documentsDue: workingDaysAfter(calendar, now, policy.documentDays),
    offerDue: workingDaysAfter(calendar, now, policy.offerDays),
    graceMinutes: policy.graceMinutes,
    signature: signatureOf(actor),
    needsSecond:
      GRANTING.has(event.kind) && secondNeeded(contextOf(desk, books), request, grantedRate(stage)) !== undefined,
  };
}

const GRANTING: ReadonlySet<Event['kind']> = new Set(['approved', 'ratified', 'offer-answered']);

/** What an approval here would grant, where it is not all that was asked. */
function grantedRate(stage: Stage): Rate | null {
  return stage.at === 'offered-partial' ? stage.rate : null;
}

function inForceOf(books: LedgerView, request: Request): Rate {
  return request.line === null ? NO_RATE : permanentRate(books.allocations(), request.line);
}

/** Stages of SOP 6 on carry the allocation that the books know. */
function named(stage: Stage, allocation: number | null): Stage {
  return 'allocation' in stage && allocation !== null ? { ...stage, allocation } : stage;
}

/** The rest of a partial grant waits as a request of its own, with the priority and the date of the first. */
function openRest(desk: Desk, books: Books, request: Request, rest: Rate, actor: Actor): void {
  if (rest.down <= 0 && rest.up <= 0) return;
  const now = desk.clock.now();
  const siblings = books.requestsOfTicket(request.ticketId).length;
  const child = {
    ...request,
    number: `${request.number}/${siblings}`,
    wanted: restTotal(books, request, rest),
    parent: request.id,
    recordedAt: now,
  };
  const stage: Stage = { at: 'deferred', decision: null, since: now, reason: null, aged: 0 };
  const id = books.open(child, stage, { at: now, event: 'split', actor: actorName(actor), byOffice: false });
  books.enter({
    at: now,
    actor,
    act: 'request/split',
    request: id,
    facts: { parent: request.number, number: child.number, wanted: child.wanted },
  });
  const opened = { ...child, id };
  const effect: OutEffect = { do: 'tell', notice: { kind: 'agency/deferred', facts: {} } };
  enqueue(books, opened, effect, books.auditHead().seq, now, requestFacts(books, desk.office, opened));
}

function isBookEffect(effect: BookEffect | OutEffect): effect is BookEffect {
  return effect.do !== 'tell';
}
