import { type Busy, permanentBusy, temporaryBusy } from '../admission/busy.ts';
import type { Raise } from '../admission/evidence.ts';
import { growth } from '../admission/growth.ts';
import { boundedBusy, idle, ownBusy } from '../admission/guaranteed.ts';
import { bandsOf, workingHours } from '../admission/hours.ts';
import { membersOf, sharesOf } from '../admission/path-shares.ts';
import { permanentPromises, type PromiseBook, temporaryPromises } from '../admission/promised.ts';
import { permanentRaises, type RaiseBook, temporaryRaises } from '../admission/raises.ts';
import type { Bound, DirectionTerms, Live, Terms } from '../admission/terms.ts';
import { type Allocation, counts, permanentOf, permanentRate } from '../domain/allocation.ts';
import type { Line } from '../domain/line.ts';
import type { Moment } from '../domain/moment.ts';
import { FORMULA } from '../domain/policy.ts';
import { bps, type Direction, minus, type PerMille, perMille } from '../domain/rate.ts';
import { inForce } from '../domain/uplink.ts';
import { dayOf } from '../domain/zone.ts';
import { type Asking, startOf } from './asking.ts';
import { boundsOf } from './bounds.ts';
import { evidenceOf, isUpAt, liveOf, subjectsOf } from './path-evidence.ts';
import type { Sight } from './sight.ts';

const WHOLE = perMille(1000);
const NONE = perMille(0);

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
  const key = JSON.stringify(['busy', subjects, direction, dayOf(sight.now, calendar.zone), asking.window, raises]);
  return remembered(sight, key, () =>
    asking.window === null ? permanentBusy(evidence, raises) : temporaryBusy(evidence, bandsOf(calendar, asking.window), raises),
  );
}

/** Figures over past days are kept for the day, but only once the last interval of yesterday has had time to come in. */
export function remembered<T>(sight: Sight, key: string, compute: () => T): T {
  const { zone } = sight.office.calendar;
  const settled = dayOf((sight.now - 600_000) as typeof sight.now, zone) === dayOf(sight.now, zone);
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
  const key = JSON.stringify([figure.name, line.id, direction, dayOf(sight.now, calendar.zone), asking.window, raises]);
  return remembered(sight, key, () => figure(evidenceOf(sight, [`line:${line.id}`], direction), hours, raises));
}

function promisesOn(
  sight: Sight,
  asking: Asking,
  allocations: readonly Allocation[],
  bound: Bound,
  direction: Direction,
): DirectionTerms['promised'][string] {
  const unlimited: PromiseBook['unlimited'] = (line) => lineBusy(sight, asking, allocations, line, direction, boundedBusy);
  return promisesIn({ ...bookOn(sight, asking, allocations, bound), unlimited }, asking, direction);
}

/** Who is promised what on a bound, as the wish sees it; what lines without a limit use is left to whoever reads samples. */
export function bookOn(
  sight: Sight,
  asking: Asking,
  allocations: readonly Allocation[],
  bound: Pick<Bound, 'kind' | 'name'>,
): Omit<PromiseBook, 'unlimited'> {
  return {
    lines: sight.ledger.lines(),
    allocations,
    asking: asking.line,
    shareOn: (line) => (bound.kind === 'pool' ? onPool(sight, line, bound.name) : shareOn(sight, line, [bound.name], startOf(asking))),
    graceMinutes: sight.office.policy.graceMinutes,
    now: sight.now,
  };
}

/** The instants at which a wish is asked of a bound's promises. */
export function promisesIn(book: PromiseBook, { window, from }: Asking, direction: Direction): DirectionTerms['promised'][string] {
  return window === null ? permanentPromises(book, direction, from) : temporaryPromises(book, direction, window);
}

/** Part of a line's traffic that runs on these uplinks under the shares of that time. */
export function shareOn(sight: Sight, line: Line | undefined, uplinks: readonly string[], when: Moment): PerMille {
  if (line === undefined) return NONE;
  const shares = sharesOf(line.path, inForce(sight.ledger.shares(), when)?.shares, (uplink) => isUpAt(sight, uplink, when));
  return perMille([...(shares ?? [])].filter(([uplink]) => uplinks.includes(uplink)).reduce((sum, [, share]) => sum + share, 0));
}

function onPool(sight: Sight, line: Line, pool: string): PerMille {
  const found = sight.ledger.pools().find((p) => p.id === pool);
  return found !== undefined && found.router === line.router && found.queue === line.parent ? WHOLE : NONE;
}
