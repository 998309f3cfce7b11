import type { CommitmentBook } from '../admission/check/committed.ts';
import type { CommittedInstant } from '../admission/check/committed-instant.ts';
import type {
  ConstrainedLink,
  DecisionInputs,
  DirectionInputs,
  LinkDemand,
} from '../admission/check/decision-inputs.ts';
import { membersOf } from '../admission/check/path-capacity.ts';
import { permanentRate } from '../domain/allocation.ts';
import type { Moment } from '../domain/moment.ts';
import { type Direction, DIRECTIONS, minus, type Rate } from '../domain/rate.ts';
import { type CheckQuery, startOf } from './check-query.ts';
import { commitmentBookOn, commitmentsIn, linesOn, unknownLines } from './commitments.ts';
import { constrainedLinksOf, sharesName } from './constrained-links.ts';
import type { Adjustments } from './demand-figures.ts';
import { type LineFigures, lineFiguresOf } from './line-figures.ts';
import { adjustmentsOn, memberDemand, pathDemand, queueDemand } from './link-demand.ts';
import { type ParentQueue, queueTree, type QueueTree } from './queue-tree.ts';
import { withRaisedGroups } from './raised-groups.ts';
import type { ReadContext } from './read-context.ts';

/**
 * Version of the check's arithmetic, stored with each decision. Raise it when the arithmetic changes. Decisions of
 * older versions are computed again by their own.
 */
export const FORMULA = 3;

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
  const gathered = gatheredFor(context, query);
  const sharedByName = new Map<string, SharedInputs>();
  return (from) => {
    const queryAt = { ...query, from };
    const name = sharesName(context, startOf(queryAt));
    let shared = sharedByName.get(name);
    if (shared === undefined) sharedByName.set(name, (shared = sharedInputsOf(gathered, queryAt)));
    return inputsAt(gathered, queryAt, shared);
  };
}

/** What a check reads once. */
interface Gathered {
  readonly figures: LineFigures;
  readonly tree: QueueTree;
  /** Permanent rate of the line by the ledger. */
  readonly inForce: Rate;
}

function gatheredFor(context: ReadContext, query: CheckQuery): Gathered {
  const allocations = context.ledger
    .allocations()
    .filter((a) => !(a.request === query.request && query.request !== null && a.state.at === 'held'));
  return {
    figures: lineFiguresOf(context, query, allocations),
    tree: withRaisedGroups(queueTree(context), query.line, query.wanted),
    inForce: permanentRate(allocations, query.line.id),
  };
}

/** Inputs that are the same for all instants with the same shares. */
interface SharedInputs {
  readonly directions: Readonly<Record<Direction, Omit<DirectionInputs, 'promised' | 'demands'>>>;
  /** Demand of a queue above the line. */
  readonly demand: (queue: ParentQueue, direction: Direction) => LinkDemand;
  /** Demand of a member of a balanced path beside which other lines run; undefined: its share of the path's. */
  readonly member: (link: ConstrainedLink, direction: Direction) => LinkDemand | undefined;
  readonly book: (link: ConstrainedLink, direction: Direction) => CommitmentBook;
}

function sharedInputsOf(gathered: Gathered, query: CheckQuery): SharedInputs {
  const books = new Map<string, CommitmentBook>();
  const demands = new Map<string, LinkDemand>();
  const members = new Map<string, LinkDemand | undefined>();
  const { figures, tree } = gathered;
  const delta = deltaOf(gathered, query);
  const direction = (d: Direction): SharedInputs['directions'][Direction] => {
    return { delta: delta[d], ...pathDemand(figures, tree, query, d) };
  };
  return {
    directions: { down: direction('down'), up: direction('up') },
    demand: (queue, d) => {
      const name = `${d} ${queue.id}`;
      let demand = demands.get(name);
      if (demand === undefined) demands.set(name, (demand = queueDemand(figures, tree, query, queue, d)));
      return demand;
    },
    member: (link, d) => {
      const name = `${d} ${link.name} ${link.share}`;
      if (!members.has(name)) members.set(name, memberDemand(figures, tree, query, link, d));
      return members.get(name);
    },
    book: (link, d) => {
      const name = `${link.kind} ${d} ${link.name}`;
      let book = books.get(name);
      if (book === undefined) books.set(name, (book = commitmentBookOn(figures, tree, query, link, d)));
      return book;
    },
  };
}

