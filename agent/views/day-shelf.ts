import type { DaySeries } from '../admission/evidence.ts';
import { after, MINUTE, type Moment, span } from '../domain/moment.ts';
import type { Direction } from '../domain/rate.ts';
import type { Subject } from '../domain/reading.ts';
import { at, type Day, nextDay, type Zone } from '../domain/zone.ts';
import type { FiveMinute, SamplesView } from '../ports/samples.ts';

/** How long after midnight the last interval of a day may still come in. */
export const SETTLED = span(10 * MINUTE);
/** Some 100 MB: three months of two hundred lines. */
const MOST_INTERVALS = 5_000_000;
/** What a day costs besides its intervals. */
const PER_DAY = 10;
/** Two directions of a thousand lines for some kinds of hours. */
const MOST_ANSWERS = 10_000;

/** One subject's day in both directions, over the same intervals. */
export type DayRates = Readonly<Record<Direction, DaySeries>>;

/** Days of samples as the check wants them. Days that are over do not change, so they are read once and kept. */
export class DayShelf {
  readonly #days = new Map<string, DayRates>();
  readonly #answers = new Map<string, unknown>();
  readonly #most: number;
  #size = 0;

  /** @param most how many intervals are kept; the days asked least recently go first. */
  constructor(most = MOST_INTERVALS) {
    this.#most = most;
  }

  /** Valid intervals of one subject and local day. */
  of(samples: SamplesView, subject: Subject, day: Day, zone: Zone, now: Moment): DayRates {
    const key = `${subject} ${day}`;
    const known = this.#days.get(key);
    if (known !== undefined) {
      // To the end of the map's order: the day that was not asked for longest is the first.
      this.#days.delete(key);
      this.#days.set(key, known);
      return known;
    }
    const window = { from: at(day, 0, zone), until: at(nextDay(day), 0, zone) };
    const read = ratesOf(samples.series(subject, window));
    if (now >= after(window.until, SETTLED)) this.#keep(key, read);
    return read;
  }

  /** A figure over days that are over: computed once per `key`, which must name everything it rests on. */
  remember<T>(key: string, compute: () => T): T {
    if (this.#answers.has(key)) return this.#answers.get(key) as T;
    if (this.#answers.size > MOST_ANSWERS) this.#answers.clear();
    const answer = compute();
    this.#answers.set(key, answer);
    return answer;
  }

  #keep(key: string, read: DayRates): void {
    this.#days.set(key, read);
    this.#size += sizeOf(read);
    for (const [oldest, day] of this.#days) {
      if (this.#size <= this.#most) return;
      this.#days.delete(oldest);
      this.#size -= sizeOf(day);
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

/** Sum of several subjects, interval by interval; one missing in any is missing in the sum. */
export function summed(parts: readonly DaySeries[]): DaySeries {
  const [first, ...others] = parts;
  if (first === undefined) return NONE;
  return others.reduce(sumOfTwo, first);
}

const NONE: DaySeries = { starts: [], rates: [] };

/** Both in order of time. */
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
