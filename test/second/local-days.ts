import type { CalendarFact, Span, World } from './world-facts.ts';

export const MINUTE = 60_000;
export const DAY = 86_400_000;
export const SLOT = 300_000;
/** Asia/Pontianak, all year. */
const OFFSET = 7 * 3_600_000;

export type Kind = 'normal' | 'ramadan' | 'weekend' | 'holiday';

/** Whole days since 1970 by the local clock. */
export function dayOf(at: number): number {
  return Math.floor((at + OFFSET) / DAY);
}

export function midnight(day: number): number {
  return day * DAY - OFFSET;
}

/** Minutes since local midnight, with fractions. */
export function clockOf(at: number): number {
  return (at - midnight(dayOf(at))) / MINUTE;
}

function weekdayOf(day: number): number {
  return (((day + 4) % 7) + 7) % 7;
}

/** A day off by its weekday is a weekend, holiday or not; a holiday in Ramadan is a holiday. */
export function kindOf(calendar: CalendarFact, day: number): Kind {
  if (calendar.normal[weekdayOf(day)]!.length === 0) return 'weekend';
  if (calendar.holidays.has(day)) return 'holiday';
  return calendar.ramadans.some(([first, last]) => day >= first && day <= last) ? 'ramadan' : 'normal';
}

/** Working hours of a day, minutes since midnight. */
export function workOf(calendar: CalendarFact, day: number): readonly Span[] {
  const kind = kindOf(calendar, day);
  if (kind === 'normal') return calendar.normal[weekdayOf(day)]!;
  return kind === 'ramadan' ? calendar.ramadan[weekdayOf(day)]! : [];
}

/** Places of the grid that begin inside the spans of a day; a span shorter than one interval: the one that holds it. */
export function slotsOf(world: World, day: number, spans: readonly Span[]): readonly number[] {
  const slots: number[] = [];
  const base = (midnight(day) - world.origin) / SLOT;
  for (const [from, until] of spans) {
    if (until - from < 5) slots.push(base + Math.floor(from / 5));
    else for (let slot = Math.ceil(from / 5); slot * 5 < until; slot += 1) slots.push(base + slot);
  }
  return slots;
}
