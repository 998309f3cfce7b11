import { type Allocation, type Charge, chargedTime, chargesAt, counts, withGrace } from '../domain/allocation.ts';
import type { Line } from '../domain/line.ts';
import { type Moment, type Window, within } from '../domain/moment.ts';
import { type Bps, bps, demandOf, type Direction, type PerMille } from '../domain/rate.ts';
import type { OwnPromise } from './own-promise.ts';

/** Sums of promises on one bound and direction at one instant, weighted by each line's share, without the line that asks. */
export interface PromisedInstant {
  readonly at: Moment;
  /** `permanent`: Σ dedicated + Σ shared / k. `window`: Σ dedicated + Σ limit-at of shared + temporary extras in full. */
  readonly formula: 'permanent' | 'window';
  readonly dedicated: Bps;
  /** Undivided; the key divides once, after the grant. 0 in the window's formula. */
  readonly shared: Bps;
  /** Counted in full: limit-at of shared lines and temporary extras (window's formula), p95 of lines without a limit. */
  readonly full: Bps;
  /** The asking line's own, before its share. Left out where the sums hold it and what is asked comes on top: so did formula 1. */
  readonly own?: OwnPromise;
}

export interface PromiseBook {
  readonly lines: readonly Line[];
  /** The asking request's own hold already left out. */
  readonly allocations: readonly Allocation[];
  /** The line that asks; it need not be one of `lines` yet. */
  readonly asking: Line;
  /** Share of the line's traffic that this bound carries; 0: none of it. */
  shareOn(line: Line): PerMille;
  /** p95 of a line without a limit, bounded high. */
  unlimited(line: Line): Bps;
  readonly graceMinutes: number;
  readonly now: Moment;
}

/** Promises of a permanent request from `from` on: its own formula, and the window's formula wherever temporary grants run on the bound. */
export function permanentPromises(book: PromiseBook, direction: Direction, from: Moment): readonly PromisedInstant[] {
  const running = runsOf(book, direction);
  const lasting = running.filter(({ charge }) => charge.until === null || charge.until > from);
  const starts = [...new Set(lasting.map(({ charge }) => Math.max(charge.from, from) as Moment))];
  return [sums(book, running, direction, from, 'permanent'), ...starts.map((at) => sums(book, running, direction, at, 'window'))];
}

/**
 * Promises of a temporary request at each instant of the time it would charge at which the sum can rise: from now, where its window has
 * begun, to its end and the grace.
 */
export function temporaryPromises(book: PromiseBook, direction: Direction, window: Window): readonly PromisedInstant[] {
  const running = runsOf(book, direction);
  const from = Math.max(window.from, book.now) as Moment;
  const charged = { from, until: withGrace(window, book.graceMinutes).until };
  const starts = running.map(({ charge }) => charge.from).filter((at) => within(at, charged));
  return [...new Set([from, ...starts])].map((at) => sums(book, running, direction, at, 'window'));
}

/** A temporary grant or hold of a line on this bound: its total rate, and when it charges. */
interface Run {
  readonly line: string;
  readonly total: number;
  readonly charge: Charge;
}

function runsOf(book: PromiseBook, direction: Direction): readonly Run[] {
  const elsewhere = new Set(book.lines.filter((line) => book.shareOn(line) === 0).map((line) => line.id));
  return book.allocations.flatMap((a) => {
    if (a.window === null || elsewhere.has(a.line) || !counts(a, book.now)) return [];
    return [{ line: a.line, total: a.rate[direction], charge: chargedTime(a, a.window, book.graceMinutes, book.now) }];
  });
}

function sums(
  book: PromiseBook,
  runs: readonly Run[],
  direction: Direction,
  at: Moment,
  formula: PromisedInstant['formula'],
): PromisedInstant {
  const dedicated = new ByShare();
  const shared = new ByShare();
  const full = new ByShare();
  for (const line of book.lines) {
    const share = line.id === book.asking.id ? 0 : book.shareOn(line);
    if (share === 0) continue;
    const promise = promiseOf(book, runs, line, direction, at);
    if (promise.rate === 0) full.add(share, promise.unlimited);
    else if (line.service === 'dedicated') dedicated.add(share, promise.rate);
    else if (formula === 'permanent') shared.add(share, promise.rate);
    else full.add(share, promise.limitAt);
    if (formula === 'window') full.add(share, Math.max(0, promise.running - (line.service === 'dedicated' ? promise.rate : promise.least)));
  }
  const own = promiseOf(book, runs, book.asking, direction, at);
  return { at, formula, dedicated: dedicated.total(), shared: shared.total(), full: full.total(), own };
}

/**
 * The line's permanent promise, and those it would become when what is approved is applied and a live hold granted: the largest charges.
 * What a temporary grant adds to a shared line is over the least that is granted, since a hold may come to nothing.
 */
function promiseOf(book: PromiseBook, runs: readonly Run[], line: Line, direction: Direction, at: Moment): OwnPromise {
  const permanent = book.allocations.filter((a) => a.line === line.id && a.window === null && counts(a, book.now));
  const granted = permanent.filter((a) => a.state.at === 'granted').map((a) => a.rate[direction]);
  const rate = bps(Math.max(0, ...permanent.map((a) => a.rate[direction])));
  const running = runs.filter((run) => run.line === line.id && chargesAt(run.charge, at));
  return {
    rate,
    least: bps(granted.length === 0 ? 0 : Math.min(...granted)),
    limitAt: bps(Math.max(0, ...permanent.map((a) => a.limitAt[direction]))),
    running: bps(Math.max(0, ...running.map((run) => run.total))),
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
