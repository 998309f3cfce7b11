import type { Facts } from '../../domain/finding.ts';
import type { Moment } from '../../domain/moment.ts';
import type { Request } from '../../domain/request.ts';
import type { Books } from '../../ports/ledger.ts';
import type { OutEffect } from '../../workflow/effect.ts';
import type { OfficeNotice } from '../../workflow/notice.ts';
import { isEnd, type Stage } from '../../workflow/stage.ts';
import { requestFacts } from './request-facts.ts';
import type { Desk } from '../act/desk.ts';

/**
 * Puts a notice about a request into the outbox, once for each audit entry (`seq`) that caused it.
 * @param facts facts of the request; the notice's own facts are added to them.
 */
export function enqueue(
  books: Books,
  request: Request,
  effect: OutEffect,
  seq: number,
  at: Moment,
  facts: Facts,
): void {
  const notice = { ...effect.notice, facts: { ...facts, ...effect.notice.facts, at } };
  books.enqueue({
    key: `${request.number}:${seq}:${notice.kind}`,
    ticketId: request.ticketId,
    request: request.id,
    at,
    message: { kind: 'notice', notice },
  });
}

/**
 * Puts the new stage of a request into the outbox, to be shown on its ticket. When a ticket has several requests, an
 * end is shown only when all of them have ended.
 */
export function progress(books: Books, request: Request, stage: Stage, seq: number, at: Moment): void {
  const others = books.requestsOfTicket(request.ticketId).filter((c) => c.request.id !== request.id && !isEnd(c.stage));
  if (isEnd(stage) && others.length > 0) return;
  books.enqueue({
    key: `${request.number}:${seq}:progress`,
    ticketId: request.ticketId,
    request: request.id,
    at,
    message: { kind: 'progress', stage: stage.at },
  });
}

/** Puts the notice of receipt and the first stage of a new request into the outbox. */
export function openingNotices(desk: Desk, books: Books, request: Request, stage: Stage): void {
  const now = desk.clock.now();
  const { seq } = books.auditHead();
  enqueue(
    books,
    request,
    { do: 'tell', notice: { kind: 'agency/received', facts: {} } },
    seq,
    now,
    requestFacts(books, desk.office, request),
  );
  progress(books, request, stage, seq, now);
}

/** Puts a notice to the office that belongs to no ticket into the outbox. Returns false when `key` was used before. */
export function enqueueForOffice(books: Books, kind: OfficeNotice, key: string, at: Moment, facts: Facts): boolean {
  return books.enqueue({
    key,
    ticketId: null,
    request: null,
    at,
    message: { kind: 'notice', notice: { kind, facts: { ...facts, at } } },
  });
}
