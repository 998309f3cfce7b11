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

/** Version of the check's arithmetic, stored with each decision. Raise it when the arithmetic changes. */
export const FORMULA = 2;

/**
 * Gathers all inputs of one availability check from the ledger and the measured traffic. Reads only. In a transaction
 * it sees what the transaction has written.
 */
export function inputsFor(context: ReadContext, query: CheckQuery): DecisionInputs {
  return inputsOver(context, query)(query.from);
}

/**
 * Returns `inputsFor` as a function of the instant from which the rate is wanted. What does not depend on the instant
 * is computed once.
 */
export function inputsOver(context: ReadContext, query: CheckQuery): (from: Moment) => DecisionInputs {
  const allocations = context.ledger
    .allocations()
    .filter((a) => !(a.request === query.request && query.request !== null && a.state.at === 'held'));
  const permanent = permanentRate(allocations, query.line.id);
  const figures = lineFiguresOf(context, query.window, allocations);
  const sharedByName = new Map<string, SharedInputs>();
  return (from) => {
    const queryAt = { ...query, from };
    const name = sharesName(context, startOf(queryAt));
    let shared = sharedByName.get(name);
    if (shared === undefined)
      sharedByName.set(name, (shared = sharedInputsOf(figures, queryAt, minus(query.wanted, permanent))));
    return inputsAt(context, queryAt, permanent, shared);
  };
}

/** Inputs that are the same for all instants with the same shares. */
interface SharedInputs {
  readonly directions: Readonly<Record<Direction, Omit<DirectionInputs, 'promised'>>>;
  readonly book: (link: ConstrainedLink, direction: Direction) => CommitmentBook;
}

function sharedInputsOf(figures: LineFigures, query: CheckQuery, delta: Rate): SharedInputs {
  const books = new Map<string, CommitmentBook>();
  return {
    directions: { down: measured(figures, query, 'down', delta.down), up: measured(figures, query, 'up', delta.up) },
    book: (link, direction) => {
      const name = `${link.kind} ${direction} ${link.name}`;
      let book = books.get(name);
      if (book === undefined) books.set(name, (book = fullBook(figures, query, link, direction)));
      return book;
    },
  };
}

function inputsAt(
  context: ReadContext,
  query: CheckQuery,
  inForce: Rate,
  { directions, book }: SharedInputs,
): DecisionInputs {
  const { bounds, blind: unknownReasons } = constrainedLinksOf(context, query);
  const direction = (d: Direction): DirectionInputs => {
    const promised = bounds.map((link) => [link.name, commitmentsIn(book(link, d), query, d)] as const);
    return { ...directions[d], promised: Object.fromEntries(promised) };
  };
  return {
    formula: FORMULA,
    at: context.now,
    line: query.line.id,
    service: query.line.service,
    path: query.line.path,
    window: query.window,
    inForce,
    wanted: query.wanted,
    policy: context.office.policy,
    bounds,
    directions: { down: direction('down'), up: direction('up') },
    blind: unknownReasons,
  };
}

function measured(
  figures: LineFigures,
  query: CheckQuery,
  direction: Direction,
  delta: number,
): Omit<DirectionInputs, 'promised'> {
  const { context } = figures;
  const adjustments = adjustmentsOf(context, query, figures.allocations, direction);
  return {
    delta,
    busy: busyOf(figures, query, direction, adjustments),
    raised: bps(adjustments.reduce((sum, r) => sum + r.bits, 0)),
    growth: growth(
      demandEvidence(context, membersFor(context, query), direction),
      adjustments,
      context.office.policy.leadDays,
    ),
    live: liveFor(context, query, direction),
    ...guarantees(figures, query, direction),
  };
}

/**
 * Returns the adjustments for grants that are not yet in the measured history of the query's path, in one direction.
 * @param allocations of all lines, without the hold of the request being checked.
 */
export function adjustmentsOf(
  context: ReadContext,
  query: CheckQuery,
  allocations: readonly Allocation[],
  direction: Direction,
): readonly Adjustment[] {
  const lines = new Map(context.ledger.lines().map((l) => [l.id, l]));
  const shareOf = sharesFor(context, query, membersOf(query.line.path));
  const { activity, graceMinutes } = context.office.policy;
  const book: AdjustmentBook = {
    allocations,
    shareOf: (id) => shareOf(lines.get(id)),
    activity,
    graceMinutes,
    now: context.now,
  };
  const permanent = permanentAdjustments(book, direction);
  return query.window === null ? permanent : [...permanent, ...temporaryAdjustments(book, direction, query.window)];
}

function busyOf(
  { context, hours }: LineFigures,
  query: CheckQuery,
  direction: Direction,
  adjustments: readonly Adjustment[],
): BusyP95 {
  const members = membersFor(context, query);
  const evidence = demandEvidence(context, members, direction);
  // An adjustment of every sample shifts each percentile by the same amount, so a new hold needs no new ranking.
  const dated = adjustments.filter((r) => r.until !== null && r.bits !== 0);
  const always = adjustments.reduce((sum, r) => sum + (r.until === null ? r.bits : 0), 0);
  const key = JSON.stringify(['busy', members, direction, evidence.today, hours.name, dated]);
  const busy = memoised(context, key, () =>
    query.window === null ? permanentP95(evidence, dated) : temporaryP95(evidence, hours.bands, dated),
  );
  return adjustedBy(busy, always);
}

function membersFor(context: ReadContext, query: CheckQuery): ActiveMembers {
  return activeMembersOf(context, query.line.path, startOf(query));
}

function liveFor(context: ReadContext, query: CheckQuery, direction: Direction): Live {
  const live = liveOf(context, query.line.path, direction);
  const isFuture = query.window !== null && query.window.from > context.now;
  return isFuture && live.kind === 'known' ? { kind: 'not-asked' } : live;
}

/** Returns the committed bandwidth on one link or pool at each instant that the query must pass. */
export function commitmentsOn(
  context: ReadContext,
  query: CheckQuery,
  allocations: readonly Allocation[],
  link: Pick<ConstrainedLink, 'kind' | 'name'>,
  direction: Direction,
): DirectionInputs['promised'][string] {
  return commitmentsIn(
    fullBook(lineFiguresOf(context, query.window, allocations), query, link, direction),
    query,
    direction,
  );
}

function fullBook(
  figures: LineFigures,
  query: CheckQuery,
  link: Pick<ConstrainedLink, 'kind' | 'name'>,
  direction: Direction,
): CommitmentBook {
  const unlimited: CommitmentBook['unlimited'] = (line) => figures.busy(line, direction, 'high');
  return { ...commitmentBookOn(figures.context, query, figures.allocations, link), unlimited };
}
