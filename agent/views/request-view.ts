import { type Allocation, permanentRate } from '../domain/allocation.ts';
import type { Finding } from '../domain/finding.ts';
import type { Line } from '../domain/line.ts';
import type { Rate } from '../domain/rate.ts';
import type { Request } from '../domain/request.ts';
import type { Wait } from '../domain/wait.ts';
import type { RequestRecord, StoredDecision } from '../ports/ledger.ts';
import type { Op } from '../shaping/op.ts';
import { planHash } from '../shaping/plan.ts';
import { type Due, dueOf, type StageEntry } from '../workflow/due.ts';
import type { NoticeKind } from '../workflow/notice.ts';
import type { SopLine } from '../workflow/sop.ts';
import type { Stage } from '../workflow/stage.ts';
import { bindingFor, turnOf } from '../planning/approval.ts';
import type { ReadContext } from '../assessment/read-context.ts';
import { type Survival, survivalOf } from '../assessment/survival.ts';
import { waitOfCase } from '../planning/waits.ts';

/** Everything about one request: content, stage, deadlines, history, newest check, plan, ops and notices. */
export interface RequestView {
  readonly request: Request;
  readonly agencyName: string | null;
  readonly stage: Stage;
  /** SOP step and whose turn it is. */
  readonly sop: SopLine;
  /** Deadlines. null: no priority yet. */
  readonly due: Due | null;
  readonly history: readonly StageEntry[];
  /** Permanent rate of the line now, bit/s. null: no line. */
  readonly inForce: Rate | null;
  /** Newest availability check. null: none was made. */
  readonly decision: StoredDecision | null;
  /**
   * What the standby uplink would carry if the active uplink failed after the grant. null: no standby, or the request
   * is decided.
   */
  readonly survival: Survival | null;
  /** Hash of what an approval now would be valid for. null: no approval is waited for. */
  readonly planHash: string | null;
  /** Newest allocation of the request. null: none. */
  readonly allocation: Allocation | null;
  readonly ops: readonly Op[];
  /** Notices: when recorded, which, and whether already sent. */
  readonly told: readonly { readonly at: number; readonly kind: NoticeKind; readonly sent: boolean }[];
  /** Why nothing is written for the request now. null: nothing waits to be written, or nothing stops it. */
  readonly wait: Wait | null;
  /** Findings about the line's queue. */
  readonly queueFindings: readonly Finding[];
  /** Numbers of the requests that are the rest of this one. */
  readonly children: readonly string[];
}

/** Stages in which the numbers of SOP step 5 still matter. */
const UNDECIDED: ReadonlySet<Stage['at']> = new Set([
  'examined',
  'assessed',
  'unknown',
  'waiting-for-room',
  'deferred',
]);

/** Reads everything that the ledger knows of one request. */
export function requestView(context: ReadContext, found: RequestRecord): RequestView {
  const { request, stage } = found;
  const { ledger, office, now } = context;
  const history = ledger.history(request.id);
  const line = ledger.line(request.line);
  const decision = ledger.decisions(request.id).at(-1) ?? null;
  const awaits = stage.at === 'assessed' && stage.enough && line !== undefined;
  return {
    request,
    agencyName: ledger.agency(request.agency)?.name ?? null,
    stage,
    sop: turnOf(context, found),
    due: request.priority === null ? null : dueOf(office.calendar, request.priority, request.receivedAt, history, now),
    history,
    inForce: line === undefined ? null : permanentRate(ledger.allocations(), line.id),
    decision,
    survival: UNDECIDED.has(stage.at) && line !== undefined ? survivalOfRequest(context, request, line) : null,
    planHash: awaits ? planHash(bindingFor(context, request, line)) : null,
    allocation: ledger.allocations().findLast((a) => a.request === request.id) ?? null,
    ops: ledger.ops(request.id),
    told: ledger.outboxOf(request.id).flatMap((row) => {
      return row.message.kind === 'notice'
        ? [{ at: row.at, kind: row.message.notice.kind, sent: row.doneAt !== null }]
        : [];
    }),
    wait: waitOfCase(context, found),
    queueFindings: line === undefined ? [] : ledger.findings(line.router).filter((f) => f.subject === line.queue),
    children: ledger
      .requestsOfTicket(request.ticketId)
      .flatMap((c) => (c.request.parent === request.id ? [c.request.number] : [])),
  };
}

function survivalOfRequest(context: ReadContext, { id, wanted, window }: Request, line: Line): Survival | null {
  return wanted === null ? null : survivalOf(context, { line, wanted, window, request: id, from: context.now });
}
