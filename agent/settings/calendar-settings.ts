import { z } from 'zod';
import type { MinuteSpan, WeekHours, WorkCalendar } from '../domain/work-calendar.ts';
import { type Day, parseDay, type Zone } from '../domain/zone.ts';

const day = z.string().transform((text, context): Day => {
  const found = parseDay(text);
  if (found !== undefined) return found;
  context.addIssue({ code: 'custom', message: 'not a day: write it as 2026-05-04' });
  return z.NEVER;
});

const SPAN = /^([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)$/;

const spans = z
  .array(
    z.string().transform((text, context): MinuteSpan => {
      const parts = SPAN.exec(text)?.slice(1).map(Number);
      const [h1 = 0, m1 = 0, h2 = 0, m2 = 0] = parts ?? [];
      const found = { from: h1 * 60 + m1, until: h2 * 60 + m2 };
      if (parts !== undefined && found.from < found.until) return found;
      context.addIssue({ code: 'custom', message: 'not a time span: write it as 07:30-12:00' });
      return z.NEVER;
    }),
  )
  .default([]);

const week = z
  .strictObject({
    sunday: spans,
    monday: spans,
    tuesday: spans,
    wednesday: spans,
    thursday: spans,
    friday: spans,
    saturday: spans,
  })
  .partial()
  .transform((w): WeekHours => {
    const { sunday = [], monday = [], tuesday = [], wednesday = [], thursday = [], friday = [], saturday = [] } = w;
    return { 0: sunday, 1: monday, 2: tuesday, 3: wednesday, 4: thursday, 5: friday, 6: saturday };
  });

/** The calendar file of one year, as an official signs it. */
export const calendarSchema = z.strictObject({
  year: z.int().min(2020).max(2100),
  basis: z.string().min(1),
  hours: z.strictObject({ normal: week, ramadan: week }),
  ramadan: z.array(z.strictObject({ from: day, until: day, basis: z.string().optional() })),
  holidays: z.array(
    z.strictObject({ date: day, kind: z.enum(['national', 'collective', 'local']), name: z.string().min(1) }),
  ),
});

/** A calendar file after its schema. */
export type CalendarYear = z.output<typeof calendarSchema>;

/**
 * Joins the calendar files of several years. Working hours are those of the newest year. undefined without any year.
 */
export function calendarOf(years: readonly CalendarYear[], zone: Zone): WorkCalendar | undefined {
  const newest = years.toSorted((a, b) => b.year - a.year)[0];
  if (newest === undefined) return undefined;
  return {
    zone,
    normal: newest.hours.normal,
    ramadan: newest.hours.ramadan,
    ramadanPeriods: years.flatMap((y) => y.ramadan.map(({ from, until }) => ({ from, until }))),
    holidays: new Map(years.flatMap((y) => y.holidays.map((h) => [h.date, h.name] as const))),
    lastYear: newest.year,
  };
}
