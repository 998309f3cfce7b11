import type { DaySeries } from '../admission/check/evidence.ts';
import type { Subject } from '../domain/counters/reading.ts';
import { after, before, MINUTE, type Moment, span, type Window } from '../domain/moment.ts';
import type { Office } from '../domain/office.ts';
import type { Direction } from '../domain/rate.ts';
import { at, type Day, dayOf, nextDay, type Zone } from '../domain/zone.ts';
import type { FiveMinute, SamplesView } from '../ports/samples.ts';

/** The last interval of a day may arrive until this long after midnight; the day is not cached before. */
export const SETTLED = span(10 * MINUTE);
/** Most intervals kept by default. About 100 MB: three months of 200 lines. */
const MOST_INTERVALS = 5_000_000;
/** How full the cache is after old days were removed. */
const ROOM = 0.95;
/** Cost of a day besides its intervals, counted in intervals. */
const PER_DAY = 10;
/** Most computed values kept: enough for two directions of 1,000 lines and several choices of hours. */
const MOST_ANSWERS = 10_000;

/** Samples of one subject on one day in both directions, over the same intervals. */
export type DayRates = Readonly<Record<Direction, DaySeries>>;

/** A cached day, and when it was last asked for (a counter, not a time). */
interface CachedDay {
  readonly rates: DayRates;
  asked: number;
}

/** Keeps measured days that are over, because they no longer change. Kept in memory and shared by all checks. */
export class DayCache {
  /** By subject, then by day. */
  readonly #days = new Map<string, Map<string, CachedDay>>();
  readonly #answers = new Map<string, unknown>();
  readonly #most: number;
  #size = 0;
  #asked = 0;

  /** @param most number of intervals kept; the days not asked for longest are removed first. */
  constructor(most = MOST_INTERVALS) {
    this.#most = most;
  }

  /**
   * Returns the valid intervals of one subject on one local day. With `within`, at least those that begin in that part
   * of the day; fewer are read then.
   */
  of(samples: SamplesView, subject: Subject, day: Day, zone: Zone, now: Moment, within?: Window): DayRates {
    const whole = this.#known(subject, day);
    if (whole !== undefined) return whole;
    const part = within === undefined ? day : `${day} ${within.from} ${within.until}`;
    const known = within === undefined ? undefined : this.#known(subject, part);
    if (known !== undefined) return known;
    const until = at(nextDay(day), 0, zone);
    const read = ratesOf(samples.series(subject, within ?? { from: at(day, 0, zone), until }));
    if (now >= after(until, SETTLED)) this.#keep(subject, part, read);
    return read;
  }

  /**
   * Returns the sum of several subjects on one local day. An interval missing in one of them is missing in the sum.
   */
  sum(samples: SamplesView, subjects: readonly Subject[], day: Day, zone: Zone, now: Moment): DayRates {
    const [first] = subjects;
    if (first !== undefined && subjects.length === 1) return this.of(samples, first, day, zone, now);
    return this.computed(subjects.join(' '), day, zone, now, () => {
      const parts = subjects.map((subject) => this.of(samples, subject, day, zone, now));
      return { down: summed(parts.map((part) => part.down)), up: summed(parts.map((part) => part.up)) };
    });
  }

  /** Computes the rates of one local day once for each name and keeps them, if the day is over. */
  computed(name: string, day: Day, zone: Zone, now: Moment, compute: () => DayRates): DayRates {
    const known = this.#known(name, day);
    if (known !== undefined) return known;
    const rates = compute();
    if (now >= after(at(nextDay(day), 0, zone), SETTLED)) this.#keep(name, day, rates);
    return rates;
  }

  /**
   * Computes a value once for each `key` and keeps it. The key must name everything that the value depends on, and the
   * value must depend only on days that are over.
   */
  remember<T>(key: string, compute: () => T): T {
    if (this.#answers.has(key)) return this.#answers.get(key) as T;
    if (this.#answers.size > MOST_ANSWERS) this.#answers.clear();
    const answer = compute();
    this.#answers.set(key, answer);
    return answer;
  }

  /** Forgets everything, after stored samples of past days were changed. */
  forget(): void {
    this.#days.clear();
    this.#answers.clear();
    this.#size = 0;
  }

  #known(whose: string, day: string): DayRates | undefined {
    const known = this.#days.get(whose)?.get(day);
    if (known === undefined) return undefined;
    known.asked = this.#asked += 1;
    return known.rates;
  }

  #keep(whose: string, day: string, rates: DayRates): void {
    let days = this.#days.get(whose);
    if (days === undefined) this.#days.set(whose, (days = new Map<string, CachedDay>()));
    days.set(day, { rates, asked: (this.#asked += 1) });
    this.#size += sizeOf(rates);
    if (this.#size > this.#most) this.#makeRoom();
  }

  /** Removes somewhat more than needed, so that a full cache is not sorted again for each new day. */
  #makeRoom(): void {
    const all = [...this.#days.values()].flatMap((days) =>
      [...days].map(([day, { rates, asked }]) => ({ days, day, rates, asked })),
    );
    for (const { days, day, rates } of all.toSorted((a, b) => a.asked - b.asked)) {
      if (this.#size <= this.#most * ROOM) return;
      days.delete(day);
      this.#size -= sizeOf(rates);
    }
  }
}

function sizeOf(day: DayRates): number {
  return day.down.starts.length + PER_DAY;
}

/** Converts 5-minute rates into one series for each direction. */
export function ratesOf(intervals: readonly FiveMinute[]): DayRates {
  const starts = intervals.map((f) => f.start);
  return { down: { starts, rates: intervals.map((f) => f.down) }, up: { starts, rates: intervals.map((f) => f.up) } };
}

/**
 * Computes a value from past days once and keeps it under `key`, which must name everything else that the value depends
 * on, the day included. Between midnight and 00:10 it is computed each time, since yesterday's last interval may still
 * arrive.
 */
export function memoised<T>(
  context: { readonly office: Pick<Office, 'calendar'>; readonly cache: DayCache; readonly now: Moment },
  key: string,
  compute: () => T,
): T {
  const { zone } = context.office.calendar;
  const settled = dayOf(before(context.now, SETTLED), zone) === dayOf(context.now, zone);
  return settled ? context.cache.remember(key, compute) : compute();
}

const NONE: DaySeries = { starts: [], rates: [] };

/**
 * Adds several series interval by interval. An interval missing in one series is missing in the sum. Each series must
 * be in time order.
 */
export function summed(parts: readonly DaySeries[]): DaySeries {
  const [first, ...others] = parts;
  if (first === undefined) return NONE;
  return others.reduce(sumOfTwo, first);
}

function sumOfTwo(a: DaySeries, b: DaySeries): DaySeries {
  const starts: Moment[] = [];
  const rates: number[] = [];
  let place = 0;
  for (const [i, start] of a.starts.entries()) {
    while ((b.starts[place] ?? start) < start) place += 1;
    if (b.starts[place] !== start) continue;
    starts.push(start);
    rates.push((a.rates[i] ?? 0) + (b.rates[place] ?? 0));
  }
  return { starts, rates };
}
