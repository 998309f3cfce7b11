import { type Need, needOf } from '../admission/reclaim/need.ts';
import { missingCapacity } from '../admission/check/offer.ts';
import { membersOf } from '../admission/check/path-capacity.ts';
import { permanentRate } from '../domain/allocation.ts';
import type { Line } from '../domain/line.ts';
import type { Moment, Window } from '../domain/moment.ts';
import type { Priority } from '../domain/priority.ts';
import { minus, type Rate } from '../domain/rate.ts';
import type { RequestRecord } from '../ports/ledger.ts';
import { workEvidenceOf } from '../assessment/path-demand.ts';
import { bySeniority } from '../assessment/seniority.ts';
import type { ReadContext } from '../assessment/read-context.ts';

/** One postponed request, as it goes into the budget: what it asks, and what was measured of its need. */
export interface PostponedRow {
  readonly number: string;
  readonly agency: string | null;
  readonly priority: Priority | null;
  readonly receivedAt: Moment;
  readonly since: Moment;
  readonly line: string;
  readonly service: Line['service'];
  readonly uplinks: readonly string[];
  readonly inForce: Rate;
  readonly wanted: Rate;
  readonly addition: Rate;
  /** null: for good. */
  readonly window: Window | null;
  /** Measured today over the line's own working hours, download. */
  readonly need: Need;
  /** Capacity that was missing when it was postponed; null where nothing was stored. */
  readonly missing: Rate | null;
}

/** The postponed requests in the order in which they would be served. */
export function postponedView(context: ReadContext): readonly PostponedRow[] {
  return context.ledger
    .requests('open')
    .filter((c) => c.stage.at === 'deferred')
    .toSorted(bySeniority)
    .flatMap((found) => {
      const line = context.ledger.line(found.request.line);
      const { wanted } = found.request;
      return line === undefined || wanted === null ? [] : [rowOf(context, found, line, wanted)];
    });
}

function rowOf(context: ReadContext, { request, since }: RequestRecord, line: Line, wanted: Rate): PostponedRow {
  const { ledger, office } = context;
  const inForce = permanentRate(ledger.allocations(), line.id);
  const decision = ledger.decisions(request.id).at(-1);
  return {
    number: request.number,
    agency: ledger.agency(request.agency)?.code ?? request.agency,
    priority: request.priority,
    receivedAt: request.receivedAt,
    since,
    line: line.id,
    service: line.service,
    uplinks: membersOf(line.path),
    inForce,
    wanted,
    addition: minus(wanted, inForce),
    window: request.window,
    need: needOf(workEvidenceOf(context, line.id, 'down'), inForce.down, office.policy),
    missing: decision === undefined ? null : missingCapacity(decision.terms),
  };
}
