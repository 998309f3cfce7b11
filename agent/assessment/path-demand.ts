import { type DaySeries, type Evidence, INTERVAL_MS } from '../admission/check/evidence.ts';
import type { Live } from '../admission/check/decision-inputs.ts';
import type { Line, Path } from '../domain/line.ts';
import { oncePer } from '../domain/lookup.ts';
import { between, type Moment, type Window } from '../domain/moment.ts';
import { bps, type Direction } from '../domain/rate.ts';
import type { Subject } from '../domain/counters/reading.ts';
import { workSpans } from '../domain/work-calendar.ts';
import { type Day, dayOf } from '../domain/zone.ts';
import {
  type ActiveMembers,
  activeMembersOf,
  carriedIntervals,
  demandOfMembers,
  inService,
  isLost,
  isStandbyActive,
  isUp,
  withoutAway,
} from './active-members.ts';
import { memoised, ratesOf } from './day-cache.ts';
import type { ReadContext } from './read-context.ts';

/** Live samples older than this are stale (ms): two intervals. */
export const STALE = 2 * INTERVAL_MS;
/** The live load is the largest of this many newest intervals. */
export const NEWEST = 3;

/** Older intervals than these are not looked for: the newest is stale long before. */
const DAY_OF_INTERVALS = 288;

/** Returns the measured history of the sum of several subjects in one direction. */
export function evidenceOf(context: ReadContext, subjects: readonly Subject[], direction: Direction): Evidence {
  const { office, cache, samples, now } = context;
  const { calendar } = office;
  const today = dayOf(now, calendar.zone);
  return memoised(context, JSON.stringify(['evidence', subjects, direction, today]), () => ({
    calendar,
    today,
    of: (day) => cache.sum(samples, subjects, day, calendar.zone, now)[direction],
  }));
}

/**
 * Returns the measured history of a line, read only between the start and the end of the working hours of each day.
 * Other hours may be missing in it.
 */
export function workEvidenceOf(context: ReadContext, line: string, direction: Direction): Evidence {
  const { office, cache, samples, now } = context;
  const { calendar } = office;
  return {
    calendar,
    today: dayOf(now, calendar.zone),
    of: (day) =>
      cache.of(samples, `line:${line}`, day, calendar.zone, now, around(workSpans(calendar, day)))[direction],
  };
}

/** Returns the span from the start of the first to the end of the last; undefined for none. */
function around(spans: readonly Window[]): Window | undefined {
  const [first] = spans;
  const last = spans.at(-1);
  return first === undefined || last === undefined ? undefined : { from: first.from, until: last.until };
}

/**
 * Returns the measured history of a path's demand in one direction: the sum of its active members. Intervals that are
 * not its own demand are marked as such: out of service, carried by another link, or with the traffic of another path.
 */
export function demandEvidence(context: ReadContext, members: ActiveMembers, direction: Direction): Evidence {
  const { calendar } = context.office;
  const today = dayOf(context.now, calendar.zone);
  const others = preferredElsewhere(context, members);
  return memoised(context, JSON.stringify(['demand', ...demandKey(context, members), direction, today]), () => {
    const subjects = members.uplinks.map((uplink): Subject => `uplink:${uplink}`);
    const groups = members.carry === 'at-once' ? [subjects] : subjects.map((subject) => [subject]);
    const parts = groups.map((group) => evidenceOf(context, group, direction));
    const preferred = others.map((path) => path.map((uplink) => evidenceOf(context, [`uplink:${uplink}`], direction)));
    const carried = (day: Day): readonly Moment[] =>
      carriedIntervals(preferred.map((path) => path.map((link) => link.of(day))));
    const known = new Map<Day, DaySeries>();
    return {
      calendar,
      today,
      of: (day) => {
        let series = known.get(day);
        if (series === undefined) {
          const sum = demandOfMembers(
            members,
            parts.map((part) => part.of(day)),
          );
          known.set(day, (series = withoutAway(inService(sum), carried(day))));
        }
        return series;
      },
    };
  });
}

