import { adjustedBy, type BusyP95, growth, permanentP95, temporaryP95 } from '../admission/check/demand-figures.ts';
import {
  type Adjustment,
  type AdjustmentBook,
  permanentAdjustments,
  temporaryAdjustments,
} from '../admission/check/evidence.ts';
import { membersOf } from '../admission/check/path-capacity.ts';
import type { CommitmentBook } from '../admission/check/committed.ts';
import type { ConstrainedLink, DirectionInputs, Live, DecisionInputs } from '../admission/check/decision-inputs.ts';
import { type Allocation, permanentRate } from '../domain/allocation.ts';
import type { Moment } from '../domain/moment.ts';
import { bps, type Direction, minus, type Rate } from '../domain/rate.ts';
import { type CheckQuery, startOf } from './check-query.ts';
import { commitmentBookOn, commitmentsIn, constrainedLinksOf, sharesFor, sharesName } from './constrained-links.ts';
import { type ActiveMembers, activeMembersOf } from './active-members.ts';
import { guarantees, type LineFigures, lineFiguresOf } from './line-figures.ts';
import { demandEvidence, liveOf } from './path-demand.ts';
import { memoised } from './day-cache.ts';
import type { ReadContext } from './read-context.ts';

/** The version of the arithmetic itself, stored with each decision. */
export const FORMULA = 2;

/**
 * Gathers Terms: the one place where samples and promises meet. Reads only; inside a transaction it sees what the
 * transaction sees.
 */
export function inputsFor(context: ReadContext, asking: CheckQuery): DecisionInputs {
  return inputsOver(context, asking)(asking.from);
}

/**
 * The same for many instants from which one wish counts: all but capacities and promises changes with them only where
 * shares do.
 */
export function inputsOver(context: ReadContext, asking: CheckQuery): (from: Moment) => DecisionInputs {
  const allocations = context.ledger
    .allocations()
    .filter((a) => !(a.request === asking.request && asking.request !== null && a.state.at === 'held'));
  const permanent = permanentRate(allocations, asking.line.id);
  const found = lineFiguresOf(context, asking.window, allocations);
  const standpoints = new Map<string, Standpoint>();
  return (from) => {
    const seen = { ...asking, from };
    const name = sharesName(context, startOf(seen));
    let standpoint = standpoints.get(name);
    if (standpoint === undefined)
      standpoints.set(name, (standpoint = standpointOf(found, seen, minus(asking.wanted, permanent))));
    return termsAt(context, seen, permanent, standpoint);
  };
}

/** What is the same from all instants under the same shares. */
interface Standpoint {
  readonly directions: Readonly<Record<Direction, Omit<DirectionInputs, 'promised'>>>;
  readonly book: (bound: ConstrainedLink, direction: Direction) => CommitmentBook;
}

function standpointOf(found: LineFigures, asking: CheckQuery, delta: Rate): Standpoint {
  const books = new Map<string, CommitmentBook>();
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

function termsAt(
  context: ReadContext,
  asking: CheckQuery,
  inForce: Rate,
  { directions, book }: Standpoint,
): DecisionInputs {
  const { bounds, blind } = constrainedLinksOf(context, asking);
  const direction = (d: Direction): DirectionInputs => {
    const promised = bounds.map((bound) => [bound.name, commitmentsIn(book(bound, d), asking, d)] as const);
    return { ...directions[d], promised: Object.fromEntries(promised) };
  };
  return {
    formula: FORMULA,
    at: context.now,
    line: asking.line.id,
    service: asking.line.service,
    path: asking.line.path,
    window: asking.window,
    inForce,
    wanted: asking.wanted,
    policy: context.office.policy,
    bounds,
    directions: { down: direction('down'), up: direction('up') },
    blind,
  };
}

function measured(
  found: LineFigures,
  asking: CheckQuery,
  direction: Direction,
  delta: number,
): Omit<DirectionInputs, 'promised'> {
  const { context } = found;
  const raises = adjustmentsOf(context, asking, found.allocations, direction);
  return {
    delta,
    busy: busyOf(found, asking, direction, raises),
    raised: bps(raises.reduce((sum, r) => sum + r.bits, 0)),
    growth: growth(
      demandEvidence(context, carriersFor(context, asking), direction),
      raises,
      context.office.policy.leadDays,
    ),
    live: liveTerm(context, asking, direction),
    ...guarantees(found, asking, direction),
  };
}

/** What the samples of the asking line's path have not seen yet of grants in one direction. */
export function adjustmentsOf(
  context: ReadContext,
  asking: CheckQuery,
  allocations: readonly Allocation[],
  direction: Direction,
): readonly Adjustment[] {
  const lines = new Map(context.ledger.lines().map((l) => [l.id, l]));
  const shareOf = sharesFor(context, asking, membersOf(asking.line.path));
  const { activity, graceMinutes } = context.office.policy;
  const book: AdjustmentBook = {
    allocations,
    shareOf: (id) => shareOf(lines.get(id)),
    activity,
    graceMinutes,
    now: context.now,
  };
  const permanent = permanentAdjustments(book, direction);
  return asking.window === null ? permanent : [...permanent, ...temporaryAdjustments(book, direction, asking.window)];
}

function busyOf(
  { context, hours }: LineFigures,
  asking: CheckQuery,
  direction: Direction,
  raises: readonly Adjustment[],
): BusyP95 {
  const carriers = carriersFor(context, asking);
  const evidence = demandEvidence(context, carriers, direction);
  // What raises every sample alike shifts each figure by as much, so that a new hold asks for no new ranking.
  const dated = raises.filter((r) => r.until !== null && r.bits !== 0);
  const always = raises.reduce((sum, r) => sum + (r.until === null ? r.bits : 0), 0);
  const key = JSON.stringify(['busy', carriers, direction, evidence.today, hours.name, dated]);
  const busy = memoised(context, key, () =>
    asking.window === null ? permanentP95(evidence, dated) : temporaryP95(evidence, hours.bands, dated),
  );
  return adjustedBy(busy, always);
}

function carriersFor(context: ReadContext, asking: CheckQuery): ActiveMembers {
  return activeMembersOf(context, asking.line.path, startOf(asking));
}

function liveTerm(context: ReadContext, asking: CheckQuery, direction: Direction): Live {
  const live = liveOf(context, asking.line.path, direction);
  const isFuture = asking.window !== null && asking.window.from > context.now;
  return isFuture && live.kind === 'known' ? { kind: 'not-asked' } : live;
}

/** The promises on a bound at every instant that the wish is asked of. */
export function commitmentsOn(
  context: ReadContext,
  asking: CheckQuery,
  allocations: readonly Allocation[],
  bound: Pick<ConstrainedLink, 'kind' | 'name'>,
  direction: Direction,
): DirectionInputs['promised'][string] {
  return commitmentsIn(
    fullBook(lineFiguresOf(context, asking.window, allocations), asking, bound, direction),
    asking,
    direction,
  );
}

function fullBook(
  found: LineFigures,
  asking: CheckQuery,
  bound: Pick<ConstrainedLink, 'kind' | 'name'>,
  direction: Direction,
): CommitmentBook {
  const unlimited: CommitmentBook['unlimited'] = (line) => found.busy(line, direction, 'high');
  return { ...commitmentBookOn(found.context, asking, found.allocations, bound), unlimited };
}
