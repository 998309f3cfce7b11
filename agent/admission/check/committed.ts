import { type Allocation, type Charge, chargedTime, chargesAt, counts, withGrace } from '../../domain/allocation.ts';
import { grouped } from '../../domain/lookup.ts';
import type { Line } from '../../domain/line.ts';
import { type Moment, type Window, within } from '../../domain/moment.ts';
import { type Bps, bps, type Direction, perMille, type PerMille, ZERO } from '../../domain/rate.ts';
import type { LimitedGroup } from './capped-sum.ts';
import { CommittedTree } from './committed-tree.ts';
import type { CommittedInstant } from './committed-instant.ts';
import { type OwnCommitment, sharedInWindow } from './own-commitment.ts';

const NONE = perMille(0);

/** Input of the committed sums of one link or pool. */
export interface CommitmentBook {
  readonly lines: readonly Line[];
  /** Allocations of all lines, without the hold of the request being checked. */
  readonly allocations: readonly Allocation[];
  /** The requesting line; a new line need not be in `lines`. */
  readonly requesting: Line;
  /** Part of a line's traffic on this link or pool, in thousandths; 0 when none. */
  shareOn(line: Line): PerMille;
  /** Limited queues between a line and the link or queue, the nearest first; their limits as far as they reach it. */
  groupsOf(line: Line): readonly LimitedGroup[];
  /** What a line without a limit counts, bit/s. */
  unlimited(line: Line): Bps;
  /** What a line can hold for long above its granted rate, because its burst can last, bit/s. */
  burst(line: Line): Bps;
  /** Smallest capacity of the link or queue from an instant on, in the time asked. */
  capacityFrom(at: Moment): Bps | undefined;
  /** k: contention ratio in thousandths. */
  readonly sharing: PerMille;
  readonly graceMinutes: number;
  readonly now: Moment;
}

/**
 * Returns the instants at which a permanent request is checked, from `from` on: `from` itself by the `permanent`
 * formula, and by the `window` formula the start of every temporary grant that has not ended (`from` for one that runs
 * already).
 */
export function permanentCommitments(
  book: CommitmentBook,
  direction: Direction,
  from: Moment,
): readonly CommittedInstant[] {
  const { running, standing } = commitmentsIn(book, direction);
  const lasting = running.filter(({ charge }) => charge.until === null || charge.until > from);
  const starts = inOrder(lasting.map(({ charge }) => Math.max(charge.from, from) as Moment));
  return [sums(book, standing, from, 'permanent'), ...starts.map((at) => sums(book, standing, at, 'window'))];
}

/**
 * Returns the instants at which a temporary request is checked, by the `window` formula: its start (or now, if it has
 * begun) and the start of every temporary grant before its end plus grace.
 */
export function temporaryCommitments(
  book: CommitmentBook,
  direction: Direction,
  window: Window,
): readonly CommittedInstant[] {
  const { running, standing } = commitmentsIn(book, direction);
  const from = Math.max(window.from, book.now) as Moment;
  const charged = { from, until: withGrace(window, book.graceMinutes).until };
  const starts = running.map(({ charge }) => charge.from).filter((at) => within(at, charged));
  return inOrder([from, ...starts]).map((at) => sums(book, standing, at, 'window'));
}

function inOrder(instants: readonly Moment[]): readonly Moment[] {
  return [...new Set(instants)].toSorted((a, b) => a - b);
}

/** A temporary grant or hold: total rate of the line in bit/s, and when it counts. */
interface TemporaryRun {
  readonly line: string;
  readonly total: number;
  readonly charge: Charge;
}

/** Temporary runs and line commitments of one direction, valid for all instants. */
interface DirectionCommitments {
  readonly running: readonly TemporaryRun[];
  readonly standing: LinkCommitments;
}

/** Keeps what was computed for a CommitmentBook, which never changes. */
const memo = new WeakMap<CommitmentBook, Map<Direction, DirectionCommitments>>();

function commitmentsIn(book: CommitmentBook, direction: Direction): DirectionCommitments {
  let directions = memo.get(book);
  if (directions === undefined) memo.set(book, (directions = new Map<Direction, DirectionCommitments>()));
  let known = directions.get(direction);
  if (known === undefined) {
    const running = runsOf(book, direction);
    directions.set(direction, (known = { running, standing: commitmentsOf(book, running, direction) }));
  }
  return known;
}

