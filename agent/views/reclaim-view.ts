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

/** One line: what it holds, what it uses, and whether it could give back. */
export interface ReclaimRow {
  readonly line: string;
  readonly agency: string;
  readonly service: Line['service'];
  /** null: without a limit. */
  readonly allocation: Rate | null;
  readonly use: LineUse;
  /** Packets that the line's queue dropped in the window; null where the device does not count them. */
  readonly drops: { readonly down: number; readonly up: number } | null;
  readonly outcome: ReclaimProposal;
}

/**
 * The lines that could give back, largest first; after them, where all are asked for, those that keep and those of
 * which nothing is known.
 */
export interface ReclaimView {
  readonly at: Moment;
  /** Until when an agency may object that is notified now. */
  readonly objectBy: Moment;
  readonly below: PerMille;
  readonly days: number;
  readonly rows: readonly ReclaimRow[];
  /** How many lines keep what they have, and of how many nothing is known, whether shown or not. */
  readonly kept: number;
  readonly unknown: number;
  readonly plan: readonly ServedRow[];
}

/**
 * The reclaim list of the office, and who in the waiting list would get what it frees. Reads only: a person orders each
 * reduction.
 */
export function reclaimView(context: ReadContext, isAll: boolean): ReclaimView {
  const still = snapshotOf(context);
  const { calendar, policy } = still.office;
  const allocations = grouped(still.ledger.allocations(), (a) => a.line);
  const asking = new Set(still.ledger.requests('open').map((c) => c.request.line));
  const changing = changingOwners(still);
  const fullness = pathFullness(still);
  const judged = still.ledger.lines().map((line) => {
    const unfinished = { isAsking: asking.has(line.id), isChanging: changing.has(line.id) };
    const row = judgedLine(still, line, allocations.get(line.id) ?? [], unfinished);
    return { ...row, outcome: underPath(row.outcome, () => fullness(line)) };
  });
  const ranked = judged.flatMap((row) => (row.outcome.kind === 'give-back' ? [{ ...row, ...row.outcome }] : []));
  ranked.sort((a, b) => b.freed.down + b.freed.up - (a.freed.down + a.freed.up) || a.line.localeCompare(b.line));
  const order = new Map(ranked.map((row, place) => [row.line, place]));
  const shown = judged.filter((row) => isAll || row.outcome.kind === 'give-back');
  return {
    at: still.now,
    objectBy: workingDaysAfter(calendar, still.now, policy.objectDays),
    below: policy.reclaimBelow,
    days: policy.reclaimDays,
    rows: shown
      .toSorted((a, b) => rankOf(order, a) - rankOf(order, b) || a.line.localeCompare(b.line))
      .map((row) => ({ ...row, drops: dropsOf(still, `line:${row.line}`) })),
    kept: judged.filter((row) => row.outcome.kind === 'keep').length,
    unknown: judged.filter((row) => row.outcome.kind === 'unknown').length,
    plan: reclaimPlan(
      still,
      ranked.map(({ line, service, proposed }) => ({ line, service, proposed })),
    ),
  };
}

/** In the order of the list: by what is freed, then what keeps, then what is unknown. */
function rankOf(order: ReadonlyMap<string, number>, { line, outcome }: Pick<ReclaimRow, 'line' | 'outcome'>): number {
  return order.get(line) ?? order.size + (outcome.kind === 'keep' ? 0 : 1);
}

/** Owners of the queues that are to change and were not yet seen to be: a plan is due, or its op is open. */
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
  const stands = inTheWay(allocations, unfinished, policy, context.now);
  return {
    line: line.id,
    agency: context.ledger.agency(line.agency)?.code ?? line.agency,
    service: line.service,
    allocation: held === undefined || held.rate.down === 0 || held.rate.up === 0 ? null : held.rate,
    use,
    outcome: reclaimProposal(use, held ?? { rate: NO_RATE, limitAt: NO_RATE }, line.service, stands, policy),
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

/** The queue's own count over the days of the window, all hours. */
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
