import type { AdjustedLine } from '../admission/check/adjustments.ts';
import { type CommitmentBook, permanentCommitments, temporaryCommitments } from '../admission/check/committed.ts';
import type { ConstrainedLink, DirectionInputs, UnknownReason } from '../admission/check/decision-inputs.ts';
import { type CheckQuery, startOf } from './check-query.ts';
import { capacityOf, sharesFor } from './constrained-links.ts';
import type { LineFigures } from './line-figures.ts';
import { groupsBetween } from './queue-groups.ts';
import type { QueueTree } from './queue-tree.ts';
import type { ReadContext } from './read-context.ts';
import type { Line } from '../domain/line.ts';
import type { Moment } from '../domain/moment.ts';
import { type Bps, bps, type Direction, perMille, type PerMille, type Rate, ZERO } from '../domain/rate.ts';

const WHOLE = perMille(1000);
const NONE = perMille(0);

/**
 * Returns the lines that run on a link or through a queue, the requesting line included, each with its share and the
 * limited queues on the way.
 * @param upTo id of the queue; null: all uplinks in `uplinks`.
 */
export function linesOn(
  context: ReadContext,
  tree: QueueTree,
  query: CheckQuery,
  link: LinkPlace,
  direction: Direction,
): readonly AdjustedLine[] {
  const { line: requesting } = query;
  const others = context.ledger.lines().filter((line) => line.id !== requesting.id);
  const shareOf = shareOn(context, tree, query, link);
  const time = { from: startOf(query), until: query.window?.until ?? null };
  return [...others, requesting].flatMap((line) => {
    const share = shareOf(line);
    if (share === 0) return [];
    return [
      { id: line.id, share, groups: groupsBetween(tree, line, requesting, link.queue, direction, shareOf, time) },
    ];
  });
}

/** One or several uplinks that carry a path together, or one queue. */
export type LinkPlace = { readonly queue: null; readonly uplinks: readonly string[] } | { readonly queue: string };

/** Returns where a link or queue of the check stands. */
export function placeOf({ kind, name }: Pick<ConstrainedLink, 'kind' | 'name'>): LinkPlace {
  return kind === 'pool' ? { queue: name } : { queue: null, uplinks: [name] };
}

function shareOn(context: ReadContext, tree: QueueTree, query: CheckQuery, link: LinkPlace): (line: Line) => PerMille {
  if (link.queue === null) return sharesFor(context, query, link.uplinks);
  const { queue } = link;
  return (line) => (tree.above(line).some(({ id }) => id === queue) ? WHOLE : NONE);
}

/** Returns the input of the committed sums of one link or queue for a query. */
export function commitmentBookOn(
  { context, allocations, ...figures }: LineFigures,
  tree: QueueTree,
  query: CheckQuery,
  link: Pick<ConstrainedLink, 'kind' | 'name'>,
  direction: Direction,
): CommitmentBook {
  const place = placeOf(link);
  const shareOf = shareOn(context, tree, query, place);
  const { window } = query;
  const until = window?.until ?? null;
  const time = { from: startOf(query), until };
  return {
    lines: context.ledger.lines(),
    allocations,
    requesting: query.line,
    shareOn: shareOf,
    groupsOf: (line) => groupsBetween(tree, line, query.line, place.queue, direction, shareOf, time),
    unlimited: (line) => unlimitedCommitment(figures, tree, query, line, direction) ?? ZERO,
    burst: (line) => lastingBurst(context, line, direction),
    capacityFrom: (at) => capacityFrom(context, tree, query, link, at)?.[direction],
    sharing: context.office.policy.sharing,
    graceMinutes: context.office.policy.graceMinutes,
    now: context.now,
  };
}

/**
 * Returns what a line without a limit counts, in bit/s: its own 95th percentile, at most the smallest limit above it;
 * where that percentile is unknown, that limit. undefined: there is none either.
 */
function unlimitedCommitment(
  { upper }: Pick<LineFigures, 'upper'>,
  tree: QueueTree,
  query: CheckQuery,
  line: Line,
  direction: Direction,
): Bps | undefined {
  const time = [startOf(query), query.window?.until ?? null] as const;
  const limits = tree.above(line).flatMap((queue) => tree.limit(queue, ...time)?.[direction] || []);
  const busy = upper(line, direction);
  const own = busy.kind === 'known' ? [busy.bits] : [];
  return own.length + limits.length === 0 ? undefined : bps(Math.ceil(Math.min(...own, ...limits)));
}

/** Returns a reason for each other line without a limit of which nothing is known. */
export function unknownLines(
  { context, allocations, ...figures }: LineFigures,
  tree: QueueTree,
  query: CheckQuery,
  lines: readonly AdjustedLine[],
  direction: Direction,
): readonly UnknownReason[] {
  const on = new Set(lines.map(({ id }) => id));
  const granted = allocations.filter((a) => a.window === null && a.state.at === 'granted' && on.has(a.line));
  const limited = new Set(granted.filter((a) => a.rate[direction] > 0).map((a) => a.line));
  const unlimited = new Set(granted.map((a) => a.line).filter((id) => !limited.has(id) && id !== query.line.id));
  return context.ledger
    .lines()
    .filter(({ id }) => unlimited.has(id))
    .filter((line) => unlimitedCommitment(figures, tree, query, line, direction) === undefined)
    .map(({ id }) => ({ why: 'unlimited-line', line: id }));
}

/** Returns the smallest capacity of a link or queue from `at` on, in the time asked; undefined: unknown. */
function capacityFrom(
  context: ReadContext,
  tree: QueueTree,
  query: CheckQuery,
  { kind, name }: Pick<ConstrainedLink, 'kind' | 'name'>,
  at: Moment,
): Rate | undefined {
  const { window } = query;
  // The grace after the window has no capacity of its own: the end of the window counts.
  const from = window === null || at < window.until ? at : ((window.until - 1) as Moment);
  if (kind === 'pool') {
    const queue = tree.above(query.line).find(({ id }) => id === name);
    return queue === undefined ? undefined : tree.limit(queue, from, window?.until ?? null);
  }
  const later = { ...query, from, window: window === null ? null : { ...window, from } };
  const capacity = capacityOf(context, later, name);
  return capacity.kind === 'known' ? capacity.rate : undefined;
}

/**
 * Returns what the queue of a line can hold for long because its burst never ends (RouterOS burst-threshold above
 * max-limit), bit/s; 0 when it cannot.
 */
function lastingBurst({ ledger }: ReadContext, line: Line, direction: Direction): Bps {
  const row = ledger.observed(line.router)?.queues.find(({ name }) => name === line.queue);
  const { burstLimit, burstThreshold } = row?.extras ?? {};
  if (burstLimit === undefined || burstThreshold === undefined) return ZERO;
  return bps(Math.min(burstLimit[direction], burstThreshold[direction]));
}

/** Returns the committed sums of one link or pool at each instant that the query must pass. */
export function commitmentsIn(
  book: CommitmentBook,
  { window, from }: CheckQuery,
  direction: Direction,
): DirectionInputs['promised'][string] {
  return window === null ? permanentCommitments(book, direction, from) : temporaryCommitments(book, direction, window);
}
