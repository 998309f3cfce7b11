import type { DaySeries } from '../admission/check/evidence.ts';
import { summed } from './active-members.ts';
import type { ReadContext } from './read-context.ts';
import type { Subject } from '../domain/counters/reading.ts';
import { after, before, MINUTE, type Moment, span, type Window } from '../domain/moment.ts';
import type { Direction } from '../domain/rate.ts';
import { at, type Day, dayOf, nextDay, type Zone } from '../domain/zone.ts';
import type { FiveMinute, SamplesView } from '../ports/samples.ts';

/** How long after midnight the last interval of a day may still come in. */
export const SETTLED = span(10 * MINUTE);
/** Some 100 MB: three months of two hundred lines. */
const MOST_INTERVALS = 5_000_000;
/** How full the cache is once room was made on it. */
const ROOM = 0.95;
/** What a day costs besides its intervals. */
const PER_DAY = 10;
/** Two directions of a thousand lines for some kinds of hours. */
const MOST_ANSWERS = 10_000;

/** One subject's day in both directions, over the same intervals. */
export type DayRates = Readonly<Record<Direction, DaySeries>>;

/** A day on the cache, and when it was asked last, by a counter. */
interface CachedDay {
  readonly rates: DayRates;
  asked: number;
}

/** Days of samples as the check wants them. Days that are over do not change, so they are read once and kept. */
export class DayCache {
  /** By whose they are, then by day. */
  readonly #days = new Map<string, Map<string, CachedDay>>();
  readonly #answers = new Map<string, unknown>();
  readonly #most: number;
  #size = 0;
  #asked = 0;

  /** @param most how many intervals are kept; the days asked least recently go first. */
  constructor(most = MOST_INTERVALS) {
    this.#most = most;
  }

  /** Valid intervals of one subject and local day; `within` part of it: at least those that begin in there. */
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

  /** The same of the sum of several subjects. */
  sum(samples: SamplesView, subjects: readonly Subject[], day: Day, zone: Zone, now: Moment): DayRates {
    const [first] = subjects;
    if (first !== undefined && subjects.length === 1) return this.of(samples, first, day, zone, now);
    const name = subjects.join(' ');
    const known = this.#known(name, day);
    if (known !== undefined) return known;
    const parts = subjects.map((subject) => this.of(samples, subject, day, zone, now));
    const sum = { down: summed(parts.map((part) => part.down)), up: summed(parts.map((part) => part.up)) };
    if (now >= after(at(nextDay(day), 0, zone), SETTLED)) this.#keep(name, day, sum);
    return sum;
  }

  /** A figure over days that are over: computed once per `key`, which must name everything it rests on. */
  remember<T>(key: string, compute: () => T): T {
    if (this.#answers.has(key)) return this.#answers.get(key) as T;
    if (this.#answers.size > MOST_ANSWERS) this.#answers.clear();
    const answer = compute();
    this.#answers.set(key, answer);
    return answer;
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

  /** Somewhat more than needed, so that a full cache is not put in order for each day that comes. */
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

/** The same intervals, direction by direction. */
export function ratesOf(intervals: readonly FiveMinute[]): DayRates {
  const starts = intervals.map((f) => f.start);
  return { down: { starts, rates: intervals.map((f) => f.down) }, up: { starts, rates: intervals.map((f) => f.up) } };
}

/**
 * What rests on past days alone is computed once and kept under `key`, which names everything else it rests on, the day
 * included; but only once the last interval of yesterday has had time to come in. Before that it is computed each time.
 */
export function memoised<T>(context: Pick<ReadContext, 'office' | 'cache' | 'now'>, key: string, compute: () => T): T {
  const { zone } = context.office.calendar;
  const settled = dayOf(before(context.now, SETTLED), zone) === dayOf(context.now, zone);
  return settled ? context.cache.remember(key, compute) : compute();
}
