import { type Busy, permanentBusy, raisedBy, temporaryBusy } from '../admission/check/busy-p95.ts';
import type { Raise } from '../admission/check/evidence.ts';
import { growth } from '../admission/check/growth.ts';
import { membersOf } from '../admission/check/path-shares.ts';
import type { PromiseBook } from '../admission/check/committed.ts';
import { permanentRaises, type RaiseBook, temporaryRaises } from '../admission/check/adjustments.ts';
import type { Bound, DirectionTerms, Live, Terms } from '../admission/check/decision-inputs.ts';
import { type Allocation, permanentRate } from '../domain/allocation.ts';
import type { Moment } from '../domain/moment.ts';
import { FORMULA } from '../domain/policy.ts';
import { bps, type Direction, minus, type Rate } from '../domain/rate.ts';
import { type Asking, startOf } from './check-query.ts';
import { boundsOf } from './constrained-links.ts';
import { type Carriers, carriersOf } from './active-members.ts';
import { type Gathered, gathered } from './line-figures.ts';
import { guarantees } from './guarantees.ts';
import { demandEvidence, liveOf } from './path-demand.ts';
import { bookOn, promisesIn, sharesFor, sharesName } from './commitment-book.ts';
import { remembered } from './memoised.ts';
import type { Sight } from './read-context.ts';

/**
 * Gathers Terms: the one place where samples and promises meet. Reads only; inside a transaction it sees what the
 * transaction sees.
 */
export function termsFor(sight: Sight, asking: Asking): Terms {
  return termsOver(sight, asking)(asking.from);
}

/**
 * The same for many instants from which one wish counts: all but capacities and promises changes with them only where
 * shares do.
 */
export function termsOver(sight: Sight, asking: Asking): (from: Moment) => Terms {
  const allocations = sight.ledger
    .allocations()
    .filter((a) => !(a.request === asking.request && asking.request !== null && a.state.at === 'held'));
  const permanent = permanentRate(allocations, asking.line.id);
  const found = gathered(sight, asking.window, allocations);
  const standpoints = new Map<string, Standpoint>();
  return (from) => {
    const seen = { ...asking, from };
    const name = sharesName(sight, startOf(seen));
    let standpoint = standpoints.get(name);
    if (standpoint === undefined)
      standpoints.set(name, (standpoint = standpointOf(found, seen, minus(asking.wanted, permanent))));
    return termsAt(sight, seen, permanent, standpoint);
  };
}

/** What is the same from all instants under the same shares. */
interface Standpoint {
  readonly directions: Readonly<Record<Direction, Omit<DirectionTerms, 'promised'>>>;
  readonly book: (bound: Bound, direction: Direction) => PromiseBook;
}

function standpointOf(found: Gathered, asking: Asking, delta: Rate): Standpoint {
  const books = new Map<string, PromiseBook>();
  return {
    directions: { down: measured(found, asking, 'down', delta.down), up: measured(found, asking, 'up', delta.up) },
    book: (bound, direction) => {
      const name = `${bound.kind} ${direction} ${bound.name}`;
      let book = books.get(name);
      if (book === undefined) books.set(name, (book = fullBook(found, asking, bound, direction)));
      return book;
    },
  };
}

function termsAt(sight: Sight, asking: Asking, inForce: Rate, { directions, book }: Standpoint): Terms {
  const { bounds, blind } = boundsOf(sight, asking);
  const direction = (d: Direction): DirectionTerms => {
    const promised = bounds.map((bound) => [bound.name, promisesIn(book(bound, d), asking, d)] as const);
    return { ...directions[d], promised: Object.fromEntries(promised) };
  };
  return {
    formula: FORMULA,
    at: sight.now,
    line: asking.line.id,
    service: asking.line.service,
    path: asking.line.path,
    window: asking.window,
    inForce,
    wanted: asking.wanted,
    policy: sight.office.policy,
    bounds,
    directions: { down: direction('down'), up: direction('up') },
    blind,
  };
}

function measured(
  found: Gathered,
  asking: Asking,
  direction: Direction,
  delta: number,
): Omit<DirectionTerms, 'promised'> {
  const { sight } = found;
  const raises = raisesOf(sight, asking, found.allocations, direction);
  return {
    delta,
    busy: busyOf(found, asking, direction, raises),
    raised: bps(raises.reduce((sum, r) => sum + r.bits, 0)),
    growth: growth(demandEvidence(sight, carriersFor(sight, asking), direction), raises, sight.office.policy.leadDays),
    live: liveTerm(sight, asking, direction),
    ...guarantees(found, asking, direction),
  };
}

/** What the samples of the asking line's path have not seen yet of grants in one direction. */
export function raisesOf(
  sight: Sight,
  asking: Asking,
  allocations: readonly Allocation[],
  direction: Direction,
): readonly Raise[] {
  const lines = new Map(sight.ledger.lines().map((l) => [l.id, l]));
  const shareOf = sharesFor(sight, asking, membersOf(asking.line.path));
  const { activity, graceMinutes } = sight.office.policy;
  const book: RaiseBook = {
    allocations,
    shareOf: (id) => shareOf(lines.get(id)),
    activity,
    graceMinutes,
    now: sight.now,
  };
  const permanent = permanentRaises(book, direction);
  return asking.window === null ? permanent : [...permanent, ...temporaryRaises(book, direction, asking.window)];
}

function busyOf({ sight, hours }: Gathered, asking: Asking, direction: Direction, raises: readonly Raise[]): Busy {
  const carriers = carriersFor(sight, asking);
  const evidence = demandEvidence(sight, carriers, direction);
  // What raises every sample alike shifts each figure by as much, so that a new hold asks for no new ranking.
  const dated = raises.filter((r) => r.until !== null && r.bits !== 0);
  const always = raises.reduce((sum, r) => sum + (r.until === null ? r.bits : 0), 0);
  const key = JSON.stringify(['busy', carriers, direction, evidence.today, hours.name, dated]);
  const busy = remembered(sight, key, () =>
    asking.window === null ? permanentBusy(evidence, dated) : temporaryBusy(evidence, hours.bands, dated),
  );
  return raisedBy(busy, always);
}

function carriersFor(sight: Sight, asking: Asking): Carriers {
  return carriersOf(sight, asking.line.path, startOf(asking));
}

function liveTerm(sight: Sight, asking: Asking, direction: Direction): Live {
  const live = liveOf(sight, asking.line.path, direction);
  const isFuture = asking.window !== null && asking.window.from > sight.now;
  return isFuture && live.kind === 'known' ? { kind: 'not-asked' } : live;
}

/** The promises on a bound at every instant that the wish is asked of. */
export function promisesOn(
  sight: Sight,
  asking: Asking,
  allocations: readonly Allocation[],
  bound: Pick<Bound, 'kind' | 'name'>,
  direction: Direction,
): DirectionTerms['promised'][string] {
  return promisesIn(fullBook(gathered(sight, asking.window, allocations), asking, bound, direction), asking, direction);
}

function fullBook(
  found: Gathered,
  asking: Asking,
  bound: Pick<Bound, 'kind' | 'name'>,
  direction: Direction,
): PromiseBook {
  const unlimited: PromiseBook['unlimited'] = (line) => found.busy(line, direction, 'high');
  return { ...bookOn(found.sight, asking, found.allocations, bound), unlimited };
}
