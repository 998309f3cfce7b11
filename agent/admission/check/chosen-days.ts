import { kindOfDay } from '../../domain/work-calendar.ts';
import { type Day, nextDay } from '../../domain/zone.ts';
import { type DayBook, dayBook, type DaySamples, windowDays } from './day-samples.ts';
import { type Evidence, type Adjustment, REACH_DAYS } from './evidence.ts';
import type { Hours } from './hours.ts';

/**
 * The days asked, each lost one (no valid sample in the hours asked) replaced by the nearest earlier day of its kind,
 * used once. A lost day without a stand-in stays, and its samples count as missing.
 */
export function chosenDays(
  evidence: Evidence,
  hours: Hours,
  raises: readonly Adjustment[],
  book: DayBook = dayBook(evidence, hours, raises),
): { days: readonly DaySamples[]; lost: number } {
  const days = windowDays(evidence.today)
    .map(book)
    .filter((d) => d.expected > 0);
  const used = new Set(days.filter((d) => d.values.length > 0).map((d) => d.day));
  let lost = 0;
  const filled = days.map((d) => {
    if (d.values.length > 0) return d;
    lost += 1;
    const standIn = likeDay(evidence, book, d.day, used);
    if (standIn === undefined) return d;
    used.add(standIn.day);
    return standIn;
  });
  return { days: filled, lost };
}

function likeDay(evidence: Evidence, book: DayBook, lost: Day, used: ReadonlySet<Day>): DaySamples | undefined {
  const kind = kindOfDay(evidence.calendar, lost);
  const oldest = nextDay(evidence.today, -REACH_DAYS);
  for (let day = nextDay(lost, -1); day >= oldest; day = nextDay(day, -1)) {
    if (used.has(day) || kindOfDay(evidence.calendar, day) !== kind) continue;
    const found = book(day);
    if (found.values.length > 0) return found;
  }
  return undefined;
}

/**
 * The last `count` normal working days in reach that have data, newest first: neither Ramadan nor holidays flatter
 * them.
 */
export function lastNormalDays(evidence: Evidence, working: DayBook, count: number): readonly DaySamples[] {
  const found: DaySamples[] = [];
  const oldest = nextDay(evidence.today, -REACH_DAYS);
  for (let day = nextDay(evidence.today, -1); day >= oldest && found.length < count; day = nextDay(day, -1)) {
    if (kindOfDay(evidence.calendar, day) !== 'normal') continue;
    const samples = working(day);
    if (samples.values.length > 0) found.push(samples);
  }
  return found;
}
