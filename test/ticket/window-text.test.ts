import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, isoUtc, MINUTE, moment, momentOf } from '../../agent/domain/moment.ts';
import { zone } from '../../agent/domain/zone.ts';
import { readMoment } from '../../agent/ticket/moment-text.ts';
import { readWindow } from '../../agent/ticket/window-text.ts';

const WIB = zone('Asia/Pontianak');
const context = {
  zone: WIB,
  openedAt: momentOf('2026-05-05T13:40:00+07:00'),
  now: momentOf('2026-05-05T13:45:00+07:00'),
};

describe('agent/ticket/asked-window', () => {
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
  ])('%j is one and the same instant', (text) => {
    expect(isoUtc(readMoment(text, WIB) ?? moment(0))).toBe('2026-05-08T23:00:00.000Z');
  });

  it.each([
    ['10 Mei 2026 24.00', '2026-05-10T17:00:00.000Z'],
    ['29 Februari 2028 00.00', '2028-02-28T17:00:00.000Z'],
    ['17 Agt 2026 08.00', '2026-08-17T01:00:00.000Z'],
    ["Jum'at, 1 Mei 2026 08.00", '2026-05-01T01:00:00.000Z'],
    ['2026-05-09T06:00-03:30', '2026-05-09T09:30:00.000Z'],
  ])('%j is %s', (text, iso) => {
    expect(isoUtc(readMoment(text, WIB) ?? moment(0))).toBe(iso);
  });

  it.each([
    '',
    ' ',
    'besok',
    '2026-05-09',
    '9 Mei 2026',
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
    expect(readMoment(text, WIB)).toBeUndefined();
  });

  it.each([
    ['2026-05-09 06:00', '2026-05-10 18:00', 'window'],
    ['', '', 'missing'],
    ['2026-05-09 06:00', '', 'unreadable'],
    ['', '2026-05-09 06:00', 'unreadable'],
    ['lusa', '2026-05-09 06:00', 'unreadable'],
    ['2026-05-10 06:00', '2026-05-09 18:00', 'reversed'],
    ['2026-05-10 06:00', '2026-05-10 06:00', 'reversed'],
    ['2026-05-05 13:39', '2026-05-10 18:00', 'past'],
    ['2026-05-05 13:40', '2026-05-10 18:00', 'window'],
    ['2025-05-09 06:00', '2025-05-10 18:00', 'past'],
    ['2026-05-05 13:41', '2026-05-05 13:45', 'past'],
    ['2026-05-09 06:00', '2026-08-09 06:00', 'window'],
    ['2026-05-09 06:00', '2026-08-09 06:01', 'too-long'],
    ['2027-05-09 06:00', '2027-05-10 06:00', 'too-far'],
  ])('from %j until %j: %s', (from, until, kind) => {
    expect(readWindow(from, until, context).kind).toBe(kind);
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
        expect(readMoment(`${wall.slice(0, 10)} ${clock}`, WIB)).toBe(at);
        expect(readMoment(`${Number(date)} ${months[Number(month) - 1]} ${year} ${clock.replace(':', '.')}`, WIB)).toBe(
          at,
        );
        expect(readMoment(`${date}/${month}/${year} ${clock}`, WIB)).toBe(at);
      }),
      { seed: 2026, numRuns: 500 },
    );
  });
});
