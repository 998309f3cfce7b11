import { type AdjustedLine, type AdjustmentBook, adjustmentsFor } from '../admission/check/adjustments.ts';
import type { ConstrainedLink, Demand, LinkDemand } from '../admission/check/decision-inputs.ts';
import type { Direction } from '../domain/rate.ts';
import { activeMembersOf } from './active-members.ts';
import { type CheckQuery, startOf } from './check-query.ts';
import { linesOn } from './commitments.ts';
import { type Adjustments, measuredDemand, type MeasuredDemand } from './demand-figures.ts';
import { guarantees, type LineFigures } from './line-figures.ts';
import { linesBeside, memberBasis } from './member-demand.ts';
import { demandEvidence, demandKey, liveOf } from './path-demand.ts';
import { linksBasis, queueBases, type QueueBasis } from './queue-demand.ts';
import type { ParentQueue, QueueTree } from './queue-tree.ts';
import type { ReadContext } from './read-context.ts';

/** Returns the demand of the whole path of a query in one direction. */
export function pathDemand(figures: LineFigures, tree: QueueTree, query: CheckQuery, direction: Direction): Demand {
  const { context, hours } = figures;
  const members = activeMembersOf(context, query.line.path, startOf(query));
  const lines = linesOn(context, tree, query, { queue: null, uplinks: members.uplinks }, direction);
  const basis = {
    evidence: demandEvidence(context, members, direction),
    key: ['path', ...demandKey(context, members), direction],
    live: liveOf(context, query.line.path, direction),
  };
  const demand = measuredDemand(context, hours, basis, adjustmentsOn(figures, query, lines, direction));
  return { ...asAsked(demand, query, context), ...guarantees(figures, query, direction, lines) };
}

/** The load of now is not asked of a window that has not begun. */
function asAsked(demand: MeasuredDemand, { window }: CheckQuery, { now }: ReadContext): MeasuredDemand {
  const isFuture = window !== null && window.from > now;
  return isFuture && demand.live.kind === 'known' ? { ...demand, live: { kind: 'not-asked' } } : demand;
}

/** Returns the demand of one queue above the line of a query in one direction. */
export function queueDemand(
  figures: LineFigures,
  tree: QueueTree,
  query: CheckQuery,
  queue: ParentQueue,
  direction: Direction,
): LinkDemand {
  const { context, allocations } = figures;
  const below = tree.below(queue);
  const lines = linesOn(context, tree, query, { queue: queue.id }, direction);
  const adjustments = adjustmentsOn(figures, query, lines, direction);
  const measured = (basis: QueueBasis): Omit<LinkDemand, 'idle' | 'idleOf' | 'own'> => {
    return { source: basis.source, ...measuredDemand(context, figures.hours, basis, adjustments) };
  };
  const known = queueBases(context, queue, below, allocations, direction, startOf(query))
    .map(measured)
    .filter(({ busy }) => busy.kind === 'known');
  const used = below.length === 0 ? [query.line] : below;
  const demand =
    known.length === 0 ? measured(linksBasis(context, used, direction, startOf(query))) : known.reduce(larger);
  return { ...demand, ...asAsked(demand, query, context), ...guarantees(figures, query, direction, lines) };
}

/**
 * Returns the demand of one member of a balanced path beside which other lines run; undefined for other links: they
 * carry their share of the path's demand.
 */
export function memberDemand(
  figures: LineFigures,
  tree: QueueTree,
  query: CheckQuery,
  { name, share }: Pick<ConstrainedLink, 'name' | 'share'>,
  direction: Direction,
): LinkDemand | undefined {
  const { context, hours } = figures;
  const beside = linesBeside(context, query);
  if (beside.length === 0) return undefined;
  const basis = memberBasis(context, query, name, share, beside, direction);
  const lines = linesOn(context, tree, query, { queue: null, uplinks: [name] }, direction);
  const demand = measuredDemand(context, hours, basis, adjustmentsOn(figures, query, lines, direction));
  return { source: basis.source, ...asAsked(demand, query, context), ...guarantees(figures, query, direction, lines) };
}

type QueueMeasure = Omit<LinkDemand, 'idle' | 'idleOf' | 'own'>;

/** Returns the larger of two known demands, with the larger load of now. */
function larger(a: QueueMeasure, b: QueueMeasure): QueueMeasure {
  const most = b.busy.kind === 'known' && (a.busy.kind === 'unknown' || b.busy.bits > a.busy.bits) ? b : a;
  const lives = [a.live, b.live].filter((live) => live.kind === 'known').toSorted((x, y) => y.bits - x.bits);
  return { ...most, live: lives[0] ?? most.live };
}

/** Returns the adjustments for grants that are not yet in the measured history, in one direction. */
export function adjustmentsOn(
  { context, allocations }: LineFigures,
  query: CheckQuery,
  lines: readonly AdjustedLine[],
  direction: Direction,
): Adjustments {
  const { activity, graceMinutes } = context.office.policy;
  const book: AdjustmentBook = {
    allocations,
    lines,
    requesting: query.line.id,
    activity,
    graceMinutes,
    now: context.now,
  };
  const permanent = adjustmentsFor(book, direction, null);
  return { permanent, all: query.window === null ? permanent : adjustmentsFor(book, direction, query.window) };
}
