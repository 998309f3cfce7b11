import type { DaySeries, Evidence, Adjustment } from '../../../agent/admission/check/evidence.ts';
import { busyDays, dayNumber } from '../../../agent/admission/forecast/busy-days.ts';
import { busyP95 } from '../../../agent/admission/check/demand-figures.ts';
import { PAST_DAYS, type ForecastInputs } from '../../../agent/admission/forecast/forecast.ts';
import type { Moment } from '../../../agent/domain/moment.ts';
import { DEFAULT_POLICY } from '../../../agent/domain/policy.ts';
import { limitOf, perMille } from '../../../agent/domain/rate.ts';
import { kindOfDay } from '../../../agent/domain/work-calendar.ts';
import { at, type Day, nextDay, weekday } from '../../../agent/domain/zone.ts';
import { realDay } from '../../office/office-calendar.ts';
import { CALENDAR } from '../../office/evidence-kit.ts';

/** What a series is plagued by. Weekly shape, holidays, noise from day to day and within the day are in all of them. */
export interface Plague {
  readonly outliers?: boolean;
  readonly gaps?: boolean;
  readonly ramadan?: boolean;
  readonly grants?: boolean;
  /** Full for two months until more was bought two months ago. */
  readonly full?: boolean;
}

/** A past of known growth, and what is true of its future. */
export interface Synthetic {
  readonly terms: ForecastInputs;
  /** bit/s a day that a middling working day's p95 grows. */
  readonly slope: number;
  /** Days until the figure without noise, gaps and outliers passes u · C; 365: not earlier. */
  readonly until: number;
}

const WEEK = [0, 1.06, 1.08, 1.02, 0.98, 0.84, 0];
const MEGA = 1_000_000;
export const HORIZON = 365;

/** Numbers from 0 up to 1, the same for the same seed. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A series by its seed: base, growth, length, contract and plagues are drawn from it. */
export function synthetic(seed: number, plague: Plague): Synthetic {
  const draw = seeded(seed);
  const today = nextDay(
    realDay(plague.ramadan === true ? '2026-04-06' : '2026-07-06'),
    Math.floor(draw() * (plague.ramadan === true ? 60 : 130)),
  );
  const length = 84 + Math.floor(draw() * 180);
  const first = nextDay(today, -length);
  const base = (150 + draw() * 350) * MEGA;
  const perDay = (base * (0.08 + draw() * 0.5)) / 365;
  const plain = world(first, base, perDay, plague.grants === true ? grantsOf(draw, today, length, base) : []);
  const truth = plain.of({ noise: false });
  const clean = (day: Day): number => (busyP95(truth(day), 'permanent', []).kind === 'known' ? figure(truth(day)) : 0);
  const capacity = contractOf(plague, draw, clean, today, perDay);
  const noisy = plain.of({ noise: true, seed, plague, capacityOn: capacity });
  const evidence = noisy(today);
  const busy = busyP95(evidence, 'permanent', plain.raises);
  const terms: ForecastInputs = {
    evidence,
    links: [{ evidence, capacityOn: capacity }],
    adjustments: plain.raises,
    policy: DEFAULT_POLICY,
    share: perMille(1000),
    busy: busy.kind === 'known' ? Math.ceil(busy.bits) : null,
    growth: 0,
    horizon: HORIZON,
    capacityOn: capacity,
  };
  const normal = busyDays(truth(today), [], PAST_DAYS, () => false).filter((d) => d.group.startsWith('normal'));
  const monday = normal.filter((d) => weekday(dayOfNumber(d.day)) === 1);
  const [a, b] = [monday[0]!, monday.at(-1)!];
  // The weekly shape scales growth too: a middling day is the mean of the five.
  const slope = ((b.p95 - a.p95) / (b.day - a.day)) * (0.996 / 1.06);
  return { terms, slope, until: untilOf(clean, capacity, today) };
}

interface Grant {
  readonly day: Day;
  readonly delta: number;
  /** Part of it that is really used; the office counts on 0.7. */
  readonly used: number;
}

function grantsOf(draw: () => number, today: Day, length: number, base: number): readonly Grant[] {
  return [0.3, 0.55, 0.8].map((where) => {
    return {
      day: nextDay(today, -Math.round(length * where)),
      delta: base * (0.04 + draw() * 0.06),
      used: 0.55 + draw() * 0.3,
    };
  });
}

