import { type Busy, permanentBusy, raisedBy, temporaryBusy } from '../admission/busy.ts';
import type { Raise } from '../admission/evidence.ts';
import { growth } from '../admission/growth.ts';
import { boundedBusy, idle, ownBusy } from '../admission/guaranteed.ts';
import { bandsOf, workingHours } from '../admission/hours.ts';
import { membersOf } from '../admission/path-shares.ts';
import type { PromiseBook } from '../admission/promised.ts';
import { permanentRaises, type RaiseBook, temporaryRaises } from '../admission/raises.ts';
import type { Bound, DirectionTerms, Live, Terms } from '../admission/terms.ts';
import { type Allocation, counts, permanentOf, permanentRate } from '../domain/allocation.ts';
import type { Line } from '../domain/line.ts';
import { before } from '../domain/moment.ts';
import { FORMULA } from '../domain/policy.ts';
import { bps, type Direction, minus, perMille } from '../domain/rate.ts';
import { dayOf, minuteOf } from '../domain/zone.ts';
import { type Asking, startOf } from './asking.ts';
import { boundsOf } from './bounds.ts';
import { SETTLED } from './day-shelf.ts';
import { evidenceOf, liveOf, subjectsOf } from './path-evidence.ts';
import { bookOn, promisesIn, shareOn } from './promise-book.ts';
import type { Sight } from './sight.ts';

const WHOLE = perMille(1000);

/**
 * Gathers Terms: the one place where samples and promises meet. Reads only; inside a transaction it sees what the transaction sees.
 */
export function termsFor(sight: Sight, asking: Asking): Terms {
  const allocations = sight.ledger
    .allocations()
    .filter((a) => !(a.request === asking.request && asking.request !== null && a.state.at === 'held'));
  const permanent = permanentRate(allocations, asking.line.id);
  const delta = minus(asking.wanted, permanent);
  const { bounds, blind } = boundsOf(sight, asking);
  const direction = (d: Direction): DirectionTerms => directionTerms(sight, asking, allocations, bounds, d, delta[d]);
  return {
    formula: FORMULA,
    at: sight.now,
    line: asking.line.id,
    service: asking.line.service,
    path: asking.line.path,
    window: asking.window,
    inForce: permanent,
    wanted: asking.wanted,
    policy: sight.office.policy,
    bounds,
    directions: { down: direction('down'), up: direction('up') },
    blind,
  };
}

function directionTerms(
  sight: Sight,
  asking: Asking,
  allocations: readonly Allocation[],
  bounds: readonly Bound[],
  direction: Direction,
  delta: number,
): DirectionTerms {
  const raises = raisesOf(sight, asking, allocations, direction);
  return {
    delta,
    busy: busyOf(sight, asking, direction, raises),
    raised: bps(raises.reduce((sum, r) => sum + r.bits, 0)),
    growth: growth(evidenceOf(sight, subjectsOf(sight, asking.line.path), direction), raises, sight.office.policy.leadDays),
    live: liveTerm(sight, asking, direction),
    ...guarantees(sight, asking, allocations, direction),
    promised: Object.fromEntries(bounds.map((bound) => [bound.name, promisesOn(sight, asking, allocations, bound, direction)])),
  };
}

/** What the samples of the asking line's path have not seen yet of grants in one direction. */
export function raisesOf(sight: Sight, asking: Asking, allocations: readonly Allocation[], direction: Direction): readonly Raise[] {
  const lines = new Map(sight.ledger.lines().map((l) => [l.id, l]));
  const members = membersOf(asking.line.path);
  const book: RaiseBook = {
    allocations,
    shareOf: (id) => shareOn(sight, lines.get(id), members, startOf(asking)),
    activity: sight.office.policy.activity,
    graceMinutes: sight.office.policy.graceMinutes,
    now: sight.now,
  };
  const permanent = permanentRaises(book, direction);
  return asking.window === null ? permanent : [...permanent, ...temporaryRaises(book, direction, asking.window)];
}

