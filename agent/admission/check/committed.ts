import { type Allocation, type Charge, chargedTime, chargesAt, counts, withGrace } from '../../domain/allocation.ts';
import { grouped } from '../../domain/lookup.ts';
import type { Line } from '../../domain/line.ts';
import { type Moment, type Window, within } from '../../domain/moment.ts';
import { type Bps, bps, demandOf, type Direction, perMille, type PerMille } from '../../domain/rate.ts';
import type { OwnCommitment } from './own-commitment.ts';

const NONE = perMille(0);

/**
 * Sums of promises on one bound and direction at one instant, weighted by each line's share, without the line that
 * asks.
 */
export interface CommittedInstant {
  readonly at: Moment;
  /**
   * `permanent`: Σ dedicated + Σ shared / k. `window`: Σ dedicated + Σ limit-at of shared + temporary extras in full.
   */
  readonly formula: 'permanent' | 'window';
  readonly dedicated: Bps;
  /** Undivided; the key divides once, after the grant. 0 in the window's formula. */
  readonly shared: Bps;
  /**
   * Counted in full: limit-at of shared lines and temporary extras (window's formula), p95 of lines without a limit.
   */
  readonly full: Bps;
  /**
   * The asking line's own, before its share. Left out where the sums hold it and what is asked comes on top: so did
   * formula 1.
   */
  readonly own?: OwnCommitment;
}

export interface CommitmentBook {
  readonly lines: readonly Line[];
  /** The asking request's own hold already left out. */
  readonly allocations: readonly Allocation[];
  /** The line that asks; it need not be one of `lines` yet. */
  readonly requesting: Line;
  /** Share of the line's traffic that this bound carries; 0: none of it. */
  shareOn(line: Line): PerMille;
  /** p95 of a line without a limit, bounded high. */
  unlimited(line: Line): Bps;
  readonly graceMinutes: number;
  readonly now: Moment;
}

/**
 * Promises of a permanent request from `from` on: its own formula, and the window's formula wherever temporary grants
 * run on the bound.
 */
export function permanentCommitments(
  book: CommitmentBook,
  direction: Direction,
  from: Moment,
): readonly CommittedInstant[] {
  const { running, standing } = commitmentsIn(book, direction);
  const lasting = running.filter(({ charge }) => charge.until === null || charge.until > from);
  const starts = [...new Set(lasting.map(({ charge }) => Math.max(charge.from, from) as Moment))];
  return [sums(standing, from, 'permanent'), ...starts.map((at) => sums(standing, at, 'window'))];
}

/**
 * Promises of a temporary request at each instant of the time it would charge at which the sum can rise: from now,
 * where its window has begun, to its end and the grace.
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
  return [...new Set([from, ...starts])].map((at) => sums(standing, at, 'window'));
}

/** A temporary grant or hold of a line on this bound: its total rate, and when it charges. */
interface TemporaryRun {
  readonly line: string;
  readonly total: number;
  readonly charge: Charge;
}

/** What a book says of one direction at whatever instant it is asked. */
interface DirectionCommitments {
  readonly running: readonly TemporaryRun[];
  readonly standing: LinkCommitments;
}

/** Books are values: what was found in one stays true as long as it lives. */
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

/** What a line is promised at every instant, and the runs that come and go. */
interface LineCommitment {
  readonly service: Line['service'];
  /** 0: none of its traffic is on the bound. */
  readonly share: PerMille;
  readonly permanent: Omit<OwnCommitment, 'running'>;
  readonly runs: readonly TemporaryRun[];
}

/** The lines on the bound but the asking one, and the asking one by itself. */
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

function sums({ others, own }: LinkCommitments, at: Moment, formula: CommittedInstant['formula']): CommittedInstant {
  const dedicated = new ByShare();
  const shared = new ByShare();
  const full = new ByShare();
  for (const line of others) {
    const { service, share, permanent } = line;
    if (permanent.rate === 0) full.add(share, permanent.unlimited);
    else if (service === 'dedicated') dedicated.add(share, permanent.rate);
    else if (formula === 'permanent') shared.add(share, permanent.rate);
    else full.add(share, permanent.limitAt);
    if (formula === 'window')
      full.add(share, Math.max(0, runningAt(line, at) - (service === 'dedicated' ? permanent.rate : permanent.least)));
  }
  const requesting = { ...own.permanent, running: runningAt(own, at) };
  return { at, formula, dedicated: dedicated.total(), shared: shared.total(), full: full.total(), own: requesting };
}

function runningAt({ runs }: LineCommitment, at: Moment): Bps {
  return bps(runs.reduce((most, run) => (chargesAt(run.charge, at) ? Math.max(most, run.total) : most), 0));
}

/**
 * The line's permanent promise, and those it would become when what is approved is applied and a live hold granted: the
 * largest charges. What a temporary grant adds to a shared line is over the least that is granted, since a hold may
 * come to nothing.
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
    rate,
    least: bps(granted.length === 0 ? 0 : Math.min(...granted)),
    limitAt: bps(Math.max(0, ...permanent.map((a) => a.limitAt[direction]))),
    unlimited: rate === 0 ? book.unlimited(line) : bps(0),
  };
}

/** Sums per share first, so that the share is applied, and rounded, once. */
class ByShare {
  readonly #sums = new Map<PerMille, number>();

  add(share: PerMille, bits: number): void {
    this.#sums.set(share, (this.#sums.get(share) ?? 0) + bits);
  }

  total(): Bps {
    return bps([...this.#sums].reduce((sum, [share, bits]) => sum + demandOf(share, bits), 0));
  }
}
