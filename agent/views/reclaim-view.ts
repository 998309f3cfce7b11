import { windowDays } from '../admission/check/day-samples.ts';
import {
  type ReclaimProposal,
  reclaimProposal,
  inTheWay,
  underPath,
  type Unfinished,
} from '../admission/reclaim/reclaim-proposal.ts';
import { type LineUse, lineUse } from '../admission/reclaim/line-use.ts';
import { type Allocation, inForceOf, lastRise } from '../domain/allocation.ts';
import { grouped } from '../domain/lookup.ts';
import type { Line } from '../domain/line.ts';
import type { Moment } from '../domain/moment.ts';
import { NO_RATE, type PerMille, type Rate } from '../domain/rate.ts';
import type { Subject } from '../domain/counters/reading.ts';
import { workingDaysAfter } from '../domain/work-calendar.ts';
import { at, dayOf } from '../domain/zone.ts';
import { memoised } from '../assessment/day-cache.ts';
import { uncachedPast } from '../assessment/uncached-past.ts';
import { pathFullness } from '../assessment/path-fullness.ts';
import { reclaimPlan, type ServedRow } from './reclaim-plan.ts';
import type { ReadContext } from '../assessment/read-context.ts';
import { snapshotOf } from '../assessment/snapshot.ts';

/** One line in the reclaim list: what it has, what it uses, and whether it could give bandwidth back. */
export interface ReclaimRow {
  readonly line: string;
  /** Code of the agency. */
  readonly agency: string;
  readonly service: Line['service'];
  /** Permanent rate on the router, bit/s. null: without a limit. */
  readonly allocation: Rate | null;
  readonly use: LineUse;
  /** Packets that the line's queue dropped in the window of the check. null: the device does not count them. */
  readonly drops: { readonly down: number; readonly up: number } | null;
  /** Proposal for the line, with its reason. */
  readonly outcome: ReclaimProposal;
}

/**
 * The reclaim list: lines that could give bandwidth back, largest amount first. If all lines are asked for, lines that
 * keep their rate follow, then lines whose use is unknown.
 */
export interface ReclaimView {
  readonly at: Moment;
  /** Until when an agency that is notified now may object. */
  readonly objectBy: Moment;
  /** `reclaimBelow` of the policy. */
  readonly below: PerMille;
  /** `reclaimDays` of the policy. */
  readonly days: number;
  readonly rows: readonly ReclaimRow[];
  /** Number of lines that keep what they have. */
  readonly kept: number;
  /** Number of lines whose use is unknown. */
  readonly unknown: number;
  /** Postponed requests that the reclaimed bandwidth could serve. */
  readonly plan: readonly ServedRow[];
}

/**
 * Computes the reclaim list of the office and which postponed requests it could serve. Nothing is written: a person
 * orders each reduction.
 * @param isAll whether lines that give nothing back are listed, too.
 */
export function reclaimView(context: ReadContext, isAll: boolean): ReclaimView {
  const snapshot = snapshotOf(context);
  const { calendar, policy } = snapshot.office;
  const allocations = grouped(snapshot.ledger.allocations(), (a) => a.line);
  const withRequest = new Set(snapshot.ledger.requests('open').map((c) => c.request.line));
  const changing = changingOwners(snapshot);
  const fullness = pathFullness(snapshot);
  const judged = snapshot.ledger.lines().map((line) => {
    const unfinished = { isAsking: withRequest.has(line.id), isChanging: changing.has(line.id) };
    const row = judgedLine(snapshot, line, allocations.get(line.id) ?? [], unfinished);
    return { ...row, outcome: underPath(row.outcome, () => fullness(line)) };
  });
  const ranked = judged.flatMap((row) => (row.outcome.kind === 'give-back' ? [{ ...row, ...row.outcome }] : []));
  ranked.sort((a, b) => b.freed.down + b.freed.up - (a.freed.down + a.freed.up) || a.line.localeCompare(b.line));
  const order = new Map(ranked.map((row, place) => [row.line, place]));
  const shown = judged.filter((row) => isAll || row.outcome.kind === 'give-back');
  return {
    at: snapshot.now,
    objectBy: workingDaysAfter(calendar, snapshot.now, policy.objectDays),
    below: policy.reclaimBelow,
    days: policy.reclaimDays,
    rows: shown
      .toSorted((a, b) => rankOf(order, a) - rankOf(order, b) || a.line.localeCompare(b.line))
      .map((row) => ({ ...row, drops: dropsOf(snapshot, `line:${row.line}`) })),
    kept: judged.filter((row) => row.outcome.kind === 'keep').length,
    unknown: judged.filter((row) => row.outcome.kind === 'unknown').length,
    plan: reclaimPlan(
      snapshot,
      ranked.map(({ line, service, proposed }) => ({ line, service, proposed })),
    ),
  };
}

/** Place in the list: by bandwidth freed, then lines that keep their rate, then unknown ones. */
function rankOf(order: ReadonlyMap<string, number>, { line, outcome }: Pick<ReclaimRow, 'line' | 'outcome'>): number {
  return order.get(line) ?? order.size + (outcome.kind === 'keep' ? 0 : 1);
}

/** Owners of queues that will change: a plan is due, or an op is open. */
function changingOwners({ ledger, now }: ReadContext): ReadonlySet<string> {
  const routers = [...new Set(ledger.lines().map((line) => line.router))];
  const changing = (router: string): readonly string[] => [
    ...ledger.plans({ router, dueBy: now }).map((plan) => plan.owner),
    ...ledger.openOps(router).map((op) => op.change.owner),
  ];
  return new Set(routers.flatMap(changing));
}

function judgedLine(
  context: ReadContext,
  line: Line,
  allocations: readonly Allocation[],
  unfinished: Unfinished,
): Omit<ReclaimRow, 'drops'> {
  const { policy } = context.office;
  const held = inForceOf(allocations, line.id);
  const use = useOf(context, line, held?.rate ?? NO_RATE, lastRise(allocations));
  const reason = inTheWay(allocations, unfinished, policy, context.now);
  return {
    line: line.id,
    agency: context.ledger.agency(line.agency)?.code ?? line.agency,
    service: line.service,
    allocation: held === undefined || held.rate.down === 0 || held.rate.up === 0 ? null : held.rate,
    use,
    outcome: reclaimProposal(use, held ?? { rate: NO_RATE, limitAt: NO_RATE }, line.service, reason, policy),
  };
}

function useOf(context: ReadContext, { id }: Line, allocation: Rate, rise: Moment | undefined): LineUse {
  const subject: Subject = `line:${id}`;
  const { reclaimDays } = context.office.policy;
  const { zone } = context.office.calendar;
  const risen = rise === undefined ? undefined : dayOf(rise, zone);
  const key = JSON.stringify(['use', id, dayOf(context.now, zone), allocation, reclaimDays, risen]);
  return memoised(context, key, () => {
    const past = uncachedPast(context, subject);
    return lineUse({ down: past('down'), up: past('up') }, allocation, reclaimDays, risen);
  });
}

/** Drops counted by the queue over the window of the check, in all hours. */
function dropsOf({ samples, office, now }: ReadContext, subject: Subject): ReclaimRow['drops'] {
  if (samples.last(subject)?.drops === undefined) return null;
  const { zone } = office.calendar;
  const today = dayOf(now, zone);
  const oldest = windowDays(today).at(-1) ?? today;
  const sum = { down: 0, up: 0 };
  for (const five of samples.series(subject, { from: at(oldest, 0, zone), until: at(today, 0, zone) })) {
    sum.down += five.dropsDown;
    sum.up += five.dropsUp;
  }
  return sum;
}
