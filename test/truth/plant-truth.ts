import { historyRows } from '../lab/history-rows.ts';
import type { Scenario } from '../lab/scenario.ts';

/** One direction of traffic. */
export type Way = 'down' | 'up';

export interface TrueRate {
  readonly start: number;
  readonly down: number;
  readonly up: number;
}

/** All of April is generated once. */
let april: readonly TrueRate[] | undefined;

const SLOT = 300_000;
const DAY = 86_400_000;
/** Western Indonesia Time, all year. */
const WIB = 7 * 3_600_000;
/** Working minutes of the office by weekday, Sunday first, as its notice board has them. */
const BOARD: readonly (readonly (readonly [from: number, until: number])[])[] = [
  [],
  ...Array.from(
    { length: 4 },
    () =>
      [
        [450, 720],
        [780, 960],
      ] as const,
  ),
  [
    [450, 690],
    [780, 990],
  ],
  [],
];

/**
 * What really passed on the uplink, slot by slot, and the figures that follow from it, by an arithmetic of its own.
 * Good for days that are no holidays and not in Ramadan.
 */
export class PlantTruth {
  readonly #rates = new Map<number, TrueRate>();

  /**
   * @param from and `until`, epoch milliseconds, the first at a local midnight
   * @param grownFrom before it the uplink carried only `calm` of what the plant does, so that the grown day decides.
   */
  constructor(scenario: Scenario, from: number, until: number, grownFrom: number, calm: number) {
    april ??= historyRows(scenario, '2026-05-02T00:00+07:00').get('uplink:isp-a') ?? [];
    for (const row of april) {
      if (row.start < from || row.start >= until) continue;
      const part = row.start < grownFrom ? calm : 1;
      this.#rates.set(row.start, {
        start: row.start,
        down: Math.round(row.down * part),
        up: Math.round(row.up * part),
      });
    }
  }

  /** Rates of slots that begin in [from, until), oldest first. */
  between(from: number, until: number): readonly TrueRate[] {
    return [...this.#rates.values()].filter(({ start }) => start >= from && start < until);
  }

  /**
   * The true busy figure at `now`: the larger of p95 over working hours and p95 over all hours of the complete days.
   */
  busy(way: Way, now: number): number {
    const all = this.between(0, midnightBefore(now));
    return Math.max(
      ...[all.filter(({ start }) => isWorking(start)), all].map((slots) => nearestRank(slots.map((slot) => slot[way]))),
    );
  }

  /** The highest rate of the complete days: no honest figure of them lies above it. */
  peak(way: Way, now: number): number {
    return Math.max(...this.between(0, midnightBefore(now)).map((slot) => slot[way]));
  }

  /** The lowest of the last four slots that are over: no honest live figure lies below it. */
  live(way: Way, now: number): number {
    const end = Math.floor(now / SLOT) * SLOT;
    return Math.min(...this.between(end - 4 * SLOT, end).map((slot) => slot[way]));
  }
}

/** Local midnight at or before an instant. */
export function midnightBefore(at: number): number {
  return Math.floor((at + WIB) / DAY) * DAY - WIB;
}

/** Whether the office works when a slot begins. */
export function isWorking(start: number): boolean {
  const midnight = midnightBefore(start);
  const minute = (start - midnight) / 60_000;
  const weekday = new Date(midnight + WIB).getUTCDay();
  return (BOARD[weekday] ?? []).some(([from, until]) => minute >= from && minute < until);
}

/** p95 by nearest rank: the smallest value that at least 95 of 100 do not exceed. */
export function nearestRank(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.ceil((sorted.length * 95) / 100) - 1] ?? 0;
}
