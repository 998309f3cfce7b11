import { describe, expect, it } from 'vitest';
import { reviewWindow } from '../../../agent/admission/reclaim/review-window.ts';
import { CALENDAR, when } from '../../office/evidence-kit.ts';

const untilOf = (applied: string, days = 14, calendar = CALENDAR) => reviewWindow(calendar, when(applied), days)?.until;

describe('the time over which a grant is looked at', () => {
  it('is the days of the office, from when it was applied to the last whole interval', () => {
    expect(reviewWindow(CALENDAR, when('2026-05-04T10:02+07:00'), 14)).toEqual({
      from: when('2026-05-04T10:02+07:00'),
      until: when('2026-05-18T10:00+07:00'),
    });
    expect(untilOf('2026-05-04T10:05+07:00')).toBe(when('2026-05-18T10:05+07:00'));
  });

  it('is longer until five normal working days after that day are over', () => {
    // Tuesday to Monday, without the weekend.
    expect(untilOf('2026-05-04T10:02+07:00', 1)).toBe(when('2026-05-11T16:00+07:00'));
    // Ramadan from 19 February, then leave to 24 March; 3 April is a holiday. Wednesday 25 to Tuesday 31.
    expect(untilOf('2026-02-20T10:00+07:00')).toBe(when('2026-03-31T16:00+07:00'));
  });

  it('goes on beyond the last year of the calendar, by weekends alone', () => {
    expect(untilOf('2027-05-04T10:00+07:00', 1)).toBe(when('2027-05-11T16:00+07:00'));
  });

  it('is none where the office has no normal days', () => {
    const none = { ...CALENDAR, normal: { 0: [], 1: [], 2: [], 3: [], 4: [], 5: [], 6: [] } };
    expect(untilOf('2026-05-04T10:00+07:00', 14, none)).toBeUndefined();
  });
});
