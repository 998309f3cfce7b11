import type { DaySeries } from '../admission/evidence.ts';
import { after, MINUTE, type Moment, span } from '../domain/moment.ts';
import type { Direction } from '../domain/rate.ts';
import type { Subject } from '../domain/reading.ts';
import { at, type Day, nextDay, type Zone } from '../domain/zone.ts';
import type { FiveMinute, SamplesView } from '../ports/samples.ts';

/** How long after midnight the last interval of a day may still come in. */
const SETTLED = span(10 * MINUTE);
const MOST_DAYS = 120;

/** Days of samples as the check wants them. Days that are over do not change, so they are read once and kept. */
export class DayShelf {
  readonly #days = new Map<string, readonly FiveMinute[]>();
  readonly #answers = new Map<string, unknown>();

  /** Valid intervals of one subject and local day. */
  of(samples: SamplesView, subject: Subject, day: Day, zone: Zone, now: Moment): readonly FiveMinute[] {
    const key = `${subject} ${day}`;
    const known = this.#days.get(key);
    if (known !== undefined) return known;
    const window = { from: at(day, 0, zone), until: at(nextDay(day), 0, zone) };
    const read = samples.series(subject, window);
    if (now >= after(window.until, SETTLED)) this.#keep(key, read);
    return read;
  }

  /** A figure over days that are over: computed once per `key`, which must name everything it rests on. */
  remember<T>(key: string, compute: () => T): T {
    if (this.#answers.has(key)) return this.#answers.get(key) as T;
    if (this.#answers.size > 500) this.#answers.clear();
    const answer = compute();
    this.#answers.set(key, answer);
    return answer;
  }

  #keep(key: string, read: readonly FiveMinute[]): void {
    if (this.#days.size > MOST_DAYS * 100) this.#days.clear();
    this.#days.set(key, read);
  }
}

/** Sum of several subjects, interval by interval; one missing in any is missing in the sum. */
export function summed(parts: readonly (readonly FiveMinute[])[], direction: Direction): DaySeries {
  const [first = [], ...others] = parts;
  if (others.length === 0) return { starts: first.map((f) => f.start), rates: first.map((f) => f[direction]) };
  const maps = others.map((part) => new Map(part.map((f) => [f.start, f[direction]])));
  const starts: Moment[] = [];
  const rates: number[] = [];
  for (const interval of first) {
    const rest = maps.map((m) => m.get(interval.start));
    if (rest.includes(undefined)) continue;
    starts.push(interval.start);
    rates.push(rest.reduce((sum: number, r) => sum + (r ?? 0), interval[direction]));
  }
  return { starts, rates };
}
