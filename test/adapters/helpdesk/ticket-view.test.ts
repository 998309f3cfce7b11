import { describe, expect, test } from 'vitest';
import type { ShownProgress } from '../../../adapters/helpdesk/embedded/board.ts';
import { factsOf, stepsOf, talkOf } from '../../../adapters/helpdesk/embedded/ticket-view.ts';
import { spoken, timesIn } from '../../../adapters/helpdesk/embedded/times.ts';
import { MINUTE, after, momentOf, span } from '../../../agent/domain/moment.ts';
import type { Ticket } from '../../../agent/ticket/ticket.ts';
import { LEFT_EMPTY } from '../../ticket/ticket-samples.ts';

const times = timesIn('Asia/Pontianak');
const openedAt = momentOf('2026-05-04T08:10:00+07:00');
const ticket: Ticket = {
  ...LEFT_EMPTY,
  id: 'HD-2026-0001',
  revision: 1,
  openedAt,
  kind: 'request',
  channel: 'helpdesk',
  agency: 'dinkes',
  subject: 'Antrean daring',
  body: 'Alasan',
  wantedDown: '50 Mbps',
  wantedUp: '',
  meaning: 'increment',
  duration: 'temporary',
  windowFrom: '2026-05-09 06:00',
  windowUntil: '2026-05-09 18:00',
  targets: ['10.20.32.0/24'],
  documents: ['letter'],
  letterNumber: '045/12/2026',
  letterDate: '2026-05-02',
  contact: 'Kasi Pelayanan',
  recordedBy: null,
};

const CONTACT = { label: 'Narahubung teknis', value: 'Kasi Pelayanan' };

const noted = (step: string, label: string): ShownProgress => ({ at: openedAt, number: 'BW-2026-0041', step, label });
const marks = (progress: readonly ShownProgress[], closed = false, of: Ticket = ticket) =>
  stepsOf(of, progress, closed, times)
    .map((step) => step.state[0])
    .join('');

describe('adapters/helpdesk/embedded/ticket-view', () => {
  test('times as an office writes them', () => {
    expect(times.full(openedAt)).toBe('Senin, 4 Mei 2026 pukul 08.10 WIB');
    expect(times.full(momentOf('2026-12-31T17:00:00Z'))).toBe('Jumat, 1 Januari 2027 pukul 00.00 WIB');
    expect(times.year(momentOf('2026-12-31T17:00:00Z'))).toBe(2027);
    expect(timesIn('Asia/Makassar').zoneName(openedAt)).toBe('WITA');
  });

  test.each([
    ['new', [], false, 'sknnnnnn'],
    ['recorded', [noted('2', 'Diterima')], false, 'sknnnnnn'],
    [
      'documents wanted: back at the agency',
      [noted('2', 'Diterima'), noted('1', 'Menunggu kelengkapan berkas')],
      false,
      'knnnnnnn',
    ],
    ['deferred', [noted('2', 'Diterima'), noted('5-no', 'Ditunda')], false, 'ssssknnn'],
    ['applied', [noted('6', 'Sedang diterapkan')], false, 'sssssknn'],
    ['closed', [noted('7', 'Aktif'), noted('9', 'Ditutup')], true, 'ssssssss'],
    ['rejected at the examination', [noted('4', 'Dalam pemeriksaan'), noted('-', 'Ditolak')], true, 'ssssnnnn'],
    ['cancelled before anything', [noted('-', 'Dibatalkan')], true, 'ssnnnnnn'],
  ])('%s', (_what, progress, closed, expected) => {
    expect(marks(progress, closed)).toBe(expected);
  });

  test('an end before the last step says that the rest is not done', () => {
    const steps = stepsOf(ticket, [noted('4', 'Dalam pemeriksaan'), noted('-', 'Ditolak')], true, times);
    expect(steps[3]?.entries.map((entry) => entry.label)).toEqual(['Dalam pemeriksaan', 'Ditolak']);
    expect(steps.slice(2, 5).map((step) => step.mark)).toEqual([
      '(selesai)',
      '(berakhir di sini)',
      '(tidak dilanjutkan)',
    ]);
  });

  test('an incident, and steps of another SOP, are shown as they came', () => {
    expect(marks([noted('6', 'Ditangani')], false, { ...ticket, kind: 'incident' })).toBe('sk');
    expect(marks([noted('A', 'Diterima'), noted('10', 'Selesai')], true)).toBe('sss');
  });

  test('messages of both sides in the order of time', () => {
    const later = after(openedAt, span(5 * MINUTE));
    const talk = talkOf(
      [{ at: later, subject: 'Tawaran', text: 'Tersedia 20 Mbps.' }],
      [
        { kind: 'filed', at: openedAt, ticket },
        {
          kind: 'replied',
          at: openedAt,
          ticketId: ticket.id,
          revision: 2,
          reply: { kind: 'message', text: 'Mohon kabar.' },
        },
        {
          kind: 'replied',
          at: after(later, MINUTE),
          ticketId: ticket.id,
          revision: 3,
          reply: { kind: 'offer', answer: 'accept' },
        },
      ],
      times,
    );
    expect(talk.map((each) => [each.from, each.text])).toEqual([
      ['Pemohon', 'Mohon kabar.'],
      ['Petugas', 'Tersedia 20 Mbps.'],
      ['Pemohon', 'Menerima tawaran pemenuhan sebagian.'],
    ]);
  });

  test.each([
    ['2026-05-09 06:00', 'Sabtu, 9 Mei 2026 pukul 06.00'],
    ['2026-05-09', 'Sabtu, 9 Mei 2026'],
    ['2026-02-31', '2026-02-31'],
    ['2026-13-09 06:00', '2026-13-09 06:00'],
    ['9 Mei 2026 jam 6', '9 Mei 2026 jam 6'],
    ['', ''],
  ])('a typed date %j is shown as %j', (typed, shown) => {
    expect(spoken(typed)).toBe(shown);
  });

  test('only what was given is listed', () => {
    const labels = factsOf(ticket, 'Dinas Kesehatan').map((fact) => fact.label);
    expect(labels).not.toContain('Unggah');
    expect(factsOf({ ...ticket, contact: '' }, 'Dinas Kesehatan').map((fact) => fact.label)).not.toContain(
      CONTACT.label,
    );
    expect(factsOf(ticket, 'Dinas Kesehatan')).toContainEqual(CONTACT);
    expect(factsOf(ticket, 'Dinas Kesehatan')).toContainEqual({
      label: 'Surat permohonan',
      value: '045/12/2026, tanggal Sabtu, 2 Mei 2026',
    });
  });
});
