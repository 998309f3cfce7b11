import type { DemandSource, Live } from '../admission/check/decision-inputs.ts';
import { membersOf } from '../admission/check/path-capacity.ts';
import type { Moment } from '../domain/moment.ts';
import type { Allocation } from '../domain/allocation.ts';
import type { Line, Path } from '../domain/line.ts';
import type { Direction } from '../domain/rate.ts';
import type { Day } from '../domain/zone.ts';
import { type ActiveMembers, activeMembersOf, withoutAway } from './active-members.ts';
import { ratesOf } from './day-cache.ts';
import type { DemandBasis } from './demand-figures.ts';
import { limitAt, linesEvidence, type SummedLine, summedLines } from './lines-sum.ts';
import { demandEvidence, demandKey, evidenceOf, liveOf, liveOfSeries, NEWEST } from './path-demand.ts';
import type { ParentQueue } from './queue-tree.ts';
import type { ReadContext } from './read-context.ts';

/** Histories from which the demand of one queue is known, each with where it comes from. */
export type QueueBasis = DemandBasis & { readonly source: DemandSource };

/**
 * Above this many lines the sum of the lines is not computed, so that one check never reads more days than the cache
 * holds. The queue's own counters decide then, and before they give a figure the load of the links.
 */
const MOST_SUMMED = 250;

/**
 * Returns the histories of a queue in one direction: its own counters, which hold those of its children, and the sum of
 * the lines below it. The larger 95th percentile of the two counts.
 * @param when the time asked: which member of a failover path counts as active.
 */
export function queueBases(
  context: ReadContext,
  queue: ParentQueue,
  lines: readonly Line[],
  allocations: readonly Allocation[],
  direction: Direction,
  when: Moment,
): readonly QueueBasis[] {
  const members = membersOfAll(context, lines, when);
  const away = awayOf(context, members, direction);
  const key = members.map((each) => demandKey(context, each));
  const own = evidenceOf(context, [`pool:${queue.id}`], direction);
  const counted: QueueBasis = {
    source: 'queue',
    evidence: { ...own, of: (day: Day) => withoutAway(own.of(day), away(day)) },
    key: ['queue', queue.id, key, direction],
    live: liveOfSeries(context, ratesOf(newest(context, `pool:${queue.id}`))[direction]),
  };
  const summed = lines.length > MOST_SUMMED ? undefined : summedLines(context, lines, allocations);
  if (summed === undefined || summed.length === 0) return [counted];
  return [
    counted,
    {
      source: 'lines',
      evidence: linesEvidence(context, summed, direction, away),
      key: ['lines', summed, key, direction],
      live: liveSum(context, summed, direction),
    },
  ];
}

/**
 * Returns the history of all uplinks that the lines below a queue use: the queue carries at most that. Used until its
 * own counters or its lines give a figure.
 */
export function linksBasis(
  context: ReadContext,
  lines: readonly Line[],
  direction: Direction,
  when: Moment,
): QueueBasis {
  const uplinks = [...new Set(lines.flatMap(({ path }) => membersOf(path)))].toSorted();
  const path: Path = { kind: 'balanced', uplinks };
  const [only] = new Map(lines.map((line) => [JSON.stringify(line.path), line.path])).values();
  const shared = lines.every((line) => JSON.stringify(line.path) === JSON.stringify(only)) ? (only ?? path) : path;
  const members = activeMembersOf(context, shared, when);
  return {
    source: 'links',
    evidence: demandEvidence(context, members, direction),
    key: ['links', ...demandKey(context, members), direction],
    live: liveOf(context, shared, direction),
  };
}

/** Returns the active members of each path of the lines below a queue. */
function membersOfAll(context: ReadContext, lines: readonly Line[], when: Moment): readonly ActiveMembers[] {
  const paths = new Map(lines.map(({ path }) => [JSON.stringify(path), path]));
  return [...paths.values()].map((path) => activeMembersOf(context, path, when));
}

/** Returns the intervals in which all these paths were out of service, by day. */
function awayOf(
  context: ReadContext,
  members: readonly ActiveMembers[],
  direction: Direction,
): (day: Day) => readonly Moment[] {
  const histories = members.map((each) => demandEvidence(context, each, direction));
  return (day) => {
    const [first = [], ...others] = histories.map((history) => history.of(day).away ?? []);
    return first.filter((start) => others.every((away) => away.includes(start)));
  };
}

function newest(context: ReadContext, subject: `line:${string}` | `pool:${string}`) {
  return context.samples.newest(subject, NEWEST).toReversed();
}

/**
 * Sums the newest intervals of the lines. An interval that is missing in one line counts its limit; without one it is
 * missing in the sum.
 */
function liveSum(context: ReadContext, lines: readonly SummedLine[], direction: Direction): Live {
  const series = lines.map((line) => ({ line, rates: ratesOf(newest(context, `line:${line.id}`))[direction] }));
  const starts = [...new Set(series.flatMap(({ rates }) => rates.starts))].toSorted((a, b) => a - b).slice(-NEWEST);
  const sums = starts.map((start) =>
    series.reduce((sum, { line, rates: { starts: own, rates: values } }) => {
      const place = own.indexOf(start);
      return sum + ((place >= 0 ? values[place] : limitAt(line, start, direction)) ?? NaN);
    }, 0),
  );
  const isKnown = (_: unknown, i: number): boolean => !Number.isNaN(sums[i]);
  return liveOfSeries(context, { starts: starts.filter(isKnown), rates: sums.filter(isKnown) });
}
