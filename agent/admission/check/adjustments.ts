import { type Allocation, chargedTime, chargesAt, chargesIn, counts } from '../../domain/allocation.ts';
import { grouped } from '../../domain/lookup.ts';
import type { Moment, Window } from '../../domain/moment.ts';
import { demandOf, type Direction, type PerMille } from '../../domain/rate.ts';
import { cappedSum, type LimitedGroup } from './capped-sum.ts';
import type { Adjustment } from './evidence.ts';

/** A line whose traffic runs on the link or through the queue. */
export interface AdjustedLine {
  readonly id: string;
  /** Part of its traffic that runs there, in thousandths. */
  readonly share: PerMille;
  /** Limited queues on the way there, the nearest first; their limits as far as they reach the link. */
  readonly groups: readonly LimitedGroup[];
}

/** Input of the adjustments for grants that are not yet in the measured history of a link or queue. */
export interface AdjustmentBook {
  /** Allocations of all lines, ended ones too, without the hold of the request being checked. */
  readonly allocations: readonly Allocation[];
  readonly lines: readonly AdjustedLine[];
  /** Id of the line that asks. Its holds and temporary grants adjust nothing, because it counts once. */
  readonly requesting: string;
  /** a: part of a permanent addition that is expected to be used at the busy hour, in thousandths. */
  readonly activity: PerMille;
  /** Minutes after the end of a temporary grant in which it still counts. */
  readonly graceMinutes: number;
  readonly now: Moment;
}

/** A value that begins at `from`; absent: from the beginning. It lasts until the next step. */
export interface Step {
  readonly from?: Moment;
  readonly bits: number;
}

/** What one line had and has, in bit/s. */
interface LineHistory {
  readonly line: AdjustedLine;
  /**
   * Rate that stood verified on the router, temporary grants included. Before the first record: that first rate, or 0
   * if a request brought it.
   */
  readonly had: readonly Step[];
  /** Permanent rate with grants and holds that are not on the router yet. */
  readonly has: number;
  /** Temporary grants and holds that overlap the window asked. */
  readonly temporary: readonly { readonly total: number; readonly at: (instant: Moment) => boolean }[];
}

/**
 * Returns the adjustments of a link or queue in one direction, one for each time in which they are the same: each
 * sample is raised, for each line, by a × max(0, has − had). What was given back or corrected raises nothing, and a
 * reduction lowers nothing.
 *
 *   line raised from 20 to 50 on 1 May, a = 0.7 → +21 for samples before 1 May
 *
 * @param window of a temporary request: temporary grants that overlap it raise by what they add to what the line had,
 *   at the worst instant of the window. null: permanent request, temporary grants raise nothing.
 */
export function adjustmentsFor(
  book: AdjustmentBook,
  direction: Direction,
  window: Window | null,
): readonly Adjustment[] {
  const byLine = grouped(book.allocations, (a) => a.line);
  const histories = book.lines
    .map((line) => historyOf(book, line, byLine.get(line.id) ?? [], direction, window))
    .filter(raises);
  const instants = window === null ? [] : instantsOf(book, window);
  const changes = [...new Set(histories.flatMap(({ had }) => had.flatMap(({ from }) => from ?? [])))];
  const later = changes
    .toSorted((a, b) => a - b)
    .map((from): Step => ({ from, bits: raiseAt(book, histories, from, instants) }));
  return asAdjustments([{ bits: raiseAt(book, histories, undefined, instants) }, ...later]);
}

function isAlways({ from, until }: Adjustment): boolean {
  return from === undefined && until === null;
}

/** Sums adjustments that apply to every sample, and returns the others apart. */
export function splitAdjustments(adjustments: readonly Adjustment[]): {
  readonly always: number;
  readonly dated: readonly Adjustment[];
} {
  return {
    always: adjustments.filter(isAlways).reduce((sum, { bits }) => sum + bits, 0),
    dated: adjustments.filter((a) => !isAlways(a) && a.bits !== 0),
  };
}

function historyOf(
  book: AdjustmentBook,
  line: AdjustedLine,
  allocations: readonly Allocation[],
  direction: Direction,
  window: Window | null,
): LineHistory {
  const { now, graceMinutes } = book;
  const isOwn = line.id === book.requesting;
  const permanent = allocations.filter((a) => a.window === null).toSorted((a, b) => a.id - b.id);
  const verified = verifiedOf(permanent);
  const pending = permanent.filter((a) => a.appliedAt === null && counts(a, now) && !(isOwn && a.state.at === 'held'));
  const has = Math.max(verified.at(-1)?.rate[direction] ?? 0, ...pending.map((a) => a.rate[direction]));
  const temporary =
    window === null || isOwn
      ? []
      : allocations.flatMap((a) => {
          if (a.window === null || !counts(a, now) || a.returnedAt !== null) return [];
          const charge = chargedTime(a, a.window, graceMinutes, now);
          if (!chargesIn(charge, window)) return [];
          return [{ total: a.rate[direction], at: (instant: Moment) => chargesAt(charge, instant) }];
        });
  return { line, has, had: stoodRates(allocations, direction), temporary };
}

