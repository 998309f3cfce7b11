import type { DirectionInputs } from '../admission/check/decision-inputs.ts';
import { idleGuarantee, lowerP95, upperP95 } from '../admission/check/demand-figures.ts';
import { permanentAdjustments } from '../admission/check/evidence.ts';
import { membersOf } from '../admission/check/path-capacity.ts';
import { type CheckQuery, hoursOf, type QueryHours } from './check-query.ts';
import { sharesFor } from './constrained-links.ts';
import { memoised } from './day-cache.ts';
import { evidenceOf } from './path-demand.ts';
import type { ReadContext } from './read-context.ts';
import { type Allocation, counts, permanentOf } from '../domain/allocation.ts';
import { grouped } from '../domain/lookup.ts';
import type { Line } from '../domain/line.ts';
import type { Window } from '../domain/moment.ts';
import { type Bps, bps, type Direction, perMille } from '../domain/rate.ts';
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
   * p95 of a line's own samples over the hours of the query, bit/s. `low`: from below, for an unused guarantee (see
   * `lowerP95`). `high`: from above, for a line without a limit (see `upperP95`).
   */
  busy(line: Line, direction: Direction, bounded: 'low' | 'high'): Bps;
}

/**
 * Prepares the figures of single lines.
 * @param window of the query; null: permanent.
 * @param allocations of all lines, without the hold of the request being checked.
 */
export function lineFiguresOf(
  context: ReadContext,
  window: Window | null,
  allocations: readonly Allocation[],
): LineFigures {
  const hours = hoursOf(context.office.calendar, window);
  let byLine: ReadonlyMap<string, readonly Allocation[]> | undefined;
  const ofLine = (line: Line): readonly Allocation[] =>
    (byLine ??= grouped(allocations, (a) => a.line)).get(line.id) ?? NOTHING;
  const figures = new Map<string, Bps>();
  const once = (key: string, compute: () => Bps): Bps => {
    let bits = figures.get(key);
    if (bits === undefined) figures.set(key, (bits = compute()));
    return bits;
  };
  return {
    context,
    allocations,
    hours,
    guarantee: (line, direction) =>
      once(`cir ${direction} ${line.id}`, () => guaranteeOf(context, ofLine(line), line, direction)),
    busy: (line, direction, bounded) =>
      once(`${bounded} ${direction} ${line.id}`, () => busyOf(context, hours, ofLine(line), line, direction, bounded)),
  };
}

const WHOLE = perMille(1000);
const NOTHING: readonly Allocation[] = [];

function guaranteeOf(context: ReadContext, mine: readonly Allocation[], line: Line, direction: Direction): Bps {
  const holds = mine.filter((a) => a.window === null && a.state.at === 'held' && counts(a, context.now));
  const commitments = [permanentOf(mine, line.id) ?? [], holds].flat();
  return bps(
    Math.max(0, ...commitments.map((a) => (line.service === 'dedicated' ? a.rate[direction] : a.limitAt[direction]))),
  );
}

function busyOf(
  context: ReadContext,
  { bands, name }: QueryHours,
  allocations: readonly Allocation[],
  line: Line,
  direction: Direction,
  bounded: 'low' | 'high',
): Bps {
  const { calendar, policy } = context.office;
  const { activity, graceMinutes } = policy;
  const adjustments = permanentAdjustments(
    { allocations, shareOf: () => WHOLE, activity, graceMinutes, now: context.now },
    direction,
  );
  const key = JSON.stringify([
    'line',
    bounded,
    line.id,
    direction,
    dayOf(context.now, calendar.zone),
    name,
    adjustments,
  ]);
  const figure = bounded === 'low' ? lowerP95 : upperP95;
  return memoised(context, key, () => figure(evidenceOf(context, [`line:${line.id}`], direction), bands, adjustments));
}

/**
 * Computes the unused guaranteed bandwidth of the other lines on this path, and the requesting line's own guarantee and
 * p95; bit/s.
 */
export function guarantees(
  figures: LineFigures,
  query: CheckQuery,
  direction: Direction,
): Pick<DirectionInputs, 'idle' | 'own'> {
  const { context } = figures;
  const shareOf = sharesFor(context, query, membersOf(query.line.path));
  let idleSum = 0;
  let own: DirectionInputs['own'] = null;
  for (const line of context.ledger.lines()) {
    if (shareOf(line) === 0) continue;
    const isRequesting = line.id === query.line.id;
    const cir = figures.guarantee(line, direction);
    if (cir === 0 && !(isRequesting && line.service === 'dedicated')) continue;
    const busy = figures.busy(line, direction, 'low');
    if (isRequesting) own = { cir, busy };
    else idleSum += idleGuarantee(cir, busy);
  }
  return { idle: bps(idleSum), own };
}
