import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, isoUtc, MINUTE, moment } from '../../../agent/domain/moment.ts';
import { readDay } from '../../../agent/domain/typed/typed-day.ts';
import { endTyped, readTime, startTyped } from '../../../agent/domain/typed/typed-time.ts';
import { zone } from '../../../agent/domain/zone.ts';
import { DAY_FORMS } from './typed-forms.ts';

const WIB = zone('Asia/Pontianak');
const isoOf = (text: string): string[] => {
  const found = readTime(text, WIB);
  return found === undefined ? [] : [isoUtc(found.start), isoUtc(found.end)];
};
const minuteOf = (text: string) => readTime(text, WIB)?.start;

describe('agent/domain/typed/typed-time', () => {
  it.each([
    '2026-05-09 06:00',
    '2026-05-09T06:00',
    '2026-05-09 06:00:00',
    '2026-05-09T06:00+07:00',
    '2026-05-08T23:00Z',
    '9 Mei 2026 06.00',
    '9 mei 2026 6.00',
    '09 MEI 2026, pukul 06.00 WIB',
    'Sabtu, 9 Mei 2026 jam 06:00',
    'sabtu 9 Mei 2026 06.00',
    '09/05/2026 06:00',
    '9-5-2026 06:00',
    '9  Mei  2026   06.00',
    ' 9 Mei 2026 06.00 ',
    '9 May 2026 06:00',
    '9 Mei 2026 07.00 WITA',
    '9 Mei 2026 08.00 WIT',
    '2026-05-09 06:00 WIB',
    '09.05.2026 06.00',
    '9 Mei 2026 pkl 06.00',
    '9 Mei 2026 pkl. 06.00 WIB',
    '09/05/2026 jam 6',
    'hari Sabtu, 9 Mei 2026 pukul 6 WIB',
    '2026-05-08 23:00 UTC',
    '2026-05-09T06:00:00+07:00',
    '2026-05-08T23:00:00.000Z',
  ])('%j is one and the same instant', (text) => {
    expect(isoUtc(readTime(text, WIB)?.start ?? moment(0))).toBe('2026-05-08T23:00:00.000Z');
  });

  it.each([
    ['10 Mei 2026 24.00', '2026-05-10T17:00:00.000Z'],
    ['29 Februari 2028 00.00', '2028-02-28T17:00:00.000Z'],
    ['17 Agt 2026 08.00', '2026-08-17T01:00:00.000Z'],
    ["Jum'at, 1 Mei 2026 08.00", '2026-05-01T01:00:00.000Z'],
    ['2026-05-09T06:00-03:30', '2026-05-09T09:30:00.000Z'],
  ])('%j is %s', (text, iso) => {
    expect(isoUtc(readTime(text, WIB)?.start ?? moment(0))).toBe(iso);
  });

  it.each([
    '',
    ' ',
    'besok',
    '06:00',
    '09/05/26 06:00',
    '31/02/2026 06:00',
    '05/13/2026 06:00',
    '2026-02-29 06:00',
    '9 Meii 2026 06.00',
    '9 Mei 2026 25.00',
    '9 Mei 2026 24.01',
    '9 Mei 2026 06.60',
    'Minggu, 9 Mei 2026 06.00',
    '2026-05-09 06:00\n',
    '2026-05-09\t06:00',
    '２０２６-05-09 06:00',
    '0 Mei 2026 06.00',
    '2026-05-09 06:00 WAT',
    '9 Mei 2026 06.00 s.d. 18.00',
    '2026-05-09 06:00:30',
    '=.id=*1',
    ' '.repeat(65),
    '9'.repeat(65),
  ])('%j is no instant', (text) => {
    expect(readTime(text, WIB)).toBeUndefined();
  });

  it.each([...DAY_FORMS, '2026-06-01 WIB', 'hari Senin, 1 Juni 2026'])('%j is that whole day', (text) => {
    expect(isoOf(text)).toEqual(['2026-05-31T17:00:00.000Z', '2026-06-01T17:00:00.000Z']);
  });

  it('a day of another zone is that of its own clock', () => {
    expect(isoOf('1 Juni 2026 WIT')).toEqual(['2026-05-31T15:00:00.000Z', '2026-06-01T15:00:00.000Z']);
  });

  it('seconds count where a program writes them', () => {
    expect(isoOf('2026-05-09T06:00:30.25+07:00')[0]).toBe('2026-05-08T23:00:30.250Z');
  });

  it('a beginning and an end are demanded by name', () => {
    expect(isoUtc(startTyped('from', '1 Juni 2026', WIB))).toBe('2026-05-31T17:00:00.000Z');
    expect(isoUtc(endTyped('until', '1 Juni 2026', WIB))).toBe('2026-06-01T17:00:00.000Z');
    const fault = { code: 'request/bad-time', facts: { field: 'until', value: 'besok' } };
    expect(() => endTyped('until', 'besok', WIB)).toThrow(expect.objectContaining(fault) as Error);
  });

  it('reads every way of writing a minute alike', () => {
    const months = [
      'Januari',
      'Februari',
      'Maret',
      'April',
      'Mei',
      'Juni',
      'Juli',
      'Agustus',
      'September',
      'Oktober',
      'November',
      'Desember',
    ];
    const minutes = fc
      .integer({ min: 0, max: (400 * DAY) / MINUTE })
      .map((n) => moment(Date.UTC(2026, 0, 1) + n * MINUTE));
    fc.assert(
      fc.property(minutes, (at) => {
        const wall = new Date(at + 7 * 60 * MINUTE).toISOString();
        const [year = '', month = '', date = ''] = wall.slice(0, 10).split('-');
        const clock = wall.slice(11, 16);
        expect(minuteOf(`${wall.slice(0, 10)} ${clock}`)).toBe(at);
        expect(minuteOf(`${Number(date)} ${months[Number(month) - 1]} ${year} ${clock.replace(':', '.')}`)).toBe(at);
        expect(minuteOf(`${date}/${month}/${year} ${clock}`)).toBe(at);
      }),
      { seed: 2026, numRuns: 500 },
    );
  });
});

describe('agent/domain/typed/typed-day', () => {
  it.each(DAY_FORMS)('%j is 1 June 2026', (text) => {
    expect(readDay(text)).toBe('2026-06-01');
  });

  it.each(['', '2026-06-01 06:00', '1 Juni 2026 WIB', '31/06/2026', '06/13/2026', '1 Juni', 'Minggu, 1 Juni 2026'])(
    '%j is no day',
    (text) => {
      expect(readDay(text)).toBeUndefined();
    },
  );
});
