import type { Dice } from '../fakes/dice.ts';
import { dayOf, kindOf, midnight, workOf } from './local-days.ts';
import type { CalendarFact, SeriesFact } from './world-facts.ts';

/** How a subject is measured. */
export interface TrafficRule {
  /** bit/s in working hours. */
  readonly busy: number;
  /** Thousandths of `busy` in other hours. */
  readonly quiet: number;
  /** Thousandths of `busy` in working hours of Ramadan. */
  readonly fasting: number;
  /** Days of silence before the subject was first measured. */
  readonly since: number;
  /** A whole day is missing once in so many; 0: never. */
  readonly lostDay: number;
  /** An interval is missing once in so many; 0: never. */
  readonly lostSlot: number;
  /** Newest intervals that are missing. */
  readonly silent: number;
}

/** Times in which a link was down: places of the grid, until not included. */
export type Outages = readonly (readonly [from: number, until: number])[];

export interface Grid {
  readonly origin: number;
  readonly slots: number;
  readonly calendar: CalendarFact;
}

/** A series by its rule, with noise. */
export function drawTraffic(dice: Dice, grid: Grid, rule: TrafficRule, outages: Outages): SeriesFact {
  const down = new Float64Array(grid.slots).fill(NaN);
  const up = new Float64Array(grid.slots).fill(NaN);
  const first = rule.since * 288 + dice.below(288);
  for (let day = 0; day * 288 < grid.slots; day += 1) {
    if (rule.lostDay > 0 && dice.onceIn(rule.lostDay)) continue;
    const number = dayOf(grid.origin) + day;
    const kind = kindOf(grid.calendar, number);
    const busyPart = kind === 'ramadan' ? rule.fasting : 1000;
    const work = workOf(grid.calendar, number);
    for (let place = 0; place < 288 && day * 288 + place < grid.slots; place += 1) {
      const slot = day * 288 + place;
      if (slot < first || slot >= grid.slots - rule.silent) continue;
      if (rule.lostSlot > 0 && dice.onceIn(rule.lostSlot)) continue;
      const isWork = work.some(([from, until]) => place * 5 >= from && place * 5 < until);
      const level = Math.floor((rule.busy * (isWork ? busyPart : rule.quiet)) / 1000);
      down[slot] = 1 + level + dice.below(1 + (level >> 2));
      up[slot] = 1 + (level >> 1) + dice.below(1 + (level >> 3));
    }
  }
  for (const [from, until] of outages) {
    for (let slot = Math.max(from, first); slot < Math.min(until, grid.slots); slot += 1) {
      down[slot] = 0;
      up[slot] = 0;
    }
  }
  return { down, up };
}

/** The sum of series × part ‰; an interval that one of them lacks is missing. */
export function summedTraffic(parts: readonly SeriesFact[], part: number, since: number): SeriesFact {
  const slots = parts[0]?.down.length ?? 0;
  const sum = (way: 'down' | 'up'): Float64Array =>
    Float64Array.from({ length: slots }, (_, slot) => {
      if (slot < since * 288) return NaN;
      return Math.floor((parts.reduce((total, series) => total + series[way][slot]!, 0) * part) / 1000);
    });
  return { down: sum('down'), up: sum('up') };
}

/** Local midnight so many days before. */
export function originOf(now: number, days: number): number {
  return midnight(dayOf(now) - days);
}