function inputsAt(
  { figures, tree, inForce }: Gathered,
  query: CheckQuery,
  { directions, demand, member, book }: SharedInputs,
): DecisionInputs {
  const { context } = figures;
  const { bounds, blind: unknownReasons } = constrainedLinksOf(context, tree, query);
  const queues = tree.above(query.line).filter(({ id }) => bounds.some((link) => link.name === id));
  const direction = (d: Direction): DirectionInputs => {
    const promised = bounds.map((link) => [link.name, commitmentsIn(book(link, d), query, d)] as const);
    const members = bounds
      .filter(({ kind }) => kind === 'uplink')
      .flatMap((link) => {
        const found = member(link, d);
        return found === undefined ? [] : [[link.name, found] as const];
      });
    const demands = [...members, ...queues.map((queue) => [queue.id, demand(queue, d)] as const)];
    return { ...directions[d], demands: Object.fromEntries(demands), promised: Object.fromEntries(promised) };
  };
  const uplinks = { queue: null, uplinks: membersOf(query.line.path) } as const;
  const unlimited = DIRECTIONS.flatMap((d) => {
    const asked = directions[d].delta > 0;
    return asked ? unknownLines(figures, tree, query, linesOn(context, tree, query, uplinks, d), d) : [];
  });
  return {
    formula: FORMULA,
    at: context.now,
    line: query.line.id,
    service: query.line.service,
    path: query.line.path,
    window: query.window,
    inForce,
    wanted: query.wanted,
    standing: standingRate(context, query.line) ?? inForce,
    policy: context.office.policy,
    bounds,
    directions: { down: direction('down'), up: direction('up') },
    blind: [...unknownReasons, ...new Map(unlimited.map((reason) => [JSON.stringify(reason), reason])).values()],
  };
}

/**
 * Returns Δ. A line that was granted without a limit gets its first limit, which adds nothing: that direction is not
 * asked.
 */
function deltaOf({ figures, inForce }: Gathered, { line, wanted }: CheckQuery): Rate {
  const isGranted = figures.allocations.some(
    (a) => a.line === line.id && a.window === null && a.state.at === 'granted',
  );
  const delta = minus(wanted, inForce);
  if (!isGranted) return delta;
  return { down: inForce.down === 0 ? inForce.down : delta.down, up: inForce.up === 0 ? inForce.up : delta.up };
}

/** Returns the permanent adjustments of a query's path, in one direction. */
export function pathAdjustments(context: ReadContext, query: CheckQuery, direction: Direction): Adjustments['all'] {
  const { figures, tree } = gatheredFor(context, query);
  const uplinks = { queue: null, uplinks: membersOf(query.line.path) } as const;
  return adjustmentsOn(figures, query, linesOn(context, tree, query, uplinks, direction), direction).all;
}

/** Returns the committed bandwidth on one uplink at each instant that the query must pass. */
export function commitmentsOn(
  context: ReadContext,
  query: CheckQuery,
  uplink: string,
  direction: Direction,
): readonly CommittedInstant[] {
  const { figures, tree } = gatheredFor(context, query);
  return commitmentsIn(
    commitmentBookOn(figures, tree, query, { kind: 'uplink', name: uplink }, direction),
    query,
    direction,
  );
}

/** Returns the limit of the line's queue as the router last showed it; undefined: it showed none. */
function standingRate({ ledger }: ReadContext, { router, queue }: CheckQuery['line']): Rate | undefined {
  return ledger.observed(router)?.queues.find(({ name }) => name === queue)?.maxLimit;
}
