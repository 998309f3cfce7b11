import type { Policy } from '../../domain/policy.ts';
import { demandOf, limitOf, type PerMille } from '../../domain/rate.ts';
import { type Day, nextDay } from '../../domain/zone.ts';
import {
  AHEAD_DAYS,
  type BackTest,
  backTest,
  foretell,
  type Foretold,
  marginAt,
  ORIGIN_STEP,
  type Origin,
} from './back-test.ts';
import { permanentP95 } from '../check/demand-figures.ts';
import { busyDays, busyOn, dayNumber } from './busy-days.ts';
import type { BusyDay } from './censored-slope.ts';
import type { Evidence, Adjustment } from '../check/evidence.ts';
import { median } from '../check/percentile.ts';
import { type TooLittle, type Trend, trendOf } from './trend.ts';

/** How far back the line is drawn, and from how many past days it is tried. */
export const TREND_DAYS = 182;
const TRIED_DAYS = 182;
/** Over how long the busy figure is compared with the level. */
const USUAL_DAYS = 84;
/** All that a forecast looks at: the oldest origin needs its own past. */
export const PAST_DAYS = TREND_DAYS + TRIED_DAYS + AHEAD_DAYS;

/**
 * A link that carries the path or a part of it, with what itself carried and what was contracted of it, bit/s by day.
 */
interface CarryingLink {
  readonly evidence: Evidence;
  /** null when no contract was in force. */
  readonly capacityOn: (day: Day) => number | null;
}

/** What one direction of one uplink is foretold from. */
export interface ForecastInputs {
  /** What the path as a whole carried. */
  readonly evidence: Evidence;
  /**
   * The links that carried it: shares and contracts change, so what a link could not carry is known of the link alone.
   */
  readonly links: readonly CarryingLink[];
  readonly adjustments: readonly Adjustment[];
  readonly policy: Policy;
  /** Part of the path's demand that this uplink carries. */
  readonly share: PerMille;
  /** B and G of the check for the whole path, bit/s; null where B is not known. */
  readonly busy: number | null;
  readonly growth: number;
  /** Days ahead that are looked at. */
  readonly horizon: number;
  /** Contracted bit/s on a day; null when no contract is in force. */
  readonly capacityOn: (day: Day) => number | null;
}

/** Days on which demand passes u · C; null: not within the horizon. */
export interface Exhaustion {
  readonly on: Day | null;
  readonly earliest: Day | null;
  readonly latest: Day | null;
}

/** One direction of one uplink: where its demand goes. All bit/s are this uplink's part. */
export interface Forecast {
  readonly busy: number | null;
  readonly growth: number;
  readonly trend: Trend | TooLittle;
  /**
   * The busy figure as the line has it today: its level, and how much the figure usually stands above it. Null where
   * nothing can be said.
   */
  readonly base: number | null;
  /** Half the width that the interval has today. */
  readonly margin: number | null;
  /** With contracts that end taken as renewed at the same rate; null where nothing can be said. */
  readonly exhaustion: Exhaustion | null;
  /** The first day without any contract, for a contract in force that ends inside the horizon without a successor. */
  readonly contractEnds: Day | null;
  readonly backTest: BackTest | null;
}

/**
 * Foretells one direction: the line through its working days, lifted by how much the check's B usually stands above
 * them. A wild week that lifts B of today does not move the line; B of today is beside it.
 */
export function forecastOf(inputs: ForecastInputs): Forecast {
  const { evidence, share } = inputs;
  const days = daysOf(inputs);
  const today = dayNumber(evidence.today);
  const trend = trendOf(
    days.filter((d) => d.day >= today - TREND_DAYS),
    today,
  );
  const busy = inputs.busy === null ? null : demandOf(share, inputs.busy);
  const growth = demandOf(share, inputs.growth);
  const contractEnds = contractEndsOn(inputs);
  const origins = originsOf(inputs, days);
  if ('kind' in trend || origins.length === 0) {
    return { busy, growth, trend, base: null, margin: null, exhaustion: null, contractEnds, backTest: null };
  }
  const now = { day: today, base: trend.level + usualAbove(origins, today), trend };
  const margin = marginAt(now, origins);
  const passing = (level: keyof Foretold): Day | null =>
    firstPassing(inputs, (ahead) => foretell(now, ahead, margin)[level] + growth);
  const exhaustion = { on: passing('middle'), earliest: passing('high'), latest: passing('low') };
  const base = Math.round(now.base);
  return {
    busy,
    growth,
    trend,
    base,
    margin: Math.round(margin),
    exhaustion,
    contractEnds,
    backTest: backTest(origins) ?? null,
  };
}

