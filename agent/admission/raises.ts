import { type Allocation, counts, permanentRate } from '../domain/allocation.ts';
import { type Moment, overlaps, type Window } from '../domain/moment.ts';
import { demandOf, type Direction, type PerMille } from '../domain/rate.ts';
import type { Raise } from './evidence.ts';

/** What the samples of a path have not seen yet. */
export interface RaiseBook {
  /** All allocations of the lines on the path, ended ones too; the asking request's own hold left out. */
  readonly allocations: readonly Allocation[];
  /** Part of a line's traffic that runs on the path. */
  shareOf(line: string): PerMille;
  readonly activity: PerMille;
  readonly now: Moment;
}

/**
 * Every permanent grant, and live hold, raises the samples older than its application by a · Δ over what the line had before. What
 * is not applied yet raises all samples; reductions lower nothing.
 */
export function permanentRaises(book: RaiseBook, direction: Direction): readonly Raise[] {
  const permanent = book.allocations.filter((a) => a.window === null).toSorted((a, b) => a.id - b.id);
  const before = new Map<string, number>();
  return permanent.flatMap((a) => {
    const known = before.get(a.line);
    const isReal = a.appliedAt !== null || counts(a, book.now);
    if (isReal && a.state.at !== 'held') before.set(a.line, a.rate[direction]);
    if (known === undefined || !isReal || a.rate[direction] <= known) return [];
    const delta = demandOf(book.activity, a.rate[direction] - known);
    return [{ bits: demandOf(book.shareOf(a.line), delta), until: a.appliedAt }];
  });
}

/** Temporary grants and holds that overlap the window, each with its whole extra over the permanent rate: no sample has seen it. */
export function temporaryRaises(book: RaiseBook, direction: Direction, window: Window): readonly Raise[] {
  return book.allocations.flatMap((a) => {
    if (a.window === null || !counts(a, book.now) || a.returnedAt !== null || !overlaps(a.window, window)) return [];
    const extra = Math.max(0, a.rate[direction] - permanentRate(book.allocations, a.line)[direction]);
    return extra === 0 ? [] : [{ bits: demandOf(book.shareOf(a.line), extra), until: null }];
  });
}
