import type { CalendarFact, Span } from './world-facts.ts';

const day = (text: string): number => Date.parse(text) / 86_400_000;
const hours = (...clocks: readonly [number, number][]): readonly Span[] => clocks.map(([a, b]) => [a * 60, b * 60]);

const WEEK = hours([7.5, 12], [13, 16]);
const FAST = hours([8, 12], [12.5, 15]);

/** The shipped calendar of 2026 (config/calendar/2026.yaml), written down once more. */
export const OFFICE: CalendarFact = {
  normal: [[], WEEK, WEEK, WEEK, WEEK, hours([7.5, 11.5], [13, 16.5]), []],
  ramadan: [[], FAST, FAST, FAST, FAST, hours([8, 11.5], [12.5, 15.5]), []],
  ramadans: [[day('2026-02-19'), day('2026-03-20')]],
  holidays: new Set(
    [
      '01-01',
      '01-16',
      '02-16',
      '02-17',
      '03-18',
      '03-19',
      '03-20',
      '03-21',
      '03-22',
      '03-23',
      '03-24',
      '04-03',
      '04-05',
      '05-01',
      '05-14',
      '05-15',
      '05-27',
      '05-28',
      '05-31',
      '06-01',
      '06-16',
      '08-17',
      '08-25',
      '12-24',
      '12-25',
    ].map((date) => day(`2026-${date}`)),
  ),
};
