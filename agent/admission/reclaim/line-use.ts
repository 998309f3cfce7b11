import { type Bps, bps, type Direction, limitOf, perMille, type PerMille, type Rate } from '../../domain/rate.ts';
import type { MinuteSpan } from '../../domain/work-calendar.ts';
import type { Day } from '../../domain/zone.ts';
import { LEAST_DAYS, P95, permanentP95 } from '../check/demand-figures.ts';
import { busiestHour } from '../forecast/busiest-hour.ts';
import {
  memoisedDaySamples,
  type DaySamples,
  expectedOn,
  lastNormalDays,
  ratesOfDays,
  windowDays,
} from '../check/day-samples.ts';
import { type DaySeries, type Evidence, workingHours } from '../check/evidence.ts';
import { NEAR_LIMIT } from './need.ts';
import { percentile } from '../check/percentile.ts';

/** How much of its allocation a line uses in one direction. */
export interface DirectionUse {
  /** Busy p95, bounded high: the largest of the check's own figures and that of the last normal working days. */
  readonly p95: Bps;
  /** p95 / allocation, rounded up. */
  readonly share: PerMille;
  /** Samples of working hours in the window at 90 % of the allocation or more ... */
  readonly nearLimit: number;
  /** ... of so many valid ones ... */
  readonly valid: number;
  /** ... of so many that should be there. */
  readonly expected: number;
  /** The local hour with the highest p95 among the working hours of the window; null where none was measured. */
  readonly busiest: MinuteSpan | null;
}

/** What was measured of a line against what it holds; unknown is never idle. `days`: normal working days with data. */
export type LineUse =
  | ({ readonly kind: 'known'; readonly days: number } & Readonly<Record<Direction, DirectionUse>>)
  | { readonly kind: 'unknown'; readonly why: UnknownUse; readonly days: number };

export type UnknownUse = 'no-limit' | 'no-samples' | 'few-days' | 'lost-days' | 'coverage';

/**
 * The use of a line over the working hours of the check's window and over its last `least` normal working days; the
 * larger counts, so that neither Ramadan nor a month of holidays makes a line look idle. Only days after the one on
 * which the limit last rose count: under a smaller limit nobody could use more. Missing samples count as +∞. Unknown
 * with fewer such days in reach, and where so many days of the window were lost that earlier ones would speak for them.
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
  // Of the whole past, so that what is missing right after the rise is missing.
  const samplesOf = memoisedDaySamples(evidence, workingHours(evidence.calendar), []);
  const recent = lastNormalDays(evidence, samplesOf, least).filter(({ day }) => isCounted(day));
  const days = recent.length;
  const unknown = (why: UnknownUse): Half => ({ kind: 'unknown', why, days });
  if (allocation === 0) return unknown('no-limit');
  const counted: Evidence = { ...evidence, of: (day) => (isCounted(day) ? evidence.of(day) : NOTHING) };
  const busy = permanentP95(counted, []);
  const isYoung = risen !== undefined && days < least;
  if (busy.kind === 'unknown') return unknown(isYoung && busy.why === 'no-samples' ? 'few-days' : busy.why);
  if (days < least) return unknown('few-days');
  const window = windowDays(evidence.today).filter(isCounted).map(samplesOf);
  if (window.filter((day) => day.expected > 0 && day.values.length === 0).length >= LEAST_DAYS)
    return unknown('lost-days');
  const normal = percentile(ratesOfDays(recent), expectedOn(recent), P95).value;
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
  const values = ratesOfDays(window);
  return { nearLimit: values.filter((v) => v >= near).length, valid: values.length, expected: expectedOn(window) };
}
