import { membersOf } from '../admission/path-shares.ts';
import { type Evidence, INTERVAL_MS } from '../admission/evidence.ts';
import type { Live } from '../admission/terms.ts';
import type { Path } from '../domain/line.ts';
import { between, type Moment } from '../domain/moment.ts';
import { bps, type Direction } from '../domain/rate.ts';
import type { Subject } from '../domain/reading.ts';
import { dayOf } from '../domain/zone.ts';
import { ratesOf, summed } from './day-shelf.ts';
import type { Sight } from './sight.ts';

/** Older than two intervals is stale, milliseconds. */
export const STALE = 2 * INTERVAL_MS;
const NEWEST = 3;

/** Evidence of one direction over the sum of these subjects. */
export function evidenceOf(sight: Sight, subjects: readonly Subject[], direction: Direction): Evidence {
  const { calendar } = sight.office;
  return {
    calendar,
    today: dayOf(sight.now, calendar.zone),
    of: (day) => summed(subjects.map((s) => sight.shelf.of(sight.samples, s, day, calendar.zone, sight.now)[direction])),
  };
}

/** Subjects whose sum is the demand of a path: all members, but of a failover only the active one, since the others idle and may have no samples. */
export function subjectsOf(sight: Sight, path: Path): readonly Subject[] {
  return carriersOf(sight, path).map((uplink): Subject => `uplink:${uplink}`);
}

/** Whether the uplink's interface was up at the last reading; one never read counts as up, and its figures as unknown. */
export function isUp(sight: Sight, uplink: string): boolean {
  return sight.samples.last(`uplink:${uplink}`)?.operational ?? true;
}

/** The same at another time: an outage of now says nothing of a wish that begins later. */
export function isUpAt(sight: Sight, uplink: string, when: Moment): boolean {
  return when > sight.now || isUp(sight, uplink);
}

function carriersOf(sight: Sight, path: Path): readonly string[] {
  const members = membersOf(path);
  if (path.kind !== 'failover') return members;
  return [members.find((uplink) => isUp(sight, uplink)) ?? members[0] ?? []].flat();
}

/** Whether an interval of the path begins after now: one of the two times is wrong, so neither age nor day of anything is known. */
export function isAhead(sight: Sight, path: Path): boolean {
  return carriersOf(sight, path).some((uplink) => (sight.samples.newest(`uplink:${uplink}`, 1)[0]?.start ?? sight.now) > sight.now);
}

/** L of a path: the largest of the newest intervals of the sum over its members that are up; over all of them when none is. */
export function liveOf(sight: Sight, path: Path, direction: Direction): Live {
  const carriers = carriersOf(sight, path);
  const up = carriers.filter((uplink) => isUp(sight, uplink));
  const parts = (up.length === 0 ? carriers : up).map((uplink) => sight.samples.newest(`uplink:${uplink}`, NEWEST).toReversed());
  const { starts, rates } = summed(parts.map((part) => ratesOf(part)[direction]));
  const newest = starts.at(-1);
  if (newest === undefined) return { kind: 'unknown', why: 'no-samples', ageMs: null };
  const ageMs = between((newest + INTERVAL_MS) as Moment, sight.now);
  return ageMs > STALE ? { kind: 'unknown', why: 'stale', ageMs } : { kind: 'known', bits: bps(Math.max(...rates)), ageMs };
}
