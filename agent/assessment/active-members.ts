import type { DaySeries } from '../admission/check/evidence.ts';
import { membersOf } from '../admission/check/path-capacity.ts';
import type { ReadContext } from './read-context.ts';
import type { Path } from '../domain/line.ts';
import type { Moment } from '../domain/moment.ts';
import { oncePer } from '../domain/lookup.ts';

/**
 * Whose samples together are the demand of a path: of links that carry at once, or of links of which one carries at a
 * time.
 */
export type ActiveMembers =
  | { readonly carry: 'at-once'; readonly uplinks: readonly string[] }
  | {
      readonly carry: 'in-turn';
      readonly uplinks: readonly string[];
      /**
       * Beginning of the newest interval of each that is down: after it its silence is its being down. null: never
       * measured.
       */
      readonly fellSilent: readonly (Moment | null)[];
    };

/**
 * The carriers of a path as of a time: all members of a balanced one; of a failover path the first that is up, and with
 * it those before it, which are down and whose traffic it took over. The preferred one alone when none is up.
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

/** The demand that their samples come to together. */
export function demandOfMembers(members: ActiveMembers, parts: readonly DaySeries[]): DaySeries {
  return members.carry === 'in-turn' && parts.length > 1 ? failoverSum(parts, members.fellSilent) : summed(parts);
}

/** Whether a standby carries the path: its preferred link is down. */
export function isStandbyActive(members: ActiveMembers): boolean {
  return members.carry === 'in-turn' && members.uplinks.length > 1;
}

export function isLost({ lost }: ReadContext, uplink: string): boolean {
  return lost?.has(uplink) ?? false;
}

/**
 * Whether the uplink's interface was up at the last reading; one never read counts as up, and its figures as unknown.
 */
export function isUp(context: ReadContext, uplink: string): boolean {
  return !isLost(context, uplink) && (context.samples.last(`uplink:${uplink}`)?.operational ?? true);
}

/**
 * The same at another time: an outage of now says nothing of a wish that begins later; what is supposed to be lost is
 * lost then too.
 */
export function isUpAt(context: ReadContext, uplink: string, when: Moment): boolean {
  return isUp(context, uplink) || (when > context.now && !isLost(context, uplink));
}

const NONE: DaySeries = { starts: [], rates: [] };

/** Sum of several subjects, interval by interval; one missing in any is missing in the sum. Each in order of time. */
export function summed(parts: readonly DaySeries[]): DaySeries {
  const [first, ...others] = parts;
  if (first === undefined) return NONE;
  return others.reduce(sumOfTwo, first);
}

function sumOfTwo(a: DaySeries, b: DaySeries): DaySeries {
  const starts: Moment[] = [];
  const rates: number[] = [];
  let place = 0;
  for (const [i, start] of a.starts.entries()) {
    while ((b.starts[place] ?? start) < start) place += 1;
    if (b.starts[place] !== start) continue;
    starts.push(start);
    rates.push((a.rates[i] ?? 0) + (b.rates[place] ?? 0));
  }
  return { starts, rates };
}

/**
 * Sum of links of which one carries at a time, the one in use last. Where a link has no sample, the interval is known
 * only if that link counts nothing then: one that is down, after it fell silent; the one that stands by, while another
 * carries something.
 * @param fellSilent of every link but the last: beginning of its newest interval; null: it was never measured.
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
 * A day of an uplink, or of the sum of uplinks that carry a path, without the intervals in which nothing passed at all:
 * it was down. A counter that stands still on a link that is up has no interval.
 */
export const inService = oncePer((series: DaySeries): DaySeries => {
  if (!series.rates.includes(0)) return series;
  const [starts, rates, out]: [Moment[], number[], Moment[]] = [[], [], []];
  for (const [i, start] of series.starts.entries()) {
    const rate = series.rates[i] ?? 0;
    if (rate === 0) out.push(start);
    else {
      starts.push(start);
      rates.push(rate);
    }
  }
  return { starts, rates, out };
});
