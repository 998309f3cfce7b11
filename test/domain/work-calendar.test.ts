import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { after, DAY, isoUtc, MINUTE, type Moment, moment, momentOf, span } from '../../agent/domain/moment.ts';
import {
  addWork,
  isWorking,
  kindOfDay,
  WORKING_DAY,
  type WorkCalendar,
  workBetween,
  workingDaysAfter,
  workSpans,
} from '../../agent/domain/work-calendar.ts';
import { dayOf, minuteOf, nextDay } from '../../agent/domain/zone.ts';
import { officeCalendar, realDay } from '../office/office-calendar.ts';

const calendar = officeCalendar();
const SEED = 20260219;

function wib(at: Moment): string {
  return isoUtc(moment(at + 7 * 60 * MINUTE)).slice(0, 16);
}

function local(text: string): Moment {
  return momentOf(`${text}:00+07:00`);
}

function added(start: string, minutes: number): string {
  return wib(addWork(calendar, local(start), span(minutes * MINUTE)).at);
}

describe('agent/domain/work-calendar', () => {
  it.each([
    ['2026-05-04', 'normal'],
    ['2026-05-09', 'weekend'],
    ['2026-05-14', 'holiday'],
    ['2026-02-19', 'ramadan'],
    ['2026-02-18', 'normal'],
    ['2026-03-20', 'holiday'],
    ['2026-03-22', 'weekend'],
    ['2026-05-31', 'weekend'],
    ['2027-01-01', 'normal'],
    ['2027-01-02', 'weekend'],
  ])('%s is a %s day', (day, kind) => {
    expect(kindOfDay(calendar, realDay(day))).toBe(kind);
  });

  it.each([
    ['a normal week', '2026-04-06', 2250],
    ['a week of Ramadan', '2026-02-23', 1950],
    ['the week of Ascension', '2026-05-11', 3 * 450],
  ])('%s counts its minutes', (_, monday, minutes) => {
    const from = local(`${monday}T00:00`);
    expect(workBetween(calendar, from, after(from, span(7 * DAY)))).toBe(minutes * MINUTE);
  });

  it.each([
    ['2026-05-04T07:29', false],
    ['2026-05-04T07:30', true],
    ['2026-05-04T11:59', true],
    ['2026-05-04T12:00', false],
    ['2026-05-04T16:00', false],
    ['2026-05-08T12:59', false],
    ['2026-05-08T16:29', true],
    ['2026-02-27T11:45', false],
    ['2026-02-25T14:59', true],
    ['2026-05-14T09:00', false],
  ])('%s: working is %s', (at, working) => {
    expect(isWorking(calendar, local(at))).toBe(working);
  });

  it.each([
    ['ends with the span', '2026-05-04T07:30', 270, '2026-05-04T12:00'],
    ['goes over the break', '2026-05-04T11:30', 60, '2026-05-04T13:30'],
    ['goes over the Friday break', '2026-05-08T11:00', 60, '2026-05-08T13:30'],
    ['goes over the weekend', '2026-05-08T16:00', 60, '2026-05-11T08:00'],
    ['goes over the long holiday', '2026-05-13T15:30', 60, '2026-05-18T08:00'],
    ['nothing at night is the next morning', '2026-05-04T20:00', 0, '2026-05-05T07:30'],
    ['nothing while working is now', '2026-05-04T09:00', 0, '2026-05-04T09:00'],
    ['crosses into Ramadan', '2026-02-18T15:30', 60, '2026-02-19T08:30'],
    ['crosses from Ramadan over Idulfitri', '2026-03-17T14:30', 60, '2026-03-25T08:00'],
  ])('adding work %s', (_, start, minutes, end) => {
    expect(added(start, minutes)).toBe(end);
  });

  it('knows that beyond the last year only weekends count', () => {
    expect(addWork(calendar, local('2026-12-31T15:00'), span(60 * MINUTE))).toEqual({
      at: local('2026-12-31T16:00'),
      provisional: false,
    });
    expect(addWork(calendar, local('2026-12-31T15:00'), span(61 * MINUTE))).toEqual({
      at: local('2027-01-01T07:31'),
      provisional: true,
    });
  });

  it('counts working days as 7.5 h each, also where the days are shorter', () => {
    expect(wib(workingDaysAfter(calendar, local('2026-05-05T10:00'), 3))).toBe('2026-05-08T10:00');
    expect(wib(workingDaysAfter(calendar, local('2026-02-23T08:00'), 3))).toBe('2026-02-26T11:00');
    expect(WORKING_DAY).toBe(450 * MINUTE);
  });

  it('refuses negative work and a week without hours', () => {
    const none = { ...calendar, normal: [[], [], [], [], [], [], []] } satisfies WorkCalendar;
    expect(() => addWork(calendar, local('2026-05-04T08:00'), span(-1))).toThrow(RangeError);
    expect(() => addWork(none, local('2026-05-04T08:00'), span(1))).toThrow(RangeError);
  });

  it('adds what a count of minutes one by one adds', () => {
    const starts = fc
      .integer({ min: 0, max: 200 * 1440 })
      .map((minute) => moment(local('2026-01-01T00:00') + minute * MINUTE));
    fc.assert(
      fc.property(starts, fc.integer({ min: 1, max: 3000 }), (start, minutes) => {
        expect(addWork(calendar, start, span(minutes * MINUTE)).at).toBe(minuteByMinute(start, minutes));
      }),
      { seed: SEED, numRuns: 60 },
    );
  });

  it('takes back what it added', () => {
    const starts = fc.integer({ min: 0, max: 500 * 86_400_000 }).map((ms) => moment(local('2026-01-01T00:00') + ms));
    fc.assert(
      fc.property(starts, fc.integer({ min: 0, max: 40 * 450 * 60_000 }), (start, work) => {
        const end = addWork(calendar, start, span(work)).at;
        expect(workBetween(calendar, start, end)).toBe(work);
        expect(workBetween(calendar, end, start)).toBe(0);
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  it('gives every day its spans in order, apart and on that day', () => {
    for (let day = realDay('2026-01-01'); day < '2028-01-01'; day = nextDay(day)) {
      let last = -1;
      for (const open of workSpans(calendar, day)) {
        expect(dayOf(open.from, calendar.zone)).toBe(day);
        expect(minuteOf(open.from, calendar.zone)).toBeGreaterThan(last);
        last = minuteOf(open.until, calendar.zone);
      }
    }
  });
});

/**
 * Walks minute by minute by the office's hours as written on its door: an oracle that shares no code with the calendar.
 */
function minuteByMinute(start: Moment, minutes: number): Moment {
  let at: number = start;
  for (let left = minutes; left > 0; at += MINUTE) if (isOpen(at)) left -= 1;
  return moment(at);
}

const HOLIDAYS = new Set(
  (
    '01-01 01-16 02-16 02-17 03-18 03-19 03-20 03-21 03-22 03-23 03-24 04-03 04-05 05-01 05-14 05-15 05-27 ' +
    '05-28 05-31 06-01 06-16 ' +
    '08-17 08-25 12-24 12-25'
  ).split(' '),
);

function isOpen(at: number): boolean {
  const wall = new Date(at + 7 * 3_600_000).toISOString();
  const day = new Date(at + 7 * 3_600_000).getUTCDay();
  const clock = wall.slice(11, 16);
  const date = wall.slice(5, 10);
  if (day === 0 || day === 6 || HOLIDAYS.has(date)) return false;
  if (date >= '02-19' && date <= '03-20') {
    return day === 5
      ? (clock >= '08:00' && clock < '11:30') || (clock >= '12:30' && clock < '15:30')
      : (clock >= '08:00' && clock < '12:00') || (clock >= '12:30' && clock < '15:00');
  }
  return day === 5
    ? (clock >= '07:30' && clock < '11:30') || (clock >= '13:00' && clock < '16:30')
    : (clock >= '07:30' && clock < '12:00') || (clock >= '13:00' && clock < '16:00');
}
