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

/** One postponed request for the budget annex: what it asks for, and what was measured of its need. */
export interface PostponedRow {
  readonly number: string;
  readonly agency: string | null;
  readonly priority: Priority | null;
  readonly receivedAt: Moment;
  /** When it was postponed. */
  readonly since: Moment;
  readonly line: string;
  readonly service: Line['service'];
  readonly uplinks: readonly string[];
  /** Permanent rate of the line now, bit/s. */
  readonly inForce: Rate;
  /** Total rate asked for, bit/s. */
  readonly wanted: Rate;
  /** `wanted` − `inForce`, bit/s. */
  readonly addition: Rate;
  /** Time of a temporary request. null: permanent. */
  readonly window: Window | null;
  /** Evidence of need, download, measured until today in working hours. */
  readonly need: Need;
  /** Capacity that was missing at its last check, bit/s. null: no check is stored. */
  readonly missing: Rate | null;
}

/** Lists the postponed requests in the order in which they would be served: by priority, then by date of receipt. */
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
