import { type Bps, bps, type Direction, limitOf, perMille, type PerMille, type Rate } from '../domain/rate.ts';
import type { MinuteSpan } from '../domain/work-calendar.ts';
import { LEAST_DAYS, P95, permanentBusy } from './busy.ts';
import { busiestHour } from './busiest-hour.ts';
import { lastNormalDays } from './chosen-days.ts';
import { dayBook, type DaySamples, expectedOn, ratesOfDays, windowDays } from './day-samples.ts';
import type { Evidence } from './evidence.ts';
import { workingHours } from './hours.ts';
import { NEAR_LIMIT } from './need.ts';
import { percentile } from './percentile.ts';

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
 * The use of a line over the working hours of the check's window and over its last `least` normal working days; the larger counts, so that
 * neither Ramadan nor a month of holidays makes a line look idle. Missing samples count as +∞. Unknown with fewer such days in reach, and
 * where so many days of the window were lost that earlier ones would speak for them.
 */
export function lineUse(past: Readonly<Record<Direction, Evidence>>, allocation: Rate, least: number): LineUse {
  const [down, up] = [directionUse(past.down, allocation.down, least), directionUse(past.up, allocation.up, least)];
  if (down.kind === 'unknown') return down;
  return up.kind === 'unknown' ? up : { kind: 'known', days: Math.min(down.days, up.days), down: down.use, up: up.use };
}

type Half = { readonly kind: 'known'; readonly days: number; readonly use: DirectionUse } | Extract<LineUse, { kind: 'unknown' }>;

function directionUse(evidence: Evidence, allocation: Bps, least: number): Half {
  const book = dayBook(evidence, workingHours(evidence.calendar), []);
  const recent = lastNormalDays(evidence, book, least);
  const days = recent.length;
  const unknown = (why: UnknownUse): Half => ({ kind: 'unknown', why, days });
  if (allocation === 0) return unknown('no-limit');
  const busy = permanentBusy(evidence, []);
  if (busy.kind === 'unknown') return unknown(busy.why);
  if (days < least) return unknown('few-days');
  const window = windowDays(evidence.today).map(book);
  if (window.filter((day) => day.expected > 0 && day.values.length === 0).length >= LEAST_DAYS) return unknown('lost-days');
  const normal = percentile(ratesOfDays(recent), expectedOn(recent), P95).value;
  if (normal === undefined) return unknown('coverage');
  const p95 = bps(Math.ceil(Math.max(busy.bits, normal)));
  const share = perMille(Math.ceil((p95 * 1000) / allocation));
  return { kind: 'known', days, use: { p95, share, ...nearLimit(window, allocation), busiest: busiestHour(evidence) } };
}

function nearLimit(window: readonly DaySamples[], allocation: Bps): Pick<DirectionUse, 'nearLimit' | 'valid' | 'expected'> {
  const near = limitOf(NEAR_LIMIT, allocation);
  const values = ratesOfDays(window);
  return { nearLimit: values.filter((v) => v >= near).length, valid: values.length, expected: expectedOn(window) };
}
