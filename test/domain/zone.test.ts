import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { DAY, isoUtc, moment, momentOf } from '../../agent/domain/moment.ts';
import { USUAL_ZONE } from '../../agent/settings/usual-zone.ts';
import { at, dayOf, minuteOf, nextDay, parseDay, weekday, zone } from '../../agent/domain/zone.ts';
import { realDay } from '../office/office-calendar.ts';

const WIB = zone('Asia/Pontianak');
const ZONES = [
  'Asia/Pontianak',
  'Asia/Makassar',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'UTC',
].map(zone);
const SEED = 20260504;

describe('agent/domain/zone', () => {
  it('the usual zone is a zone', () => expect(zone(USUAL_ZONE)).toBe(USUAL_ZONE));

  it.each(['Asia/Nowhere', '', '+07:00', 'WIB', 'Asia/Pontianak\n', '../etc/passwd'])(
    'refuses %j as a zone',
    (name) => {
      expect(() => zone(name)).toThrow(RangeError);
    },
  );

  it.each([
    ['2026-05-03T16:59:59Z', '2026-05-03', 1439],
    ['2026-05-03T17:00:00Z', '2026-05-04', 0],
    ['2026-05-04T00:30:59Z', '2026-05-04', 450],
    ['2025-12-31T17:00:00Z', '2026-01-01', 0],
    ['2024-02-28T17:00:00Z', '2024-02-29', 0],
    ['1969-12-31T17:30:00Z', '1970-01-01', 90],
  ])('%s is %s, minute %i in WIB', (iso, day, minute) => {
    expect([dayOf(momentOf(iso), WIB), minuteOf(momentOf(iso), WIB)]).toEqual([day, minute]);
  });

  it.each([
    ['2026-05-04', 450, '2026-05-04T00:30:00.000Z'],
    ['2026-05-04', 0, '2026-05-03T17:00:00.000Z'],
    ['2026-05-04', 1440, '2026-05-04T17:00:00.000Z'],
  ])('%s, minute %i, is %s', (day, minute, iso) => {
    expect(isoUtc(at(realDay(day), minute, WIB))).toBe(iso);
  });

  it.each([
    ['shown twice: the earlier', '2026-11-01', 90, '2026-11-01T05:30:00.000Z'],
    ['skipped: moved on by the gap', '2026-03-08', 150, '2026-03-08T07:30:00.000Z'],
  ])('a time %s', (_, day, minute, iso) => {
    expect(isoUtc(at(realDay(day), minute, zone('America/New_York')))).toBe(iso);
  });

  it.each(['2026-02-29', '2026-13-01', '2026-00-10', '2026-5-4', '26-05-04', '2026-05-04 ', '', 'besok'])(
    '%j is no day',
    (text) => {
      expect(parseDay(text)).toBeUndefined();
    },
  );

  it('counts days and weekdays over month, leap day and year', () => {
    expect([
      nextDay(realDay('2026-12-31')),
      nextDay(realDay('2024-02-28')),
      nextDay(realDay('2026-03-01'), -1),
    ]).toEqual(['2027-01-01', '2024-02-29', '2026-02-28']);
    expect(['2026-05-03', '2026-05-04', '2026-05-09'].map((day) => weekday(realDay(day)))).toEqual([0, 1, 6]);
  });

  it('agrees with Temporal everywhere', () => {
    const instants = fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2040, 0, 1) }).map(moment);
    fc.assert(
      fc.property(instants, fc.constantFrom(...ZONES), (instant, where) => {
        const there = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(where);
        expect(dayOf(instant, where)).toBe(there.toPlainDate().toString());
        expect(minuteOf(instant, where)).toBe(there.hour * 60 + there.minute);
      }),
      { seed: SEED, numRuns: 1500 },
    );
  });

  it('finds the instant of a local time as Temporal does, changes of the clock included', () => {
    const days = fc.integer({ min: Date.UTC(2005, 0, 1) / DAY, max: Date.UTC(2035, 0, 1) / DAY });
    const changes = fc.constantFrom('2026-03-08', '2026-11-01', '2011-12-30', '2011-12-29', '2026-04-05', '2026-10-04');
    const when = fc.oneof(
      days.map((number) => realDay(new Date(number * DAY).toISOString().slice(0, 10))),
      changes.map(realDay),
    );
    fc.assert(
      fc.property(when, fc.integer({ min: 0, max: 1439 }), fc.constantFrom(...ZONES), (day, minute, where) => {
        const local = Temporal.PlainDate.from(day).toPlainDateTime({
          hour: Math.floor(minute / 60),
          minute: minute % 60,
        });
        expect(at(day, minute, where)).toBe(
          local.toZonedDateTime(where, { disambiguation: 'compatible' }).epochMilliseconds,
        );
      }),
      { seed: SEED, numRuns: 1500 },
    );
  });
});
