import { type Allocation, chargedTime, chargesIn, counts, permanentRate } from '../../domain/allocation.ts';
import type { Moment, Window } from '../../domain/moment.ts';
import { demandOf, type Direction, type PerMille } from '../../domain/rate.ts';
import type { Adjustment } from './evidence.ts';

/** What the samples of a path have not seen yet. */
export interface AdjustmentBook {
  /** All allocations of the lines on the path, ended ones too; the asking request's own hold left out. */
  readonly allocations: readonly Allocation[];
  /** Part of a line's traffic that runs on the path. */
  shareOf(line: string): PerMille;
  readonly activity: PerMille;
  readonly graceMinutes: number;
  readonly now: Moment;
}

/**
 * Every permanent grant, and live hold, raises the samples older than its application by a · Δ over what the line had
 * before. What is not applied yet raises all samples; reductions lower nothing. A line's first allocation is its base,
 * unless a request asked for it.
 */
export function permanentAdjustments(book: AdjustmentBook, direction: Direction): readonly Adjustment[] {
  const permanent = book.allocations.filter((a) => a.window === null).toSorted((a, b) => a.id - b.id);
  const before = new Map<string, number>();
  return permanent.flatMap((a) => {
    const known = before.get(a.line) ?? (a.request === null ? undefined : 0);
    const isReal = a.appliedAt !== null || counts(a, book.now);
    if (isReal && a.state.at !== 'held') before.set(a.line, a.rate[direction]);
    if (known === undefined || !isReal || a.rate[direction] <= known) return [];
    const delta = demandOf(book.activity, a.rate[direction] - known);
    return [{ bits: demandOf(book.shareOf(a.line), delta), until: a.appliedAt }];
  });
}

/**
 * Temporary grants and holds that are charged inside the window, with their whole extra over the permanent rate: no
 * sample has seen it. Several on one line count their maximum.
 */
export function temporaryAdjustments(
  book: AdjustmentBook,
  direction: Direction,
  window: Window,
): readonly Adjustment[] {
  const extras = new Map<string, number>();
  for (const a of book.allocations) {
    if (a.window === null || !counts(a, book.now) || a.returnedAt !== null) continue;
    if (!chargesIn(chargedTime(a, a.window, book.graceMinutes, book.now), window)) continue;
    const extra = a.rate[direction] - permanentRate(book.allocations, a.line)[direction];
    extras.set(a.line, Math.max(extras.get(a.line) ?? 0, extra));
  }
  return [...extras]
    .filter(([, extra]) => extra > 0)
    .map(([line, extra]) => ({ bits: demandOf(book.shareOf(line), extra), until: null }));
}
