import { findAgency } from '../../domain/agency.ts';
import { permanentRate } from '../../domain/allocation.ts';
import { mapRows } from '../../domain/lookup.ts';
import { type Request, REQUEST_DETAILS } from '../../domain/request.ts';
import type { LedgerView } from '../../ports/ledger.ts';
import { duplicateOf, type EarlierRequest } from '../../ticket/duplicate.ts';
import type { Ticket } from '../../ticket/ticket.ts';
import { type Reading, readApplication } from '../../ticket/application.ts';
import { isEnd } from '../../workflow/stage.ts';
import type { Desk } from '../act/desk.ts';

/** What a ticket says against today's base data (SOP 1 and 2). */
export function understand(desk: Desk, ledger: LedgerView, ticket: Ticket): Reading {
  const { calendar, profile } = desk.office;
  const lines = ledger.lines();
  return readApplication(ticket, {
    agencies: ledger.agencies(),
    lines,
    registry: lines.flatMap((l) => l.targets.map((target) => ({ line: l.id, agency: l.agency, prefix: target }))),
    now: desk.clock.now(),
    calendar,
    required: profile.required,
    currentRate: (line) => permanentRate(ledger.allocations(), line),
  });
}

/** The request that already asks the same, if any; children of a split are part of their parent. */
export function twinOf(desk: Desk, ledger: LedgerView, reading: Reading, self: number | null): Request | undefined {
  if (reading.draft === undefined || reading.draft.line === null) return undefined;
  const cases = ledger
    .requests('all')
    .filter((c) => c.request.kind === 'request' && c.request.parent === null && c.request.id !== self);
  const number = duplicateOf(
    reading.draft,
    desk.clock.now(),
    cases.flatMap((c) => earlierOf(ledger, c.request, isEnd(c.stage))),
  );
  return cases.find((c) => c.request.number === number)?.request;
}

function earlierOf(ledger: LedgerView, request: Request, ended: boolean): readonly EarlierRequest[] {
  if (request.agency === null || request.wanted === null) return [];
  const granted = ledger.allocations().find((a) => a.request === request.id && a.appliedAt !== null);
  return [
    {
      number: request.number,
      agency: request.agency,
      line: request.line,
      wanted: request.wanted,
      receivedAt: request.receivedAt,
      open: !ended,
      ...(request.window === null ? {} : { window: request.window }),
      ...(typeof granted?.appliedAt === 'number' ? { grantedAt: granted.appliedAt } : {}),
    },
  ];
}

/** What of a request comes out of its ticket, as far as that is understood. `kept`: the ticket made inert. */
export function contentOf(
  ledger: LedgerView,
  kept: Ticket,
  reading: Reading,
): Omit<Request, 'id' | 'number' | 'recordedAt' | 'impact' | 'urgency' | 'priority' | 'parent'> {
  const known = reading.draft;
  return {
    kind: kept.kind,
    ticketId: kept.id,
    revision: kept.revision,
    channel: kept.channel,
    agency: known?.agency ?? findAgency(ledger.agencies(), kept.agency)?.id ?? null,
    line: known?.line ?? null,
    wanted: known?.wanted ?? null,
    window: known?.window ?? null,
    targets: known?.targets ?? [],
    documents: kept.documents,
    subject: kept.subject,
    reason: kept.body,
    ...mapRows(REQUEST_DETAILS, (_, name) => kept[name]),
    receivedAt: kept.openedAt,
  };
}
