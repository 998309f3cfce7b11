import type { Moment, Window } from './moment.ts';
import { at, type Day, dayOf, nextDay, weekday, type Zone } from './zone.ts';

/** Kind of report period. */
export type PeriodKind = 'weekly' | 'monthly';

/**
 * A week (Monday to Sunday) or calendar month in local days: `from` is the first day, `until` the first day after it.
 */
export interface Period {
  readonly kind: PeriodKind;
  readonly from: Day;
  readonly until: Day;
}

/** Returns the week or month that contains the day. */
export function periodOf(kind: PeriodKind, day: Day): Period {
  if (kind === 'monthly') {
    const from = `${day.slice(0, 8)}01` as Day;
    return { kind, from, until: `${nextDay(from, 31).slice(0, 8)}01` as Day };
  }
  const from = nextDay(day, -((weekday(day) + 6) % 7));
  return { kind, from, until: nextDay(from, 7) };
}

/** Returns the newest week or month that was completely over at `now`. */
export function lastPeriod(kind: PeriodKind, now: Moment, zone: Zone): Period {
  return periodOf(kind, nextDay(periodOf(kind, dayOf(now, zone)).from, -1));
}

/** Converts a period to instants: from local midnight of its first day to local midnight after its last day. */
export function windowOf(period: Period, zone: Zone): Window {
  return { from: at(period.from, 0, zone), until: at(period.until, 0, zone) };
}