/**
 * Returns a cache key of `demandEvidence` beside direction and day: the members, and the paths of other lines that make
 * an interval not its own demand.
 */
export function demandKey(context: ReadContext, members: ActiveMembers): readonly unknown[] {
  return [members, preferredElsewhere(context, members)];
}

/** The different failover paths of lines. */
const failoverPaths = oncePer((lines: readonly Line[]): readonly (readonly string[])[] => {
  const paths = lines.flatMap(({ path }) => (path.kind === 'failover' ? [path.uplinks] : []));
  return [...new Map(paths.map((uplinks) => [uplinks.join(' '), uplinks])).values()];
});

/**
 * Returns the links that failover paths of lines prefer to a member of this path, by path. While they carried nothing,
 * the member carried the traffic of those lines.
 */
function preferredElsewhere({ ledger }: ReadContext, members: ActiveMembers): readonly (readonly string[])[] {
  if (isStandbyActive(members)) return [];
  const found = new Map<string, readonly string[]>();
  for (const uplinks of failoverPaths(ledger.lines())) {
    const place = uplinks.findIndex((uplink) => members.uplinks.includes(uplink));
    if (place > 0) found.set(uplinks.slice(0, place).join(' '), uplinks.slice(0, place));
  }
  return [...found.values()];
}

/**
 * Whether a sample of the path is dated after `now`. Then the clock of the agent or of the samples is wrong, and no age
 * can be trusted.
 */
export function isAhead(context: ReadContext, path: Path): boolean {
  const { uplinks } = activeMembersOf(context, path, context.now);
  return uplinks.some(
    (uplink) => (context.samples.newest(`uplink:${uplink}`, 1)[0]?.start ?? context.now) > context.now,
  );
}

/**
 * Computes the live load (L) of a path: the largest of its three newest 5-minute rates, bit/s. Members of a balanced
 * path that are down are left out; an uplink lost in a simulation is included, because the others would carry its
 * traffic.
 */
export function liveOf(context: ReadContext, path: Path, direction: Direction): Live {
  const members = activeMembersOf(context, path, context.now);
  const up =
    members.carry === 'in-turn'
      ? []
      : members.uplinks.filter((uplink) => isUp(context, uplink) || isLost(context, uplink));
  const subjects = (up.length === 0 ? members.uplinks : up).map((uplink): Subject => `uplink:${uplink}`);
  return liveOfSeries(context, newestSums(context, members, subjects, direction));
}

/**
 * Returns the newest intervals of the sum. An interval that one link lacks may be missing in it, so that older ones are
 * read until NEWEST are found.
 */
function newestSums(
  { samples }: ReadContext,
  members: ActiveMembers,
  subjects: readonly Subject[],
  direction: Direction,
): DaySeries {
  for (let count = NEWEST; ; count *= 4) {
    const parts = subjects.map((subject) => samples.newest(subject, count).toReversed());
    const sum = demandOfMembers(
      members,
      parts.map((part) => ratesOf(part)[direction]),
    );
    if (sum.starts.length >= NEWEST || count > DAY_OF_INTERVALS || parts.every((part) => part.length < count))
      return sum;
  }
}

/** Returns the largest of the newest 5-minute rates of a series as live load; unknown when the newest is too old. */
export function liveOfSeries({ now }: Pick<ReadContext, 'now'>, { starts, rates }: DaySeries): Live {
  const newest = starts.at(-1);
  if (newest === undefined) return { kind: 'unknown', why: 'no-samples', ageMs: null };
  const ageMs = between((newest + INTERVAL_MS) as Moment, now);
  if (ageMs > STALE) return { kind: 'unknown', why: 'stale', ageMs };
  return { kind: 'known', bits: bps(Math.max(...rates.slice(-NEWEST))), ageMs };
}
