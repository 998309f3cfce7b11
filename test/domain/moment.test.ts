import { describe, expect, it } from 'vitest';
import {
  after,
  before,
  between,
  DAY,
  HOUR,
  isoUtc,
  MINUTE,
  moment,
  momentOf,
  overlaps,
  SECOND,
  span,
  within,
} from '../../agent/domain/moment.ts';

describe('agent/domain/moment', () => {
  it.each([0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])('%d is no moment', (ms) => {
    expect(() => moment(ms)).toThrow(RangeError);
  });

  it.each([
    ['2026-05-04T08:10:00+07:00', '2026-05-04T01:10:00.000Z'],
    ['2026-05-04T01:10:00Z', '2026-05-04T01:10:00.000Z'],
    ['2026-05-09T06:00+07:00', '2026-05-08T23:00:00.000Z'],
  ])('%s is %s', (iso, utc) => {
    expect(isoUtc(momentOf(iso))).toBe(utc);
  });

  it.each(['2026-05-04T08:10:00', '2026-05-04', '', 'besokZ', '2026-13-04T08:10:00Z', '2026-05-04T08:10:00+0700'])(
    '%j is refused',
    (text) => {
      expect(() => momentOf(text)).toThrow(RangeError);
    },
  );

  it('reckons in whole milliseconds', () => {
    expect([SECOND, MINUTE, HOUR, DAY]).toEqual([1000, 60_000, 3_600_000, 86_400_000]);
    expect([span(1.4), span(1.5)]).toEqual([1, 2]);
    const noon = moment(1_000_000);
    expect(before(after(noon, HOUR), HOUR)).toBe(noon);
    expect([between(noon, after(noon, MINUTE)), between(after(noon, MINUTE), noon)]).toEqual([60_000, -60_000]);
  });

  it('a window has its beginning and not its end', () => {
    const window = { from: moment(10), until: moment(20) };
    expect([9, 10, 19, 20].map((at) => within(moment(at), window))).toEqual([false, true, true, false]);
    const pairs = [
      [0, 10],
      [0, 11],
      [12, 15],
      [19, 30],
      [20, 30],
    ] as const;
    expect(pairs.map(([from, until]) => overlaps(window, { from: moment(from), until: moment(until) }))).toEqual([
      false,
      true,
      true,
      true,
      false,
    ]);
  });
});
