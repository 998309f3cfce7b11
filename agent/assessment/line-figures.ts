import { type AdjustedLine, adjustmentsFor } from '../admission/check/adjustments.ts';
import { cappedSum, type GroupedBits } from '../admission/check/capped-sum.ts';
import type { Demand } from '../admission/check/decision-inputs.ts';
import { type BusyP95, busyP95, idleGuarantee, lowerP95 } from '../admission/check/demand-figures.ts';
import type { Evidence } from '../admission/check/evidence.ts';
import { preferredMembersOf, withoutAway } from './active-members.ts';
import { type CheckQuery, hoursOf, type QueryHours } from './check-query.ts';
import { memoised } from './day-cache.ts';
import { demandEvidence, demandKey, evidenceOf } from './path-demand.ts';
import type { ReadContext } from './read-context.ts';
import { type Allocation, counts, inForceOf, permanentOf } from '../domain/allocation.ts';
import { grouped } from '../domain/lookup.ts';
import type { Line } from '../domain/line.ts';
import { type Bps, bps, demandOf, type Direction, perMille } from '../domain/rate.ts';
import { dayOf } from '../domain/zone.ts';

/** Guarantees and percentiles of single lines for one query. Each is computed once, when first asked for. */
export interface LineFigures {
  readonly context: ReadContext;
  /** Without the hold of the request being checked. */
  readonly allocations: readonly Allocation[];
  readonly hours: QueryHours;
  /**
   * CIR of a line in bit/s: its rate if dedicated, its limit-at if shared. A live hold counts like the grant it may
   * become.
   */
  guarantee(line: Line, direction: Direction): Bps;
  /**
   * p95 of a line's own samples over the hours of the query, bit/s: from below, for an unused guarantee (see
   * `lowerP95`).
   */
  busy(line: Line, direction: Direction): Bps;
  /**
   * p95 of a line without a limit, by the figures of a permanent request, with missing samples as +∞; unknown when too
   * many are missing.
   */
  upper(line: Line, direction: Direction): BusyP95;
}

/**
 * Prepares the figures of single lines.
 * @param query its own line counts without holds, since a hold is not a grant.
 * @param allocations of all lines, without the hold of the request being checked.
 */
export function lineFiguresOf(
  context: ReadContext,
  { window, line: requesting }: Pick<CheckQuery, 'window' | 'line'>,
  allocations: readonly Allocation[],
): LineFigures {
  const hours = hoursOf(context.office.calendar, window);
  let byLine: ReadonlyMap<string, readonly Allocation[]> | undefined;
  const ofLine = (line: Line): readonly Allocation[] => {
    const own = (byLine ??= grouped(allocations, (a) => a.line)).get(line.id) ?? NOTHING;
    return line.id === requesting.id ? own.filter((a) => a.state.at !== 'held') : own;
  };
  const once = keeper();
  return {
    context,
    allocations,
    hours,
    guarantee: (line, direction) =>
      once(`cir ${direction} ${line.id}`, () => guaranteeOf(context, ofLine(line), line, direction)),
    busy: (line, direction) =>
      once(`low ${direction} ${line.id}`, () => {
        const { evidence, adjustments, key } = ownHistory(context, ofLine(line), line, direction);
        return memoised(context, JSON.stringify(['low', ...key, hours.name]), () =>
          lowerP95(evidence(), hours.bands ?? 'permanent', adjustments),
        );
      }),
    upper: (line, direction) => {
      const { evidence, adjustments, key } = ownHistory(context, ofLine(line), line, direction);
      return memoised(context, JSON.stringify(['high', ...key]), () => busyP95(evidence(), 'permanent', adjustments));
    },
  };
}

function keeper(): (key: string, compute: () => Bps) => Bps {
  const figures = new Map<string, Bps>();
  return (key, compute) => {
    let bits = figures.get(key);
    if (bits === undefined) figures.set(key, (bits = compute()));
    return bits;
  };
}

const WHOLE = perMille(1000);
/** Most lines with an unused guarantee that are named. */
const MOST_SHOWN = 20;
const NOTHING: readonly Allocation[] = [];

function guaranteeOf(context: ReadContext, mine: readonly Allocation[], line: Line, direction: Direction): Bps {
  const holds = mine.filter((a) => a.window === null && a.state.at === 'held' && counts(a, context.now));
  const commitments = [permanentOf(mine, line.id) ?? [], inForceOf(mine, line.id) ?? [], holds].flat();
  return bps(
    Math.max(0, ...commitments.map((a) => (line.service === 'dedicated' ? a.rate[direction] : a.limitAt[direction]))),
  );
}

/** The own samples of a line, raised by its own grants, without the hours in which another link carried its path. */
function ownHistory(context: ReadContext, allocations: readonly Allocation[], line: Line, direction: Direction) {
  const { calendar, policy } = context.office;
  const { activity, graceMinutes } = policy;
  const lines = [{ id: line.id, share: WHOLE, groups: [] }];
  const adjustments = adjustmentsFor(
    { allocations, lines, requesting: '', activity, graceMinutes, now: context.now },
    direction,
    null,
  );
  const members = preferredMembersOf(context, line.path);
  const today = dayOf(context.now, calendar.zone);
  const key = ['line', line.id, ...demandKey(context, members), direction, today, adjustments];
  const evidence = (): Evidence => {
    const own = evidenceOf(context, [`line:${line.id}`], direction);
    const path = demandEvidence(context, members, direction);
    return { ...own, of: (day) => withoutAway(own.of(day), path.of(day).away ?? []) };
  };
  return { evidence, adjustments, key };
}

/**
 * Computes the unused guaranteed bandwidth of the other lines, and the requesting line's own guarantee and p95; bit/s.
 * @param lines that run on the link or through the queue, with their share of it.
 */
export function guarantees(
  figures: LineFigures,
  { line: requesting }: CheckQuery,
  direction: Direction,
  lines: readonly AdjustedLine[],
): Pick<Demand, 'idle' | 'idleOf' | 'own'> {
  const known = new Map(figures.context.ledger.lines().map((line) => [line.id, line]));
  const others: (GroupedBits & { readonly line: string; readonly bits: Bps })[] = [];
  let own: Demand['own'] = null;
  for (const { id, share, groups } of lines) {
    const line = id === requesting.id ? requesting : known.get(id);
    if (line === undefined) continue;
    const isRequesting = id === requesting.id;
    const cir = figures.guarantee(line, direction);
    if (cir === 0 && !(isRequesting && line.service === 'dedicated')) continue;
    const busy = figures.busy(line, direction);
    if (isRequesting) own = { cir, busy };
    else others.push({ line: id, bits: demandOf(share, idleGuarantee(cir, busy)), groups });
  }
  const most = others.filter(({ bits }) => bits > 0).toSorted((a, b) => b.bits - a.bits || (a.line < b.line ? -1 : 1));
  const idleOf = most.slice(0, MOST_SHOWN).map(({ line, bits }) => ({ line, bits }));
  return { idle: bps(cappedSum(others)), idleOf, own };
}
