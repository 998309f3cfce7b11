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

/** One request, whole: content, stage, clock, timeline, decision, plan, operations, what was told. */
export interface RequestView {
  readonly request: Request;
  readonly agencyName: string | null;
  readonly stage: Stage;
  readonly sop: SopLine;
  readonly due: Due | null;
  readonly history: readonly StageEntry[];
  readonly inForce: Rate | null;
  /** Newest decision, if any was made. */
  readonly decision: StoredDecision | null;
  /**
   * What the standby of its path would come to, were the link in use lost; null: there is no standby, or nothing is to
   * be decided.
   */
  readonly survival: Survival | null;
  /** What an approval now would be bound to; null when nothing waits for one. */
  readonly planHash: string | null;
  readonly allocation: Allocation | null;
  readonly ops: readonly Op[];
  readonly told: readonly { readonly at: number; readonly kind: NoticeKind; readonly sent: boolean }[];
  /** Why nothing is written for it now; null: nothing waits, or nothing holds it back. */
  readonly wait: Wait | null;
  readonly queueFindings: readonly Finding[];
  readonly children: readonly string[];
}

/** Where the numbers of SOP 5 are still to be weighed. */
const UNDECIDED: ReadonlySet<Stage['at']> = new Set([
  'examined',
  'assessed',
  'unknown',
  'waiting-for-room',
  'deferred',
]);

/** Everything the books know of one request. */
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
