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
  /** Code of the agency. null: not recognised. */
  readonly agency: string | null;
  readonly priority: Priority | null;
  readonly stage: StageName;
  /** SOP step. */
  readonly step: string;
  /** Role that must act next. null: the request is over. */
  readonly actor: Role | null;
  /** When the request reached its stage. */
  readonly since: Moment;
  readonly receivedAt: Moment;
  /** Permanent rate of the line now, bit/s. */
  readonly inForce: Rate | null;
  /** Total rate asked for, bit/s. */
  readonly wanted: Rate | null;
  /** Deadline for the resolution. null: no priority yet. */
  readonly resolveBy: Moment | null;
  readonly clock: 'runs' | 'stands' | 'over';
  /** Whether the deadline of the response or of the resolution was missed. */
  readonly late: boolean;
}

/**
 * Lists open requests, or all of them, in the order in which they would be served: by priority, then by date of
 * receipt. Optionally only those in a stage, or those that wait for a role.
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
