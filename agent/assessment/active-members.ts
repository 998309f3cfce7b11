import type { DaySeries } from '../admission/check/evidence.ts';
import { membersOf } from '../admission/check/path-capacity.ts';
import { summed } from './day-cache.ts';
import type { ReadContext } from './read-context.ts';
import type { Path } from '../domain/line.ts';
import type { Moment } from '../domain/moment.ts';
import { oncePer } from '../domain/lookup.ts';

/**
 * The uplinks whose samples together are the demand of a path. `at-once`: they carry traffic at the same time (pinned
 * or balanced path). `in-turn`: one carries at a time (failover path); the active one is last.
 */
export type ActiveMembers =
  | { readonly carry: 'at-once'; readonly uplinks: readonly string[] }
  | {
      readonly carry: 'in-turn';
      readonly uplinks: readonly string[];
      /**
       * For each link that is down: start of its last measured interval. Missing samples after it count as 0. null:
       * never measured.
       */
      readonly fellSilent: readonly (Moment | null)[];
    };

/**
 * Returns the active members of a path at a time. Balanced: all members. Failover: the first member that is up, with
 * the members before it, which are down and whose traffic it carries. Only the preferred member when none is up.
 */
export function activeMembersOf(context: ReadContext, path: Path, when: Moment): ActiveMembers {
  const members = membersOf(path);
  if (path.kind !== 'failover') return { carry: 'at-once', uplinks: members };
  const active = Math.max(
    0,
    members.findIndex((uplink) => isUpAt(context, uplink, when)),
  );
  const fellSilent = members
    .slice(0, active)
    .map((uplink) => context.samples.newest(`uplink:${uplink}`, 1)[0]?.start ?? null);
  return { carry: 'in-turn', uplinks: members.slice(0, active + 1), fellSilent };
}

/**
 * Returns the member that carries the commitments of a failover path, up or not: the preferred one, or the next that a
 * simulation does not treat as lost. All members of another path.
 */
export function preferredMembersOf(context: ReadContext, path: Path): ActiveMembers {
  const members = membersOf(path);
  if (path.kind !== 'failover') return { carry: 'at-once', uplinks: members };
  const [preferred = members[0]] = members.filter((uplink) => !isLost(context, uplink));
  return { carry: 'in-turn', uplinks: preferred === undefined ? [] : [preferred], fellSilent: [] };
}

/**
 * Returns the demand of the path: the sum of its active members' samples.
 * @param parts samples of each member, in the order of `members.uplinks`.
 */
export function demandOfMembers(members: ActiveMembers, parts: readonly DaySeries[]): DaySeries {
  return members.carry === 'in-turn' && parts.length > 1 ? failoverSum(parts, members.fellSilent) : summed(parts);
}

/** Whether a standby carries the path because its preferred link is down. */
export function isStandbyActive(members: ActiveMembers): boolean {
  return members.carry === 'in-turn' && members.uplinks.length > 1;
}

/** Whether a simulation treats the uplink as gone for good. */
export function isLost({ lost }: ReadContext, uplink: string): boolean {
  return lost?.has(uplink) ?? false;
}

/**
 * Whether the uplink's interface was up at the last reading (IF-MIB ifOperStatus). An uplink that was never read counts
 * as up; its missing samples make the answer unknown.
 */
export function isUp(context: ReadContext, uplink: string): boolean {
  return !isLost(context, uplink) && (context.samples.last(`uplink:${uplink}`)?.operational ?? true);
}

/**
 * Whether the uplink counts as up at `when`. An uplink that is down now counts as up at a later time, because outages
 * end. An uplink that a simulation treats as lost is down at any time.
 */
export function isUpAt(context: ReadContext, uplink: string, when: Moment): boolean {
  return isUp(context, uplink) || (when > context.now && !isLost(context, uplink));
}

/**
 * Adds the series of a failover path, on which one link carries at a time. A missing sample counts as 0 if the link was
 * down, or was a standby while another link carried traffic. Otherwise the interval is missing in the sum.
 * @param parts one series for each link, the active link last.
 * @param fellSilent for each link but the last: start of its last measured interval; null: never measured.
 */
export function failoverSum(parts: readonly DaySeries[], fellSilent: readonly (Moment | null)[]): DaySeries {
  const seen = new Map<Moment, (number | undefined)[]>();
  for (const [link, { starts, rates }] of parts.entries()) {
    for (const [i, start] of starts.entries()) {
      const each = seen.get(start) ?? parts.map((): number | undefined => undefined);
      each[link] = rates[i];
      seen.set(start, each);
    }
  }
  const isIdle = (link: number, start: Moment, sum: number): boolean => {
    if (link === parts.length - 1) return sum > 0;
    const silent = fellSilent[link] ?? null;
    return silent !== null && start > silent;
  };
  const known = [...seen].flatMap(([start, each]) => {
    const sum = each.reduce<number>((total, rate) => total + (rate ?? 0), 0);
    return each.every((rate, link) => rate !== undefined || isIdle(link, start, sum)) ? [{ start, sum }] : [];
  });
  known.sort((a, b) => a.start - b.start);
  return { starts: known.map(({ start }) => start), rates: known.map(({ sum }) => sum) };
}

/**
 * Moves the intervals in which nothing passed at all to `away`: the path was out of service then, or another link
 * carried it. (A counter that stands still on a link that is up gives no interval, so a 0 here means that nothing
 * passed.)
 */
export const inService = oncePer((series: DaySeries): DaySeries => {
  if (!series.rates.includes(0)) return series;
  return withoutAway(
    series,
    series.starts.filter((_, i) => series.rates[i] === 0),
  );
});

/** Takes intervals out of a series that are not the own demand, and notes them as such. */
export function withoutAway(series: DaySeries, away: readonly Moment[]): DaySeries {
  if (away.length === 0) return series;
  const out = new Set([...away, ...(series.away ?? [])]);
  const own = series.starts.map((start, i) => ({ start, rate: series.rates[i] ?? 0 })).filter((s) => !out.has(s.start));
  return {
    starts: own.map((s) => s.start),
    rates: own.map((s) => s.rate),
    away: [...out].toSorted((a, b) => a - b),
  };
}

/**
 * Returns the intervals in which a link carried the traffic of failover paths that prefer other links: all links that
 * they prefer showed no traffic.
 * @param preferred series of the preferred links of each such path.
 */
export function carriedIntervals(preferred: readonly (readonly DaySeries[])[]): readonly Moment[] {
  return preferred.flatMap(([first, ...others]) =>
    first === undefined
      ? []
      : first.starts.filter((start, i) => first.rates[i] === 0 && others.every((other) => isZeroAt(other, start))),
  );
}

function isZeroAt({ starts, rates }: DaySeries, start: Moment): boolean {
  const place = starts.indexOf(start);
  return place >= 0 && rates[place] === 0;
}
