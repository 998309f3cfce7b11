import { type Allocation, chargedWindow, counts, permanentRate } from '../domain/allocation.ts';
import type { Line } from '../domain/line.ts';
import { type Moment, type Window, within } from '../domain/moment.ts';
import { type Bps, bps, demandOf, type Direction, type PerMille } from '../domain/rate.ts';

/** Sums of promises on one bound and direction at one instant, weighted by each line's share, without the request that asks. */
export interface PromisedInstant {
  readonly at: Moment;
  /** `permanent`: Σ dedicated + Σ shared / k. `window`: Σ dedicated + Σ limit-at of shared + temporary extras in full. */
  readonly formula: 'permanent' | 'window';
  readonly dedicated: Bps;
  /** Undivided; the key divides once, after the grant. 0 in the window's formula. */
  readonly shared: Bps;
  /** Counted in full: limit-at of shared lines and temporary extras (window's formula), p95 of lines without a limit. */
  readonly full: Bps;
}

export interface PromiseBook {
  readonly lines: readonly Line[];
  /** The asking request's own hold already left out. */
  readonly allocations: readonly Allocation[];
  /** Share of the line's traffic that this bound carries; 0: none of it. */
  shareOn(line: Line): PerMille;
  /** p95 of a line without a limit, bounded high. */
  unlimited(line: Line): Bps;
  readonly graceMinutes: number;
  readonly now: Moment;
}

/** Promises of a permanent request from `from` on: its own formula, and the window's formula wherever temporary grants run. */
export function permanentPromises(book: PromiseBook, direction: Direction, from: Moment): readonly PromisedInstant[] {
  const windows = temporaryWindows(book).filter((w) => w.until > from);
  const starts = [...new Set(windows.map((w) => Math.max(w.from, from) as Moment))];
  return [sums(book, direction, from, 'permanent'), ...starts.map((at) => sums(book, direction, at, 'window'))];
}

/** Promises of a temporary request at each instant of its window at which the sum can rise. */
export function temporaryPromises(book: PromiseBook, direction: Direction, window: Window): readonly PromisedInstant[] {
  const starts = temporaryWindows(book)
    .map((w) => w.from)
    .filter((at) => within(at, window));
  return [...new Set([window.from, ...starts])].map((at) => sums(book, direction, at, 'window'));
}

function temporaryWindows(book: PromiseBook): readonly Window[] {
  return temporary(book).map((t) => t.charged);
}

function temporary(book: PromiseBook): readonly { readonly allocation: Allocation; readonly charged: Window }[] {
  return book.allocations
    .filter((a) => a.window !== null && counts(a, book.now))
    .flatMap((a) =>
      a.window === null ? [] : [{ allocation: a, charged: chargedWindow(a.window, a.returnedAt, book.graceMinutes, book.now) }],
    );
}

function sums(book: PromiseBook, direction: Direction, at: Moment, formula: PromisedInstant['formula']): PromisedInstant {
  const dedicated = new ByShare();
  const shared = new ByShare();
  const full = new ByShare();
  for (const line of book.lines) {
    const share = book.shareOn(line);
    if (share === 0) continue;
    const promise = promiseOf(book, line, direction);
    if (promise.rate === 0) full.add(share, book.unlimited(line));
    else if (line.service === 'dedicated') dedicated.add(share, promise.rate);
    else if (formula === 'permanent') shared.add(share, promise.rate);
    else full.add(share, promise.limitAt);
    if (formula === 'window') full.add(share, extra(book, line, direction, at, promise.rate));
  }
  return { at, formula, dedicated: dedicated.total(), shared: shared.total(), full: full.total() };
}

/** The line's permanent promise, and the one it would become when a live hold is granted; the larger charges. */
function promiseOf(book: PromiseBook, line: Line, direction: Direction): { rate: number; limitAt: number } {
  const holds = book.allocations.filter((a) => a.line === line.id && a.window === null && a.state.at === 'held' && counts(a, book.now));
  const granted = book.allocations.filter((a) => a.line === line.id && a.window === null && a.state.at === 'granted');
  const limitAt = Math.max(0, ...[...granted, ...holds].map((a) => a.limitAt[direction]));
  return { rate: Math.max(permanentRate(book.allocations, line.id)[direction], ...holds.map((a) => a.rate[direction])), limitAt };
}

function extra(book: PromiseBook, line: Line, direction: Direction, at: Moment, permanent: number): number {
  const running = temporary(book).filter((t) => t.allocation.line === line.id && within(at, t.charged));
  return Math.max(0, ...running.map((t) => t.allocation.rate[direction] - permanent));
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
