import { type Busy, permanentBusy, temporaryBusy } from '../admission/busy.ts';
import type { Raise } from '../admission/evidence.ts';
import { growth } from '../admission/growth.ts';
import { idle, ownBusy } from '../admission/guaranteed.ts';
import { bandsOf, workingHours } from '../admission/hours.ts';
import { membersOf, sharesOf } from '../admission/path-shares.ts';
import { permanentPromises, type PromiseBook, temporaryPromises } from '../admission/promised.ts';
import { permanentRaises, type RaiseBook, temporaryRaises } from '../admission/raises.ts';
import type { Bound, DirectionTerms, Live, Terms } from '../admission/terms.ts';
import { type Allocation, permanentOf, permanentRate } from '../domain/allocation.ts';
import type { Line } from '../domain/line.ts';
import { FORMULA } from '../domain/policy.ts';
import { bps, type Direction, minus, type PerMille, perMille } from '../domain/rate.ts';
import { inForce } from '../domain/uplink.ts';
import { dayOf } from '../domain/zone.ts';
import type { Asking } from './asking.ts';
import { boundsOf } from './bounds.ts';
import { evidenceOf, isUp, liveOf, subjectsOf } from './path-evidence.ts';
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
    growth: growth(evidenceOf(sight, subjectsOf(asking.line.path), direction), raises, sight.office.policy.leadDays),
    live: liveTerm(sight, asking, direction),
    ...guarantees(sight, asking, allocations, direction),
    promised: Object.fromEntries(bounds.map((bound) => [bound.name, promisesOn(sight, asking, allocations, bound, direction)])),
  };
}

function raisesOf(sight: Sight, asking: Asking, allocations: readonly Allocation[], direction: Direction): readonly Raise[] {
  const lines = new Map(sight.ledger.lines().map((l) => [l.id, l]));
  const members = membersOf(asking.line.path);
  const book: RaiseBook = {
    allocations,
    shareOf: (id) => shareOn(sight, lines.get(id), members),
    activity: sight.office.policy.activity,
    now: sight.now,
  };
  const permanent = permanentRaises(book, direction);
  return asking.window === null ? permanent : [...permanent, ...temporaryRaises(book, direction, asking.window)];
}

function busyOf(sight: Sight, asking: Asking, direction: Direction, raises: readonly Raise[]): Busy {
  const subjects = subjectsOf(asking.line.path);
  const evidence = evidenceOf(sight, subjects, direction);
  const { calendar } = sight.office;
  const key = JSON.stringify(['busy', subjects, direction, dayOf(sight.now, calendar.zone), asking.window, raises]);
  return remembered(sight, key, () =>
    asking.window === null ? permanentBusy(evidence, raises) : temporaryBusy(evidence, bandsOf(calendar, asking.window), raises),
  );
}

/** Figures over past days are kept for the day, but only once the last interval of yesterday has had time to come in. */
function remembered<T>(sight: Sight, key: string, compute: () => T): T {
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
    if (shareOn(sight, line, members) === 0) continue;
    const permanent = permanentOf(allocations, line.id);
    if (permanent === undefined) continue;
    const cir = line.service === 'dedicated' ? permanent.rate[direction] : permanent.limitAt[direction];
    if (cir === 0) continue;
    const busy = lineBusy(sight, asking, allocations, line, direction);
    if (line.id === asking.line.id) own = { cir: bps(cir), busy };
    else idleSum += idle(cir, busy);
  }
  return { idle: bps(idleSum), own };
}

function lineBusy(
  sight: Sight,
  asking: Asking,
  allocations: readonly Allocation[],
  line: Line,
  direction: Direction,
): ReturnType<typeof bps> {
  const { calendar, policy } = sight.office;
  const mine = allocations.filter((a) => a.line === line.id);
  const raises = permanentRaises({ allocations: mine, shareOf: () => WHOLE, activity: policy.activity, now: sight.now }, direction);
  const hours = asking.window === null ? [workingHours(calendar)] : bandsOf(calendar, asking.window);
  const key = JSON.stringify(['own', line.id, direction, dayOf(sight.now, calendar.zone), asking.window, raises]);
  return remembered(sight, key, () => ownBusy(evidenceOf(sight, [`line:${line.id}`], direction), hours, raises));
}

function promisesOn(
  sight: Sight,
  asking: Asking,
  allocations: readonly Allocation[],
  bound: Bound,
  direction: Direction,
): DirectionTerms['promised'][string] {
  const book: PromiseBook = {
    lines: sight.ledger.lines(),
    allocations,
    shareOn: (line) => (bound.kind === 'pool' ? onPool(sight, line, bound.name) : shareOn(sight, line, [bound.name])),
    unlimited: (line) => lineBusy(sight, asking, allocations, line, direction),
    graceMinutes: sight.office.policy.graceMinutes,
    now: sight.now,
  };
  return asking.window === null ? permanentPromises(book, direction, asking.from) : temporaryPromises(book, direction, asking.window);
}

/** Part of a line's traffic that runs on these uplinks. */
function shareOn(sight: Sight, line: Line | undefined, uplinks: readonly string[]): PerMille {
  if (line === undefined) return NONE;
  const shares = sharesOf(line.path, inForce(sight.ledger.shares(), sight.now)?.shares, (uplink) => isUp(sight, uplink));
  return perMille([...(shares ?? [])].filter(([uplink]) => uplinks.includes(uplink)).reduce((sum, [, share]) => sum + share, 0));
}

function onPool(sight: Sight, line: Line, pool: string): PerMille {
  const found = sight.ledger.pools().find((p) => p.id === pool);
  return found !== undefined && found.router === line.router && found.queue === line.parent ? WHOLE : NONE;
}
