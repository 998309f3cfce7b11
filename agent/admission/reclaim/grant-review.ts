import { type Moment, moment, type Window } from '../../domain/moment.ts';
import {
  type Bps,
  bps,
  type Direction,
  DIRECTIONS,
  limitOf,
  perMille,
  type PerMille,
  type Rate,
} from '../../domain/rate.ts';
import { kindOfDay, workSpans } from '../../domain/work-calendar.ts';
import { dayOf, nextDay } from '../../domain/zone.ts';
import { P95 } from '../check/demand-figures.ts';
import { ratesIn } from '../check/day-samples.ts';
import { type Evidence, INTERVAL_MS } from '../check/evidence.ts';
import { percentile, type Ranked } from '../check/percentile.ts';

/** Use of one direction after a grant. */
interface Reviewed {
  /** p95 of the working hours, bit/s; missing samples count as +∞. */
  readonly p95: Bps;
  /** p95 ÷ rate of the line now, in thousandths, rounded up; 0 when the rate is 0. */
  readonly share: PerMille;
}

/**
 * Whether a permanent grant was used. `unmeasured`: too many samples are missing to say. `valid` and `expected` count
 * 5-minute samples of normal working hours; `valid` is that of the direction with fewer.
 */
export type GrantReview = { readonly valid: number; readonly expected: number } & (
  | ({ readonly kind: 'used' | 'unused' } & Readonly<Record<Direction, Reviewed>>)
  | { readonly kind: 'unmeasured' }
);

/**
 * Says whether a permanent grant was used in the window after it. `used`: in a direction that was raised, the p95 was
 * above the rate before the grant and at least `below` of the rate now. Only normal working days count, since less is
 * used during Ramadan and holidays.
 * @param before rate of the line before the grant.
 * @param now rate of the line after the grant.
 * @param below in thousandths, `policy.reclaimBelow`.
 */
export function grantReview(
  past: Readonly<Record<Direction, Evidence>>,
  window: Window,
  before: Rate,
  now: Rate,
  below: PerMille,
): GrantReview {
  const ranked = { down: rankedIn(past.down, window), up: rankedIn(past.up, window) };
  const counted = { valid: Math.min(ranked.down.valid, ranked.up.valid), expected: ranked.down.expected };
  const [down, up] = [ranked.down.value, ranked.up.value];
  if (down === undefined || up === undefined) return { kind: 'unmeasured', ...counted };
  const p95 = { down: bps(Math.ceil(down)), up: bps(Math.ceil(up)) };
  const isUsed = DIRECTIONS.some((d) => now[d] > before[d] && p95[d] > before[d] && p95[d] >= limitOf(below, now[d]));
  const reviewed = (d: Direction): Reviewed => ({
    p95: p95[d],
    share: perMille(now[d] === 0 ? 0 : Math.ceil((p95[d] * 1000) / now[d])),
  });
  return { kind: isUsed ? 'used' : 'unused', ...counted, down: reviewed('down'), up: reviewed('up') };
}

/**
 * Computes the p95 of the working hours of normal days in the window. Samples are expected even before the line's first
 * one: missing samples right after the grant count as missing.
 */
function rankedIn(evidence: Evidence, window: Window): Ranked {
  const { calendar } = evidence;
  const values: number[] = [];
  let expected = 0;
  const last = dayOf(moment(window.until - 1), calendar.zone);
  for (let day = dayOf(window.from, calendar.zone); day <= last; day = nextDay(day)) {
    if (kindOfDay(calendar, day) !== 'normal') continue;
    const spans = workSpans(calendar, day).flatMap((open) => clipped(open, window));
    if (spans.length === 0) continue;
    values.push(...ratesIn(evidence.of(day), spans, []));
    expected += spans.reduce((sum, s) => sum + Math.ceil(s.until / INTERVAL_MS) - Math.ceil(s.from / INTERVAL_MS), 0);
  }
  return percentile(new Float64Array(values), expected, P95);
}

function clipped(open: Window, window: Window): readonly Window[] {
  const from = Math.max(open.from, window.from) as Moment;
  const until = Math.min(open.until, window.until) as Moment;
  return from < until ? [{ from, until }] : [];
}