function busyOf(sight: Sight, asking: Asking, direction: Direction, raises: readonly Raise[]): Busy {
  const subjects = subjectsOf(sight, asking.line.path);
  const evidence = evidenceOf(sight, subjects, direction);
  const { calendar } = sight.office;
  // What raises every sample alike shifts each figure by as much, so that a new hold asks for no new ranking.
  const dated = raises.filter((r) => r.until !== null);
  const always = raises.reduce((sum, r) => sum + (r.until === null ? r.bits : 0), 0);
  const key = JSON.stringify(['busy', subjects, direction, dayOf(sight.now, calendar.zone), hoursKey(sight, asking), dated]);
  const busy = remembered(sight, key, () =>
    asking.window === null ? permanentBusy(evidence, dated) : temporaryBusy(evidence, bandsOf(calendar, asking.window), dated),
  );
  return raisedBy(busy, always);
}

/** Names the hours that a wish is judged by: windows over the same clock times of the same kinds of days share their figures. */
function hoursKey({ office }: Sight, { window }: Asking): readonly (string | number)[] {
  if (window === null) return [];
  const { calendar } = office;
  return [
    minuteOf(window.from, calendar.zone),
    minuteOf(window.until, calendar.zone),
    ...bandsOf(calendar, window).map((band) => band.name),
  ];
}

/** Figures over past days are kept for the day, but only once the last interval of yesterday has had time to come in. */
export function remembered<T>(sight: Sight, key: string, compute: () => T): T {
  const { zone } = sight.office.calendar;
  const settled = dayOf(before(sight.now, SETTLED), zone) === dayOf(sight.now, zone);
  return settled ? sight.shelf.remember(key, compute) : compute();
}

function liveTerm(sight: Sight, asking: Asking, direction: Direction): Live {
  const live = liveOf(sight, asking.line.path, direction);
  const isFuture = asking.window !== null && asking.window.from > sight.now;
  return isFuture && live.kind === 'known' ? { kind: 'not-asked' } : live;
}

function guarantees(
  sight: Sight,
  asking: Asking,
  allocations: readonly Allocation[],
  direction: Direction,
): Pick<DirectionTerms, 'idle' | 'own'> {
  const members = membersOf(asking.line.path);
  let idleSum = 0;
  let own: DirectionTerms['own'] = null;
  for (const line of sight.ledger.lines()) {
    if (shareOn(sight, line, members, startOf(asking)) === 0) continue;
    const isAsking = line.id === asking.line.id;
    const cir = guaranteeOf(sight, allocations, line, direction);
    if (cir === 0 && !(isAsking && line.service === 'dedicated')) continue;
    const busy = lineBusy(sight, asking, allocations, line, direction, ownBusy);
    if (isAsking) own = { cir: bps(cir), busy };
    else idleSum += idle(cir, busy);
  }
  return { idle: bps(idleSum), own };
}

/** CIR of a line: its rate, or its limit-at where it is shared; a live hold counts as the grant it would become. */
function guaranteeOf(sight: Sight, allocations: readonly Allocation[], line: Line, direction: Direction): number {
  const holds = allocations.filter((a) => a.line === line.id && a.window === null && a.state.at === 'held' && counts(a, sight.now));
  const promises = [permanentOf(allocations, line.id) ?? [], holds].flat();
  return Math.max(0, ...promises.map((a) => (line.service === 'dedicated' ? a.rate[direction] : a.limitAt[direction])));
}

function lineBusy(
  sight: Sight,
  asking: Asking,
  allocations: readonly Allocation[],
  line: Line,
  direction: Direction,
  figure: typeof ownBusy,
): ReturnType<typeof bps> {
  const { calendar, policy } = sight.office;
  const mine = allocations.filter((a) => a.line === line.id);
  const { activity, graceMinutes } = policy;
  const raises = permanentRaises({ allocations: mine, shareOf: () => WHOLE, activity, graceMinutes, now: sight.now }, direction);
  const hours = asking.window === null ? [workingHours(calendar)] : bandsOf(calendar, asking.window);
  const key = JSON.stringify([figure.name, line.id, direction, dayOf(sight.now, calendar.zone), hoursKey(sight, asking), raises]);
  return remembered(sight, key, () => figure(evidenceOf(sight, [`line:${line.id}`], direction), hours, raises));
}

/** The promises on a bound at every instant that the wish is asked of. */
export function promisesOn(
  sight: Sight,
  asking: Asking,
  allocations: readonly Allocation[],
  bound: Pick<Bound, 'kind' | 'name'>,
  direction: Direction,
): DirectionTerms['promised'][string] {
  const unlimited: PromiseBook['unlimited'] = (line) => lineBusy(sight, asking, allocations, line, direction, boundedBusy);
  return promisesIn({ ...bookOn(sight, asking, allocations, bound), unlimited }, asking, direction);
}
