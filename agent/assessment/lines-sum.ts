import { isDatedBack, type Step, stoodRates } from '../admission/check/adjustments.ts';
import { type DaySeries, type Evidence, INTERVAL_MS } from '../admission/check/evidence.ts';
import type { Allocation } from '../domain/allocation.ts';
import { canonicalJson, sha256Hex } from '../domain/digest.ts';
import { grouped } from '../domain/lookup.ts';
import type { Line } from '../domain/line.ts';
import type { Moment } from '../domain/moment.ts';
import { type Direction, DIRECTIONS } from '../domain/rate.ts';
import { at, type Day, dayOf, nextDay } from '../domain/zone.ts';
import { withoutAway } from './active-members.ts';
import type { DayRates } from './day-cache.ts';
import type { ReadContext } from './read-context.ts';

/** A line whose samples are summed, with what an unmeasured interval of it counts. */
export interface SummedLine {
  readonly id: string;
  /** From when the line existed; null: as long as anybody knows (import, adoption and corrections are dated back). */
  readonly since: Moment | null;
  /** Limits that stood on the router, bit/s. */
  readonly limits: Readonly<Record<Direction, readonly Step[]>>;
}

/**
 * Prepares the lines below a queue for their sum. undefined: one of them was never measured although it existed before
 * today, so the sum is unknown. A line that nobody verified yet carries nothing.
 */
export function summedLines(
  { samples, office, now }: ReadContext,
  lines: readonly Line[],
  allocations: readonly Allocation[],
): readonly SummedLine[] | undefined {
  const { zone } = office.calendar;
  const midnight = at(dayOf(now, zone), 0, zone);
  const byLine = grouped(allocations, (a) => a.line);
  const found: SummedLine[] = [];
  for (const { id } of lines) {
    const own = byLine.get(id) ?? [];
    const since = own.flatMap((a) => a.appliedAt ?? []).reduce<Moment | null>(earlier, null);
    if (since === null) continue;
    if (since < midnight && samples.newest(`line:${id}`, 1).length === 0) return undefined;
    const limits = { down: stoodRates(own, 'down'), up: stoodRates(own, 'up') };
    found.push({ id, since: isDatedBack(own) ? null : since, limits });
  }
  return found;
}

function earlier(a: Moment | null, b: Moment): Moment {
  return a === null || b < a ? b : a;
}

/**
 * Returns the measured history of the sum of lines in one direction. An interval that is missing in one line counts its
 * limit then, before the line existed 0; where it had no limit, and where all lines miss it, it is missing in the sum.
 * @param away intervals of a day that are not the own demand.
 */
export function linesEvidence(
  context: ReadContext,
  lines: readonly SummedLine[],
  direction: Direction,
  away: (day: Day) => readonly Moment[],
): Evidence {
  const { cache, office, now } = context;
  const { calendar } = office;
  const name = sha256Hex(canonicalJson(lines));
  const sumOf = (day: Day): DayRates =>
    cache.computed(`lines ${name}`, day, calendar.zone, now, () => sumOn(context, lines, day));
  return {
    calendar,
    today: dayOf(now, calendar.zone),
    of: (day) => withoutAway(sumOf(day)[direction], away(day)),
  };
}

function sumOn({ samples, cache, office, now }: ReadContext, lines: readonly SummedLine[], day: Day): DayRates {
  const { zone } = office.calendar;
  const midnight = at(day, 0, zone);
  const count = Math.round((at(nextDay(day), 0, zone) - midnight) / INTERVAL_MS);
  const sums = { down: new Float64Array(count), up: new Float64Array(count) };
  const isMeasured = new Uint8Array(count);
  for (const line of lines) {
    const { down, up } = cache.of(samples, `line:${line.id}`, day, zone, now);
    let place = 0;
    for (let i = 0; i < count; i += 1) {
      const start = (midnight + i * INTERVAL_MS) as Moment;
      while ((down.starts[place] ?? start) < start) place += 1;
      const found = down.starts[place] === start;
      if (found) isMeasured[i] = 1;
      for (const direction of DIRECTIONS) {
        const rates = direction === 'down' ? down.rates : up.rates;
        const counted = found ? rates[place] : limitAt(line, start, direction);
        sums[direction][i] = (sums[direction][i] ?? 0) + (counted ?? NaN);
      }
    }
  }
  const measured = Array.from({ length: count }, (_, i) => i).filter((i) => isMeasured[i] === 1);
  const seriesOf = (direction: Direction): DaySeries => {
    const sum = sums[direction];
    const known = measured.filter((i) => !Number.isNaN(sum[i] ?? NaN));
    return { starts: known.map((i) => (midnight + i * INTERVAL_MS) as Moment), rates: known.map((i) => sum[i] ?? NaN) };
  };
  return { down: seriesOf('down'), up: seriesOf('up') };
}

/** Returns what an unmeasured interval of a line counts, in bit/s. undefined: the line had no limit then. */
export function limitAt({ since, limits }: SummedLine, start: Moment, direction: Direction): number | undefined {
  if (since !== null && start < since) return 0;
  return limits[direction].findLast((step) => step.from === undefined || step.from <= start)?.bits || undefined;
}
