import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { MinuteSpan, WeekHours, WorkCalendar } from '../../agent/domain/work-calendar.ts';
import { type Day, parseDay, zone } from '../../agent/domain/zone.ts';

interface CalendarFile {
  readonly year: number;
  readonly hours: Readonly<Record<'normal' | 'ramadan', Readonly<Record<string, readonly string[]>>>>;
  readonly ramadan: readonly { readonly from: string; readonly until: string }[];
  readonly holidays: readonly { readonly date: string; readonly name: string }[];
}

const WEEK = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;

/** The shipped calendar of 2026, read without the settings room. */
export function officeCalendar(): WorkCalendar {
  const file = parse(readFileSync(new URL('../../config/calendar/2026.yaml', import.meta.url), 'utf8')) as CalendarFile;
  return {
    zone: zone('Asia/Pontianak'),
    normal: weekHours(file.hours.normal),
    ramadan: weekHours(file.hours.ramadan),
    ramadanPeriods: file.ramadan.map(({ from, until }) => ({ from: realDay(from), until: realDay(until) })),
    holidays: new Map(file.holidays.map(({ date, name }) => [realDay(date), name])),
    lastYear: file.year,
  };
}

export function realDay(text: string): Day {
  const day = parseDay(text);
  if (day === undefined) throw new RangeError(`no such day: ${text}`);
  return day;
}

function weekHours(hours: Readonly<Record<string, readonly string[]>>): WeekHours {
  const [a, b, c, d, e, f, g] = WEEK.map((name) => (hours[name] ?? []).map(minuteSpan));
  return [a!, b!, c!, d!, e!, f!, g!];
}

function minuteSpan(text: string): MinuteSpan {
  const [from = '', until = ''] = text.split('-');
  return { from: minutes(from), until: minutes(until) };
}

function minutes(clock: string): number {
  const [hour, minute] = clock.split(':').map(Number);
  return hour! * 60 + minute!;
}