type Verified = Allocation & { readonly appliedAt: Moment };

function verifiedOf(permanent: readonly Allocation[]): readonly Verified[] {
  return permanent
    .filter((a): a is Verified => a.appliedAt !== null)
    .toSorted((a, b) => a.appliedAt - b.appliedAt || a.id - b.id);
}

/**
 * Returns the rate of a line that stood verified on the router over time, temporary grants included, in bit/s. Before
 * the first record: that first rate, or 0 if a request brought it.
 * @param allocations all allocations of the line, ended ones too.
 */
export function stoodRates(allocations: readonly Allocation[], direction: Direction): readonly Step[] {
  const permanent = allocations.filter((a) => a.window === null).toSorted((a, b) => a.id - b.id);
  const verified = verifiedOf(permanent);
  const [first] = permanent;
  const start = first !== undefined && isDatedBack(allocations) ? first.rate[direction] : 0;
  const temporary = allocations.filter((a): a is Verified => a.window !== null && a.appliedAt !== null);
  const at = (instant: Moment): number =>
    temporary.reduce(
      (most, a) =>
        a.appliedAt <= instant && (a.returnedAt === null || instant < a.returnedAt)
          ? Math.max(most, a.rate[direction])
          : most,
      verified.findLast((a) => a.appliedAt <= instant)?.rate[direction] ?? start,
    );
  const changes = [...verified.map((a) => a.appliedAt), ...temporary.flatMap((a) => [a.appliedAt, a.returnedAt ?? []])];
  const later = [...new Set(changes.flat())].toSorted((a, b) => a - b).map((from): Step => ({ from, bits: at(from) }));
  return [{ bits: start }, ...later];
}

/**
 * Returns whether the first record of a line counts for the time before it too: it came from import, adoption or a
 * correction. A grant is not dated back, nor is a new line that the router does not show yet.
 */
export function isDatedBack(allocations: readonly Allocation[]): boolean {
  const [first] = allocations.filter((a) => a.window === null).toSorted((a, b) => a.id - b.id);
  return first !== undefined && first.request === null && first.appliedAt !== null;
}

function raises({ had, has, temporary }: LineHistory): boolean {
  return temporary.length > 0 || had.some(({ bits }) => bits < has);
}

/** Returns the instants at which the temporary grants of the window may be largest together: its start and theirs. */
function instantsOf({ allocations }: AdjustmentBook, window: Window): readonly Moment[] {
  const starts = allocations.flatMap((a) => (a.window === null ? [] : [a.window.from]));
  return [window.from, ...starts.filter((at) => at > window.from && at < window.until)];
}

/** Returns the sum that is added to samples from `from` on: the largest of all instants. */
function raiseAt(
  { activity }: AdjustmentBook,
  histories: readonly LineHistory[],
  from: Moment | undefined,
  instants: readonly Moment[],
): number {
  const had = histories.map(
    (h) => h.had.findLast((step) => (step.from ?? -Infinity) <= (from ?? -Infinity))?.bits ?? 0,
  );
  const sumAt = (instant: Moment | undefined): number =>
    cappedSum(
      histories.map(({ line, has, temporary }, i) => {
        const before = had[i] ?? 0;
        const running = instant === undefined ? [] : temporary.filter(({ at }) => at(instant));
        const total = running.reduce((most, run) => Math.max(most, run.total), 0);
        const permanent = demandOf(activity, Math.max(0, has - before));
        const extra = Math.max(0, total - Math.max(has, before));
        return { bits: demandOf(line.share, permanent + extra), groups: line.groups };
      }),
    );
  return Math.max(sumAt(undefined), ...instants.map(sumAt));
}

/** Turns steps into adjustments: the smallest of all applies to every sample, the rest to its time. */
function asAdjustments(all: readonly Step[]): readonly Adjustment[] {
  const steps = all.filter((step, i) => step.bits !== all[i - 1]?.bits);
  const least = Math.min(...steps.map(({ bits }) => bits));
  const always = least === 0 ? [] : [{ bits: least, until: null }];
  const dated = steps.flatMap(({ from, bits }, i): readonly Adjustment[] => {
    const until = steps[i + 1]?.from ?? null;
    if (bits === least) return [];
    return [{ bits: bits - least, until, ...(from === undefined ? {} : { from }) }];
  });
  return [...always, ...dated];
}
