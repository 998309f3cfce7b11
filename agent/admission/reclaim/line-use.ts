import { type Bps, bps, type Direction, limitOf, perMille, type PerMille, type Rate } from '../../domain/rate.ts';
import type { MinuteSpan } from '../../domain/work-calendar.ts';
import type { Day } from '../../domain/zone.ts';
import { busyP95, LEAST_DAYS, P95 } from '../check/demand-figures.ts';
import { busiestHour } from '../forecast/busiest-hour.ts';
import { type DaySamples, memoisedDaySamples, windowDays } from '../check/day-samples.ts';
import type { DaySeries, Evidence } from '../check/evidence.ts';
import { figureSamples, lastNormalDays } from '../check/figure-samples.ts';
import { workingHours } from '../check/hours.ts';
import { NEAR_LIMIT } from './need.ts';
import { percentile } from '../check/percentile.ts';

/** How much of its allocation a line uses in one direction. */
export interface DirectionUse {
  /**
   * 95th percentile in bit/s with missing samples as +∞: the larger of `busyP95` and the last normal working days.
   */
  readonly p95: Bps;
  /** p95 ÷ allocation, in thousandths, rounded up. */
  readonly share: PerMille;
  /** How many 5-minute samples of working hours in the window were at 90 % of the allocation or more. */
  readonly nearLimit: number;
  /** How many valid samples there are in those hours. */
  readonly valid: number;
  /** How many samples there should be in those hours. */
  readonly expected: number;
  /** Local clock hour with the highest p95, in minutes of the day; null where none was measured. */
  readonly busiest: MinuteSpan | null;
}

/**
 * Use of a line's allocation, or why it is unknown. Unknown never counts as unused. `days`: normal working days with
 * samples.
 */
export type LineUse =
  | ({ readonly kind: 'known'; readonly days: number } & Readonly<Record<Direction, DirectionUse>>)
  | { readonly kind: 'unknown'; readonly why: UnknownUse; readonly days: number };

/**
 * Why the use of a line is unknown. `no-limit`: its rate is 0. `no-samples`: nothing measured. `few-days`: too few
 * normal working days. `lost-days`: too many days without samples. `coverage`: too many single samples missing.
 */
export type UnknownUse = 'no-limit' | 'no-samples' | 'few-days' | 'lost-days' | 'coverage';

/**
 * Computes the use of a line over the working hours of the last 28 days and over its last `least` normal working days;
 * the larger p95 counts, so that Ramadan or many holidays do not make a line look unused. Missing samples count as +∞.
 * Only days after `risen` count, because nobody could use more under the smaller limit before.
 * @param past history of the line by direction.
 * @param allocation permanent rate of the line.
 * @param least number of normal working days that are needed; with fewer the use is unknown.
 * @param risen the day on which the limit last rose; undefined: never.
 */
export function lineUse(
  past: Readonly<Record<Direction, Evidence>>,
  allocation: Rate,
  least: number,
  risen?: Day,
): LineUse {
  const [down, up] = [
    directionUse(past.down, allocation.down, least, risen),
    directionUse(past.up, allocation.up, least, risen),
  ];
  if (down.kind === 'unknown') return down;
  return up.kind === 'unknown' ? up : { kind: 'known', days: Math.min(down.days, up.days), down: down.use, up: up.use };
}

const NOTHING: DaySeries = { starts: [], rates: [] };

type Half =
  | { readonly kind: 'known'; readonly days: number; readonly use: DirectionUse }
  | Extract<LineUse, { kind: 'unknown' }>;

function directionUse(evidence: Evidence, allocation: Bps, least: number, risen: Day | undefined): Half {
  const isCounted = (day: Day): boolean => risen === undefined || day > risen;
  // Uses the whole history, so that samples missing right after the rise count as missing.
  const samplesOf = memoisedDaySamples(evidence, workingHours(evidence.calendar), []);
  const recent = lastNormalDays(evidence, samplesOf, least).days.filter(({ day }) => isCounted(day));
  const days = recent.length;
  const unknown = (why: UnknownUse): Half => ({ kind: 'unknown', why, days });
  if (allocation === 0) return unknown('no-limit');
  const counted: Evidence = { ...evidence, of: (day) => (isCounted(day) ? evidence.of(day) : NOTHING) };
  const busy = busyP95(counted, 'permanent', []);
  const isYoung = risen !== undefined && days < least;
  if (busy.kind === 'unknown') return unknown(isYoung && busy.why === 'no-samples' ? 'few-days' : busy.why);
  if (days < least) return unknown('few-days');
  const window = windowDays(evidence.today).filter(isCounted).map(samplesOf);
  if (window.filter((day) => day.expected > 0 && day.values.length === 0).length >= LEAST_DAYS)
    return unknown('lost-days');
  const { values, expected } = figureSamples(evidence, [], { days: recent, lost: 0, replacing: new Set() });
  const normal = percentile(values, expected, P95).value;
  if (normal === undefined) return unknown('coverage');
  const p95 = bps(Math.ceil(Math.max(busy.bits, normal)));
  const share = perMille(Math.ceil((p95 * 1000) / allocation));
  return { kind: 'known', days, use: { p95, share, ...nearLimit(window, allocation), busiest: busiestHour(counted) } };
}

function nearLimit(
  window: readonly DaySamples[],
  allocation: Bps,
): Pick<DirectionUse, 'nearLimit' | 'valid' | 'expected'> {
  const near = limitOf(NEAR_LIMIT, allocation);
  const values = window.flatMap((day) => day.values);
  const expected = window.reduce((sum, day) => sum + day.expected - day.away.length, 0);
  return { nearLimit: values.filter((v) => v >= near).length, valid: values.length, expected };
}