function runsOf(book: CommitmentBook, direction: Direction): readonly TemporaryRun[] {
  const elsewhere = new Set(book.lines.filter((line) => book.shareOn(line) === 0).map((line) => line.id));
  return book.allocations.flatMap((a) => {
    if (a.window === null || elsewhere.has(a.line) || !counts(a, book.now)) return [];
    return [{ line: a.line, total: a.rate[direction], charge: chargedTime(a, a.window, book.graceMinutes, book.now) }];
  });
}

/** What is committed to a line at all times, and its temporary runs. */
interface LineCommitment {
  readonly service: Line['service'];
  /** Part of its traffic on the link; 0 for the requesting line, which is not summed. */
  readonly share: PerMille;
  readonly groups: readonly LimitedGroup[];
  readonly permanent: Omit<OwnCommitment, 'running'>;
  readonly runs: readonly TemporaryRun[];
}

/** Commitments of all other lines on the link, and of the requesting line. */
interface LinkCommitments {
  readonly others: readonly LineCommitment[];
  readonly own: LineCommitment;
}

function commitmentsOf(book: CommitmentBook, running: readonly TemporaryRun[], direction: Direction): LinkCommitments {
  const permanent = grouped(book.allocations, (a) => (a.window === null && counts(a, book.now) ? a.line : undefined));
  const runs = grouped(running, (run) => run.line);
  const of = (line: Line, share: PerMille): LineCommitment => {
    return {
      service: line.service,
      share,
      groups: book.groupsOf(line),
      permanent: permanentOf(book, permanent.get(line.id) ?? [], line, direction),
      runs: runs.get(line.id) ?? [],
    };
  };
  const others = book.lines.flatMap((line) => {
    const share = line.id === book.requesting.id ? NONE : book.shareOn(line);
    return share === 0 ? [] : [of(line, share)];
  });
  return { others, own: of(book.requesting, NONE) };
}

function sums(
  book: CommitmentBook,
  { others, own }: LinkCommitments,
  at: Moment,
  formula: CommittedInstant['formula'],
): CommittedInstant {
  const tree = new CommittedTree(book.sharing, own.groups);
  for (const line of others) {
    const { service, share, permanent } = line;
    const sum = tree.below(line.groups);
    const running = formula === 'window' ? runningAt(line, at) : ZERO;
    if (permanent.rate === 0) sum.full.add(share, permanent.unlimited + running);
    else if (service === 'dedicated') {
      sum.dedicated.add(share, permanent.rate);
      sum.full.add(share, Math.max(0, running - permanent.rate));
    } else if (formula === 'permanent') sum.shared.add(share, permanent.rate);
    else sum.full.add(share, sharedInWindow({ ...permanent, running }));
  }
  const { top, groups } = tree.sums();
  const capacity = book.capacityFrom(at);
  return {
    at,
    formula,
    ...top,
    own: { ...own.permanent, running: runningAt(own, at) },
    ...(capacity === undefined ? {} : { capacity }),
    ...(groups.length === 0 ? {} : { groups }),
  };
}

function runningAt({ runs }: LineCommitment, at: Moment): Bps {
  return bps(runs.reduce((most, run) => (chargesAt(run.charge, at) ? Math.max(most, run.total) : most), 0));
}

/**
 * Returns what is permanently committed to a line, granted or held. A temporary grant of a shared line is counted from
 * the smallest granted rate (`least`), because a hold may be cancelled.
 */
function permanentOf(
  book: CommitmentBook,
  permanent: readonly Allocation[],
  line: Line,
  direction: Direction,
): LineCommitment['permanent'] {
  const granted = permanent.filter((a) => a.state.at === 'granted').map((a) => a.rate[direction]);
  const rate = bps(Math.max(0, ...permanent.map((a) => a.rate[direction])));
  return {
    rate: rate === 0 ? rate : bps(Math.max(rate, book.burst(line))),
    least: bps(granted.length === 0 ? 0 : Math.min(...granted)),
    limitAt: bps(Math.max(0, ...permanent.map((a) => a.limitAt[direction]))),
    unlimited: rate === 0 && granted.length > 0 ? book.unlimited(line) : bps(0),
  };
}
