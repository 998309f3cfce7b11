import { kindOf, type Kind, dayOf, slotsOf, workOf } from './local-days.ts';
import type { Span, World } from './world-facts.ts';

/** What one bound carried in one direction, on the grid. */
export interface Carried {
  /** NaN: no valid sample. */
  readonly rates: Float64Array;
  /** 1: an interval that is not the bound's own demand. null: none is. */
  readonly foreign: Uint8Array | null;
  /** Place of the first valid sample that is its own; -1: there is none. */
  readonly first: number;
}

/** What is added to each sample, on the grid. */
export type Raise = Float64Array | null;

/** One 95th percentile. `bits` is Infinity when it has no bound. */
export interface Figure {
  readonly bits: number;
  readonly valid: number;
  readonly expected: number;
}

const REACH = 90;
const NORMAL_DAYS = 20;

/** Days of the window: 28 complete days before today, not before the first sample. */
export function windowDays(world: World, first: number): readonly number[] {
  const today = dayOf(world.now);
  const begin = Math.max(today - 28, dayOf(world.origin) + Math.floor(first / 288));
  return Array.from({ length: Math.max(0, today - begin) }, (_, n) => begin + n);
}

/** Demand with its first sample. */
export function carriedOf(rates: Float64Array, foreign: Uint8Array | null): Carried {
  return { rates, foreign, first: rates.findIndex((rate, slot) => !Number.isNaN(rate) && foreign?.[slot] !== 1) };
}

export type HoursOf = (day: number) => readonly Span[];

/** Computes figures of one bound. `missing`: what a missing sample counts as, Infinity or 0. */
export class Figures {
  readonly #world: World;
  readonly #carried: Carried;
  readonly #raise: Raise;
  readonly #missing: number;

  constructor(world: World, carried: Carried, raise: Raise, missing = Infinity) {
    this.#world = world;
    this.#carried = carried;
    this.#raise = raise;
    this.#missing = missing;
  }

  /** Places asked of a day: not before the first sample. */
  #asked(day: number, hours: HoursOf): readonly number[] {
    return slotsOf(this.#world, day, hours(day)).filter((slot) => slot >= this.#carried.first);
  }

  #isOwn(slot: number): boolean {
    return this.#carried.foreign?.[slot] !== 1;
  }

  #isGood(slot: number): boolean {
    return slot >= 0 && this.#isOwn(slot) && !Number.isNaN(this.#carried.rates[slot] ?? NaN);
  }

  hasData(day: number, hours: HoursOf): boolean {
    return this.#asked(day, hours).some((slot) => this.#isGood(slot));
  }

  #value(slot: number): number {
    return this.#carried.rates[slot]! + (this.#raise?.[slot] ?? 0);
  }

  /** Earlier days of the same kind, the nearest first: before the days of the figure, at most 90 days back. */
  #likeDays(kind: Kind, before: number): readonly number[] {
    const today = dayOf(this.#world.now);
    const days: number[] = [];
    for (let day = before - 1; day >= today - REACH; day -= 1)
      if (kindOf(this.#world.calendar, day) === kind) days.push(day);
    return days;
  }

  /** The 95th percentile of these hours over these days, lost days and foreign hours replaced. */
  figure(days: readonly number[], hours: HoursOf): Figure {
    const before = days[0] ?? 0;
    const lent = new Set<number>();
    const values: number[] = [];
    let missing = 0;
    const alien: { readonly slot: number; readonly day: number }[] = [];
    const take = (day: number): void => {
      for (const slot of this.#asked(day, hours)) {
        if (this.#isGood(slot)) values.push(this.#value(slot));
        else if (this.#isOwn(slot)) missing += 1;
        else alien.push({ slot, day });
      }
    };
    for (const day of days) {
      if (this.#asked(day, hours).length === 0) continue;
      if (this.hasData(day, hours)) take(day);
      else {
        const kind = kindOf(this.#world.calendar, day);
        const donor = this.#likeDays(kind, before).find((like) => !lent.has(like) && this.hasData(like, hours));
        if (donor === undefined) missing += this.#asked(day, hours).length;
        else {
          lent.add(donor);
          take(donor);
        }
      }
    }
    let without = 0;
    const used = new Set<number>();
    for (const { slot, day } of alien) {
      const donor = this.#likeDays(kindOf(this.#world.calendar, day), before)
        .filter((like) => !lent.has(like) && like < day)
        .map((like) => slot - (day - like) * 288)
        .find((place) => !used.has(place) && this.#isGood(place));
      if (donor === undefined) without += 1;
      else {
        used.add(donor);
        values.push(this.#value(donor));
      }
    }
    const asked = values.length + missing + without;
    if (without * 10 >= asked) missing += without;
    return this.#ranked(values, missing);
  }

  #ranked(values: readonly number[], missing: number): Figure {
    const expected = values.length + missing;
    const rank = Math.ceil((expected * 95) / 100);
    const sorted = Float64Array.from(values).toSorted();
    if (this.#missing === 0) {
      const place = rank - missing;
      return { bits: place >= 1 ? sorted[place - 1]! : 0, valid: values.length, expected };
    }
    return { bits: rank <= sorted.length && rank > 0 ? sorted[rank - 1]! : Infinity, valid: values.length, expected };
  }

  /** The 95th percentile of a day's own hours; hours that are not its own are left out. */
  ofDay(day: number, hours: HoursOf): number {
    const own = this.#asked(day, hours).filter((slot) => this.#isOwn(slot));
    const good = own.filter((slot) => this.#isGood(slot));
    return this.#ranked(
      good.map((slot) => this.#value(slot)),
      own.length - good.length,
    ).bits;
  }

  /** The last 20 normal working days with data in these hours, oldest first, at most 90 days back. */
  normalDays(hours: HoursOf): readonly number[] {
    const likely = this.#likeDays('normal', dayOf(this.#world.now));
    return likely
      .filter((day) => this.hasData(day, hours))
      .slice(0, NORMAL_DAYS)
      .toReversed();
  }

  /** Days of the window with a valid sample in working hours. */
  daysWithWork(): number {
    const work: HoursOf = (day) => workOf(this.#world.calendar, day);
    return windowDays(this.#world, this.#carried.first).filter((day) => this.hasData(day, work)).length;
  }
}
