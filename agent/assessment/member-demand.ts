import type { Live } from '../admission/check/decision-inputs.ts';
import type { DaySeries, Evidence } from '../admission/check/evidence.ts';
import { membersOf } from '../admission/check/path-capacity.ts';
import type { Line } from '../domain/line.ts';
import type { Moment } from '../domain/moment.ts';
import { demandOf, type Direction, type PerMille, perMille } from '../domain/rate.ts';
import { type Day, dayOf } from '../domain/zone.ts';
import { activeMembersOf, withoutAway } from './active-members.ts';
import { type CheckQuery, startOf } from './check-query.ts';
import { sharesFor } from './constrained-links.ts';
import { ratesOf } from './day-cache.ts';
import { demandEvidence, demandKey, evidenceOf, liveOfSeries, NEWEST } from './path-demand.ts';
import type { QueueBasis } from './queue-demand.ts';
import type { ReadContext } from './read-context.ts';

/** A line that runs on the members of a balanced path in other shares than the path, for example pinned to one. */
interface Beside {
  readonly line: Line;
  /** Part of its traffic on each member, in thousandths. */
  readonly shares: ReadonlyMap<string, PerMille>;
}

/**
 * Returns the lines that run beside a balanced path on its members, in other shares. Empty for other paths: then every
 * member carries its share of the path's demand.
 */
export function linesBeside(context: ReadContext, query: CheckQuery): readonly Beside[] {
  const { path } = query.line;
  if (path.kind !== 'balanced') return [];
  const members = membersOf(path);
  const shareOf = members.map((uplink) => ({ uplink, of: sharesFor(context, query, [uplink]) }));
  const own = JSON.stringify(shareOf.map(({ of }) => of(query.line)));
  return context.ledger.lines().flatMap((line): readonly Beside[] => {
    const shares = shareOf.map(({ of }) => of(line));
    if (line.id === query.line.id || shares.every((share) => share === 0) || JSON.stringify(shares) === own) return [];
    return [{ line, shares: new Map(shareOf.map(({ uplink }, i) => [uplink, shares[i] ?? perMille(0)])) }];
  });
}

/**
 * Returns the history of one member of a balanced path beside which other lines run: its share of what all members
 * carry without those lines, and what they carry on it. Where one of them is not measured, the member's own interface
 * counts if it is larger.
 */
export function memberBasis(
  context: ReadContext,
  query: CheckQuery,
  uplink: string,
  share: PerMille,
  beside: readonly Beside[],
  direction: Direction,
): QueueBasis {
  const { calendar } = context.office;
  const members = activeMembersOf(context, query.line.path, startOf(query));
  const all = demandEvidence(context, members, direction);
  const own = evidenceOf(context, [`uplink:${uplink}`], direction);
  const others = beside.map(({ line, shares }) => {
    return { on: shares, evidence: evidenceOf(context, [`line:${line.id}`], direction) };
  });
  const part = (sum: DaySeries, link: DaySeries, lines: readonly DaySeries[]): DaySeries =>
    partOf(
      sum,
      link,
      lines.map((series, i) => ({ series, on: others[i]?.on ?? new Map() })),
      uplink,
      share,
    );
  const evidence: Evidence = {
    calendar,
    today: dayOf(context.now, calendar.zone),
    of: (day: Day) => {
      const sum = all.of(day);
      const series = part(
        sum,
        own.of(day),
        others.map((other) => other.evidence.of(day)),
      );
      return withoutAway(series, sum.away ?? []);
    },
  };
  const key = beside.map(({ line, shares }) => [line.id, ...shares.values()]);
  return {
    source: 'member',
    evidence,
    key: ['member', uplink, share, ...demandKey(context, members), key, direction],
    live: liveOn(context, members.uplinks, uplink, beside, direction, part),
  };
}

type Part = (sum: DaySeries, link: DaySeries, lines: readonly DaySeries[]) => DaySeries;

function liveOn(
  { samples, now }: ReadContext,
  members: readonly string[],
  uplink: string,
  beside: readonly Beside[],
  direction: Direction,
  part: Part,
): Live {
  const newest = (subject: `uplink:${string}` | `line:${string}`): DaySeries =>
    ratesOf(samples.newest(subject, NEWEST).toReversed())[direction];
  const links = members.map((member) => newest(`uplink:${member}`));
  const starts = (links[0]?.starts ?? []).filter((start) => links.every((link) => link.starts.includes(start)));
  const rates = starts.map((start) => links.reduce((sum, link) => sum + (rateAtStart(link, start) ?? 0), 0));
  const lines = beside.map(({ line }) => newest(`line:${line.id}`));
  return liveOfSeries({ now }, part({ starts, rates }, newest(`uplink:${uplink}`), lines));
}

function partOf(
  sum: DaySeries,
  link: DaySeries,
  lines: readonly { readonly series: DaySeries; readonly on: ReadonlyMap<string, PerMille> }[],
  uplink: string,
  share: PerMille,
): DaySeries {
  const rates = sum.starts.map((start, i) => {
    let rest = sum.rates[i] ?? 0;
    let here = 0;
    let isWhole = true;
    for (const { series, on } of lines) {
      const rate = rateAtStart(series, start);
      if (rate === undefined) isWhole = false;
      const bits = Math.ceil(rate ?? 0);
      const onAll = [...on.values()].reduce((total, each) => total + each, 0);
      rest -= demandOf(perMille(onAll), bits);
      here += demandOf(on.get(uplink) ?? perMille(0), bits);
    }
    const demand = demandOf(share, Math.ceil(Math.max(0, rest))) + here;
    return isWhole ? demand : Math.max(demand, rateAtStart(link, start) ?? 0);
  });
  return { starts: sum.starts, rates };
}

function rateAtStart({ starts, rates }: DaySeries, start: Moment): number | undefined {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? start) < start) low = middle + 1;
    else high = middle;
  }
  return starts[low] === start ? rates[low] : undefined;
}
