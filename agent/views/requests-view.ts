import { permanentRate } from '../domain/allocation.ts';
import type { Moment } from '../domain/moment.ts';
import type { Role } from '../domain/person.ts';
import type { Priority } from '../domain/priority.ts';
import type { Rate } from '../domain/rate.ts';
import type { RequestRecord } from '../ports/ledger.ts';
import { dueOf } from '../workflow/due.ts';
import type { StageName } from '../workflow/stage.ts';
import type { ReadContext } from '../assessment/read-context.ts';
import { bySeniority } from '../assessment/seniority.ts';
import { turnOf } from '../planning/approval.ts';

/** One request in a list. */
export interface RequestRow {
  readonly number: string;
  readonly kind: 'request' | 'incident';
  readonly agency: string | null;
  readonly priority: Priority | null;
  readonly stage: StageName;
  readonly step: string;
  readonly actor: Role | null;
  readonly since: Moment;
  readonly receivedAt: Moment;
  readonly inForce: Rate | null;
  readonly wanted: Rate | null;
  readonly resolveBy: Moment | null;
  readonly clock: 'runs' | 'stands' | 'over';
  readonly late: boolean;
}

/**
 * Requests by stage and by whose turn it is; open ones unless all are asked for. In the order in which they would be
 * served.
 */
export function requestsView(
  context: ReadContext,
  asked: { readonly stage?: string; readonly role?: Role; readonly all?: boolean },
): readonly RequestRow[] {
  return context.ledger
    .requests(asked.all === true ? 'all' : 'open')
    .toSorted(bySeniority)
    .map((found) => rowOf(context, found))
    .filter(
      (row) =>
        (asked.stage === undefined || row.stage === asked.stage) &&
        (asked.role === undefined || row.actor === asked.role),
    );
}

function rowOf(context: ReadContext, found: RequestRecord): RequestRow {
  const { ledger, office, now } = context;
  const { request, stage, since } = found;
  const { step, actor, clock } = turnOf(context, found);
  const due =
    request.priority === null
      ? null
      : dueOf(office.calendar, request.priority, request.receivedAt, ledger.history(request.id), now);
  return {
    number: request.number,
    kind: request.kind,
    agency: ledger.agency(request.agency)?.code ?? request.agency,
    priority: request.priority,
    stage: stage.at,
    step,
    actor,
    since,
    receivedAt: request.receivedAt,
    inForce: request.line === null ? null : permanentRate(ledger.allocations(), request.line),
    wanted: request.wanted,
    resolveBy: due?.resolveBy ?? null,
    clock,
    late: due?.resolutionMet === false || due?.responseMet === false,
  };
}