type CapacityTerms = Pick<ForecastInputs, 'evidence' | 'horizon' | 'capacityOn'>;

/** Contracted bit/s by days ahead up to the horizon, what has ended counting on; null before the first contract. */
export function capacityAhead({ evidence, horizon, capacityOn }: CapacityTerms): readonly (number | null)[] {
  let last: number | null = null;
  return Array.from({ length: horizon + 1 }, (_, ahead) => (last = capacityOn(nextDay(evidence.today, ahead)) ?? last));
}

/** The first day within the horizon on which a demand, by days ahead, passes u · C. */
export function firstPassing(
  inputs: CapacityTerms & Pick<ForecastInputs, 'policy'>,
  demand: (ahead: number) => number,
): Day | null {
  const ahead = capacityAhead(inputs).findIndex(
    (bits, n) => bits !== null && demand(n) > limitOf(inputs.policy.busyLimit, bits),
  );
  return ahead < 0 ? null : nextDay(inputs.evidence.today, ahead);
}

function contractEndsOn({ evidence, horizon, capacityOn }: ForecastInputs): Day | null {
  if (capacityOn(evidence.today) === null) return null;
  for (let ahead = 1; ahead <= horizon; ahead += 1) {
    const day = nextDay(evidence.today, ahead);
    if (capacityOn(day) === null) return day;
  }
  return null;
}

/**
 * Busy days of this uplink's part under the share of today. A day shows the least that was wanted where one of the
 * links carried the policy's saturation of what was contracted of it that day.
 */
function daysOf({ evidence, links, adjustments, share, policy }: ForecastInputs): readonly BusyDay[] {
  const days = busyDays(evidence, adjustments, PAST_DAYS, (day) => {
    return links.some((link) => {
      const [capacity, carried] = [link.capacityOn(day), busyOn(link.evidence, day)];
      return capacity !== null && carried !== undefined && carried >= limitOf(policy.saturation, capacity);
    });
  });
  return days.map((d) => ({ ...d, p95: (d.p95 * share) / 1000 }));
}

/** What the method says on each past day tried, newest first, and B of the days in between. */
function originsOf({ evidence, adjustments, share }: ForecastInputs, days: readonly BusyDay[]): readonly Origin[] {
  const today = dayNumber(evidence.today);
  const figures: Omit<Origin, 'base'>[] = [];
  for (let back = 0; back <= TRIED_DAYS + AHEAD_DAYS; back += ORIGIN_STEP) {
    const day = today - back;
    const trend = trendOf(
      days.filter((d) => d.day >= day - TREND_DAYS && d.day < day),
      day,
    );
    if ('kind' in trend) continue;
    const busy = permanentP95({ ...evidence, today: nextDay(evidence.today, -back) }, adjustments);
    if (busy.kind === 'known') figures.push({ day, busy: demandOf(share, Math.ceil(busy.bits)), trend });
  }
  return figures.map((figure) => ({ ...figure, base: figure.trend.level + usualAbove(figures, figure.day) }));
}

/**
 * How much the busy figure stood above the level in the weeks up to a day: the middle, so that a wild week does not
 * count.
 */
function usualAbove(figures: readonly Pick<Origin, 'busy' | 'day' | 'trend'>[], day: number): number {
  return median(figures.flatMap((f) => (f.day > day || f.day <= day - USUAL_DAYS ? [] : [f.busy - f.trend.level])));
}
