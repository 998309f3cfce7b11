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
import { busyP95 } from '../check/demand-figures.ts';
import { busyDays, busyOn, dayNumber } from './busy-days.ts';
import type { BusyDay } from './censored-slope.ts';
import type { Evidence, Adjustment } from '../check/evidence.ts';
import { median } from '../check/percentile.ts';
import { type TooLittle, type Trend, trendOf } from './trend.ts';

/** The trend is computed from this many days before today (half a year). */
export const TREND_DAYS = 182;
const TRIED_DAYS = 182;
/** The 95th percentile is compared with the trend's level over this many days. */
const USUAL_DAYS = 84;
/** Days of history that a forecast reads: the oldest origin of the back-test needs a trend of its own. */
export const PAST_DAYS = TREND_DAYS + TRIED_DAYS + AHEAD_DAYS;

/** A link that carries a path or a part of it: what this link itself carried, and its contracted capacity by day. */
interface CarryingLink {
  readonly evidence: Evidence;
  /** bit/s; null when no contract was in force on that day. */
  readonly capacityOn: (day: Day) => number | null;
}

/** Inputs of a forecast of one direction of one uplink. */
export interface ForecastInputs {
  /** Measured history of the whole path. */
  readonly evidence: Evidence;
  /**
   * The links that carried the path. A day counts as full when one of them was full by its own capacity of that day.
   */
  readonly links: readonly CarryingLink[];
  /** Adjustments for grants that are not yet in the history. */
  readonly adjustments: readonly Adjustment[];
  readonly policy: Policy;
  /** Part of the path's demand on this uplink, in thousandths. */
  readonly share: PerMille;
  /**
   * 95th percentile of the whole path (B of the check), bit/s; null where unknown. `growth` is G of the check, bit/s.
   */
  readonly busy: number | null;
  readonly growth: number;
  /** How many days ahead the forecast looks. */
  readonly horizon: number;
  /** Contracted bit/s of this uplink on a day; null when no contract is in force. */
  readonly capacityOn: (day: Day) => number | null;
}

/**
 * The days on which demand exceeds the allowed part of the contract (u · C, `policy.busyLimit`): expected (`on`), by
 * the upper end of the forecast interval (`earliest`) and by its lower end (`latest`). null: not within the horizon.
 */
export interface Exhaustion {
  readonly on: Day | null;
  readonly earliest: Day | null;
  readonly latest: Day | null;
}

/** Forecast of one direction of one uplink. Rates are this uplink's part, in bit/s. */
export interface Forecast {
  /** 95th percentile now; null where unknown. */
  readonly busy: number | null;
  readonly growth: number;
  /** Slope and level of the working days, or why there are too few. */
  readonly trend: Trend | TooLittle;
  /**
   * Where the forecast starts today: level of the trend + the usual distance of the 95th percentile above it. null
   * without a trend.
   */
  readonly base: number | null;
  /** Half-width of the forecast interval today; null without a trend. */
  readonly margin: number | null;
  /** When capacity will not suffice. Contracts that end count as renewed at the same rate. null without a trend. */
  readonly exhaustion: Exhaustion | null;
  /**
   * First day without a contract, where the contract in force ends inside the horizon without a successor; else null.
   */
  readonly contractEnds: Day | null;
  /** How the method did on the past; null with too few comparisons. */
  readonly backTest: BackTest | null;
}

/**
 * Forecasts one direction of one uplink: a trend through the p95 of its working days, raised by how much the check's
 * 95th percentile (B) usually stands above that trend. B of today is returned beside it and does not move it, so one
 * unusual week does not change the forecast.
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

/**
 * Returns the contracted bit/s of each day from today (index 0) to the horizon. A contract that ends keeps counting
 * until a new one begins. null before the first contract.
 */
export function capacityAhead({ evidence, horizon, capacityOn }: CapacityTerms): readonly (number | null)[] {
  let last: number | null = null;
  return Array.from({ length: horizon + 1 }, (_, ahead) => (last = capacityOn(nextDay(evidence.today, ahead)) ?? last));
}

/**
 * Returns the first day within the horizon on which `demand` (bit/s, by days ahead) exceeds the allowed part of the
 * contracted capacity (`policy.busyLimit`); null when none does.
 */
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
 * Returns the p95 of the working days of this uplink's part, by the share of today. A day is a lower bound when one of
 * the links carried the saturation share of its capacity of that day.
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

/** Returns the past days from which the back-test forecasts, newest first, each with its trend and 95th percentile. */
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
    const busy = busyP95({ ...evidence, today: nextDay(evidence.today, -back) }, 'permanent', adjustments);
    if (busy.kind === 'known') figures.push({ day, busy: demandOf(share, Math.ceil(busy.bits)), trend });
  }
  return figures.map((figure) => ({ ...figure, base: figure.trend.level + usualAbove(figures, figure.day) }));
}

/**
 * Returns how much the 95th percentile usually stands above the trend's level, in bit/s: the median over the USUAL_DAYS
 * before a day, so that one unusual week does not count.
 */
function usualAbove(figures: readonly Pick<Origin, 'busy' | 'day' | 'trend'>[], day: number): number {
  return median(figures.flatMap((f) => (f.day > day || f.day <= day - USUAL_DAYS ? [] : [f.busy - f.trend.level])));
}
