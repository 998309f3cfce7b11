import { describe, expect, it } from 'vitest';
import { isoUtc, momentOf } from '../../agent/domain/moment.ts';
import { lastPeriod, periodOf, type PeriodKind, windowOf } from '../../agent/domain/period.ts';
import { zone } from '../../agent/domain/zone.ts';
import { realDay } from '../office/office-calendar.ts';

const WIB = zone('Asia/Pontianak');

describe('agent/domain/period', () => {
  it.each<[PeriodKind, string, string, string]>([
    ['weekly', '2026-05-04', '2026-05-04', '2026-05-11'],
    ['weekly', '2026-05-10', '2026-05-04', '2026-05-11'],
    ['weekly', '2027-01-01', '2026-12-28', '2027-01-04'],
    ['monthly', '2026-05-31', '2026-05-01', '2026-06-01'],
    ['monthly', '2026-02-01', '2026-02-01', '2026-03-01'],
    ['monthly', '2028-02-29', '2028-02-01', '2028-03-01'],
    ['monthly', '2026-12-31', '2026-12-01', '2027-01-01'],
  ])('%s of %s is %s to %s', (kind, day, from, until) => {
    expect(periodOf(kind, realDay(day))).toEqual({ kind, from, until });
  });

  it('the last one was over when the office clock passed midnight, not the UTC one', () => {
    const before = momentOf('2026-05-31T23:59:59+07:00');
    const after = momentOf('2026-06-01T00:00:00+07:00');
    expect([before, after].map((now) => lastPeriod('monthly', now, WIB).from)).toEqual(['2026-04-01', '2026-05-01']);
    expect([before, after].map((now) => lastPeriod('weekly', now, WIB).from)).toEqual(['2026-05-18', '2026-05-25']);
  });

  it('its window is from midnight to midnight in the office', () => {
    const { from, until } = windowOf(periodOf('monthly', realDay('2026-05-04')), WIB);
    expect([isoUtc(from), isoUtc(until)]).toEqual(['2026-04-30T17:00:00.000Z', '2026-05-31T17:00:00.000Z']);
  });

  it.each<PeriodKind>(['weekly', 'monthly'])(
    '%s periods follow on each other without gap or overlap through a year',
    (kind) => {
      let period = periodOf(kind, realDay('2026-01-01'));
      for (let i = 0; i < 60; i++) {
        const next = periodOf(kind, period.until);
        expect(next.from).toBe(period.until);
        expect(lastPeriod(kind, windowOf(next, WIB).from, WIB)).toEqual(period);
        period = next;
      }
    },
  );
});
