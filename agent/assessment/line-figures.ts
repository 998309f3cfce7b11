import { boundedBusy, ownBusy } from '../admission/check/guaranteed.ts';
import { permanentRaises } from '../admission/check/adjustments.ts';
import { type Allocation, counts, permanentOf } from '../domain/allocation.ts';
import { grouped } from '../domain/grouped.ts';
import type { Line } from '../domain/line.ts';
import type { Window } from '../domain/moment.ts';
import { type Bps, bps, type Direction, perMille } from '../domain/rate.ts';
import { dayOf } from '../domain/zone.ts';
import { type AskedHours, hoursOf } from './query-hours.ts';
import { evidenceOf } from './path-demand.ts';
import { remembered } from './memoised.ts';
import type { Sight } from './read-context.ts';

/** What a wish is judged by, from whatever instant it is seen. */
export interface Gathered {
  readonly sight: Sight;
  readonly allocations: readonly Allocation[];
  readonly hours: AskedHours;
  /** CIR of a line: its rate, or its limit-at where it is shared; a live hold counts as the grant it would become. */
  guarantee(line: Line, direction: Direction): Bps;
  /**
   * p95 of a line's own samples over the hours of the wish: bounded low for its guarantee, or high where it has no
   * limit.
   */
  busy(line: Line, direction: Direction, bounded: 'low' | 'high'): Bps;
}

/** @param allocations those that count; a request's own hold is left out. */
export function gathered(sight: Sight, window: Window | null, allocations: readonly Allocation[]): Gathered {
  const hours = hoursOf(sight.office.calendar, window);
  let byLine: ReadonlyMap<string, readonly Allocation[]> | undefined;
  const ofLine = (line: Line): readonly Allocation[] =>
    (byLine ??= grouped(allocations, (a) => a.line)).get(line.id) ?? NOTHING;
  const found = new Map<string, Bps>();
  const once = (key: string, compute: () => Bps): Bps => {
    let bits = found.get(key);
    if (bits === undefined) found.set(key, (bits = compute()));
    return bits;
  };
  return {
    sight,
    allocations,
    hours,
    guarantee: (line, direction) =>
      once(`cir ${direction} ${line.id}`, () => guaranteeOf(sight, ofLine(line), line, direction)),
    busy: (line, direction, bounded) =>
      once(`${bounded} ${direction} ${line.id}`, () => busyOf(sight, hours, ofLine(line), line, direction, bounded)),
  };
}

const WHOLE = perMille(1000);
const NOTHING: readonly Allocation[] = [];

function guaranteeOf(sight: Sight, mine: readonly Allocation[], line: Line, direction: Direction): Bps {
  const holds = mine.filter((a) => a.window === null && a.state.at === 'held' && counts(a, sight.now));
  const promises = [permanentOf(mine, line.id) ?? [], holds].flat();
  return bps(
    Math.max(0, ...promises.map((a) => (line.service === 'dedicated' ? a.rate[direction] : a.limitAt[direction]))),
  );
}

function busyOf(
  sight: Sight,
  { bands, name }: AskedHours,
  allocations: readonly Allocation[],
  line: Line,
  direction: Direction,
  bounded: 'low' | 'high',
): Bps {
  const { calendar, policy } = sight.office;
  const { activity, graceMinutes } = policy;
  const raises = permanentRaises(
    { allocations, shareOf: () => WHOLE, activity, graceMinutes, now: sight.now },
    direction,
  );
  const key = JSON.stringify(['line', bounded, line.id, direction, dayOf(sight.now, calendar.zone), name, raises]);
  const figure = bounded === 'low' ? ownBusy : boundedBusy;
  return remembered(sight, key, () => figure(evidenceOf(sight, [`line:${line.id}`], direction), bands, raises));
}