function world(first: Day, base: number, perDay: number, grants: readonly Grant[]) {
  const origin = dayNumber(first);
  const loadOf = (day: Day, applied: (grant: Grant) => boolean): number => {
    const kind = kindOfDay(CALENDAR, day);
    const rest = grants.reduce((sum, g) => sum + (applied(g) ? g.delta * g.used : 0), 0);
    const factor =
      kind === 'weekend' || kind === 'holiday' ? 0.35 : (WEEK[weekday(day)] ?? 1) * (kind === 'ramadan' ? 0.72 : 1);
    return (base + perDay * (dayNumber(day) - origin) + rest) * factor;
  };
  const raises: readonly Adjustment[] = grants.map((g) => ({
    bits: Math.ceil(0.7 * g.delta),
    until: at(g.day, 0, CALENDAR.zone),
  }));
  const of = (how: { noise: boolean; seed?: number; plague?: Plague; capacityOn?: (day: Day) => number | null }) => {
    const kept = new Map<Day, DaySeries>();
    const series = (day: Day): DaySeries => {
      const known = kept.get(day);
      if (known !== undefined) return known;
      const load = loadOf(day, (g) => !how.noise || day >= g.day);
      const made = day < first ? { starts: [], rates: [] } : how.noise ? noisyDay(day, load, how) : plainDay(day, load);
      kept.set(day, made);
      return made;
    };
    return (now: Day): Evidence => ({
      calendar: CALENDAR,
      today: now,
      of: (day) => (day < now ? series(day) : { starts: [], rates: [] }),
    });
  };
  return { raises, of };
}

/** Two humps over the working day; 1 at their tops. */
function shapeOf(minute: number): number {
  const hump = (middle: number): number => Math.exp(-(((minute - middle) / 100) ** 2));
  return 0.25 + 0.75 * Math.max(hump(600), hump(850));
}

function plainDay(day: Day, load: number): DaySeries {
  const midnight = at(day, 0, CALENDAR.zone);
  const minutes = Array.from({ length: 288 }, (_, i) => i * 5);
  return {
    starts: minutes.map((m) => (midnight + m * 60_000) as Moment),
    rates: minutes.map((m) => load * shapeOf(m)),
  };
}

function noisyDay(
  day: Day,
  load: number,
  { seed = 0, plague = {}, capacityOn }: { seed?: number; plague?: Plague; capacityOn?: (day: Day) => number | null },
): DaySeries {
  const ofDay = (back: number): number => seeded(seed * 1000 + dayNumber(day) - back)();
  // Three days share most of their mood, so that neighbours resemble each other.
  const mood = 1 + 0.1 * ((ofDay(0) + ofDay(1) + ofDay(2)) / 3 - 0.5) * 2;
  const draw = seeded(seed * 7919 + dayNumber(day));
  const wild = plague.outliers === true && draw() < 0.03 ? 1.4 + draw() * 0.8 : 1;
  const isLost = plague.gaps === true && (draw() < 0.06 || Math.floor(dayNumber(day) / 11) % 9 === seed % 9);
  const gapFrom = plague.gaps === true && draw() < 0.25 ? Math.floor(draw() * 900) : 2000;
  const most = capacityOn?.(day) ?? Number.POSITIVE_INFINITY;
  const starts: Moment[] = [];
  const rates: number[] = [];
  const { starts: all, rates: plain } = plainDay(day, load * mood * wild);
  for (const [i, start] of all.entries()) {
    const rate = (plain[i] ?? 0) * (1 + 0.12 * (draw() - 0.5));
    if (isLost || (i * 5 >= gapFrom && i * 5 < gapFrom + 240)) continue;
    starts.push(start);
    rates.push(Math.round(Math.min(rate, most * (0.965 + 0.03 * draw()))));
  }
  return { starts, rates };
}

function figure(evidence: Evidence): number {
  const busy = busyP95(evidence, 'permanent', []);
  return busy.kind === 'known' ? busy.bits : 0;
}

/**
 * A contract that is passed somewhere between a month and a year and a half from now; where the link was full, a
 * smaller one before it.
 */
function contractOf(plague: Plague, draw: () => number, clean: (day: Day) => number, today: Day, perDay: number) {
  const now = clean(today);
  const bits = Math.round((now + perDay * (30 + draw() * 400)) / 0.85);
  const before = Math.round(clean(nextDay(today, -120)) * 1.0);
  const bought = nextDay(today, -60);
  return (day: Day): number | null => (plague.full === true && day < bought ? before : bits);
}

function untilOf(clean: (day: Day) => number, capacityOn: (day: Day) => number | null, today: Day): number {
  let below = 0;
  let above = HORIZON;
  const passes = (ahead: number): boolean => {
    const day = nextDay(today, ahead);
    return clean(day) > limitOf(DEFAULT_POLICY.busyLimit, capacityOn(day) ?? 0);
  };
  if (!passes(above)) return HORIZON;
  while (above - below > 1) {
    const middle = (below + above) >> 1;
    if (passes(middle)) above = middle;
    else below = middle;
  }
  return above;
}

function dayOfNumber(day: number): Day {
  return nextDay(realDay('1970-01-01'), day);
}
