import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Agency } from '../../agent/domain/agency.ts';
import type { Line } from '../../agent/domain/line.ts';
import { momentOf } from '../../agent/domain/moment.ts';
import { mbps, NO_RATE, type Rate, rate } from '../../agent/domain/rate.ts';
import type { Ticket } from '../../agent/ticket/ticket.ts';
import { type ApplicationContext, readApplication } from '../../agent/ticket/application.ts';
import { officeCalendar } from '../office/office-calendar.ts';
import { lineRow } from '../office/sample-rows.ts';
import { LEFT_EMPTY } from './ticket-samples.ts';

const M = 1_000_000;

function agency(id: string, code: string, managed = true): Agency {
  return { id, code, name: `Nama ${code}`, kind: 'opd', location: 'Kasongan', managed };
}

function line(id: string, owner: string, targets: readonly string[]): Line {
  const path = { kind: 'balanced', uplinks: ['isp-a', 'isp-b'] } as const;
  return lineRow(id, { agency: owner, targets, parent: '0.TOTAL-PEMDA', path });
}

const LINES = [
  line('dinkes', 'dinkes', ['10.62.20.0/24']),
  line('bkad', 'bkad', ['10.62.16.0/24']),
  line('setda', 'setda', ['10.62.12.0/24']),
  line('rsud', 'rsud', ['10.62.21.0/24']),
  line('rsud-igd', 'rsud', ['10.62.121.0/24']),
  line('satpolpp', 'satpolpp', ['vlan127-SATPOLPP']),
];
const RATES: Readonly<Record<string, Rate>> = {
  dinkes: rate(30 * M, 30 * M),
  setda: rate(60 * M, 60 * M),
  rsud: rate(80 * M, 80 * M),
};

const CONTEXT: ApplicationContext = {
  agencies: [
    ...[...new Set(LINES.map((known) => known.agency))].map((id) => agency(id, id.toUpperCase())),
    agency('kec-marikit', 'KEC-MARIKIT', false),
    agency('dlh', 'DLH'),
  ],
  lines: LINES,
  registry: [{ line: 'satpolpp', agency: 'satpolpp', prefix: '10.62.27.0/24' }],
  now: momentOf('2026-05-22T09:11:00+07:00'),
  calendar: officeCalendar(),
  required: ['letter', 'technical-data', 'justification'],
  currentRate: (id) => RATES[id] ?? NO_RATE,
};

const TICKET: Ticket = {
  ...LEFT_EMPTY,
  id: '41',
  revision: 1,
  openedAt: momentOf('2026-05-22T09:10:00+07:00'),
  kind: 'request',
  channel: 'helpdesk',
  agency: 'DINKES',
  subject: 'Penambahan bandwidth',
  body: 'Pelaporan ASIK/SATUSEHAT dan rapat daring rutin Senin.\r\n\tTerima kasih 🙏',
  wantedDown: '40 Mbps',
  wantedUp: '40 Mbps',
  meaning: 'total',
  duration: 'permanent',
  windowFrom: '',
  windowUntil: '',
  targets: ['10.62.20.0/24'],
  documents: ['letter', 'technical-data', 'justification'],
  letterNumber: '000/12/DINKES/2026',
  letterDate: '20 Mei 2026',
  recordedBy: null,
};

const EVENT: Partial<Ticket> = {
  duration: 'temporary',
  windowFrom: '2026-06-01 06:00',
  windowUntil: '2026-06-01 12:00',
};

function read(change: Partial<Ticket> = {}) {
  return readApplication({ ...TICKET, ...change }, CONTEXT);
}

describe('agent/ticket/application', () => {
  it('reads a clear ticket without a question', () => {
    const found = {
      agency: 'dinkes',
      line: 'dinkes',
      wanted: rate(40 * M, 40 * M),
      kind: 'permanent',
      targets: ['10.62.20.0/24'],
    };
    expect(read()).toEqual({ application: found, draft: found, questions: [], missing: [], echo: [] });
  });

  it.each<[string, Partial<Ticket>, readonly string[]]>([
    ['unknown agency', { agency: 'Dinas Entah' }, ['agency-unknown']],
    ['no agency', { agency: '' }, ['agency-unknown']],
    ['an agency nearly right', { agency: 'DINKE' }, ['agency-unknown']],
    ['managed agency without a line', { agency: 'dlh', targets: [] }, ['line-none']],
    ['several lines', { agency: 'rsud', targets: [] }, ['line-choice']],
    ['targets of both lines', { agency: 'rsud', targets: ['10.62.21.0/24', '10.62.121.0/24'] }, ['line-choice']],
    ['no rates', { wantedDown: '', wantedUp: '' }, ['rate-missing', 'rate-missing']],
    ['no download', { wantedDown: '' }, ['rate-missing']],
    ['1e9', { wantedDown: '1e9' }, ['rate-unreadable']],
    ['full-width digits', { wantedDown: '２０ Mbps', wantedUp: '' }, ['rate-unreadable']],
    ['two readings', { wantedDown: '20,000 Kbps' }, ['rate-ambiguous']],
    ['a rate with a line break', { wantedDown: '40\nMbps' }, ['rate-unreadable']],
    ['a router word for a rate', { wantedDown: '=max-limit=9M' }, ['rate-unreadable']],
    ['total or increment', { meaning: 'unsaid' }, ['rate-increment-or-total']],
    ['no more than today', { wantedDown: '30 Mbps', wantedUp: '30 Mbps' }, ['rate-not-higher']],
    ['a petabit', { wantedDown: '4000000 Mbps' }, ['rate-implausible']],
    ['less than a megabit', { wantedDown: '40 Kbps', wantedUp: '40 Mbps' }, ['rate-implausible']],
    [
      'an increment beyond all',
      { meaning: 'increment', wantedDown: '9.980 Mbps', wantedUp: '1 Mbps' },
      ['rate-implausible'],
    ],
    ['the prefix of another agency', { targets: ['10.62.16.0/24'] }, ['target-of-other-agency']],
    ['outside its prefixes', { targets: ['10.62.99.0/24'] }, ['target-outside']],
    ['everything', { targets: ['0.0.0.0/0'] }, ['target-everything']],
    ['an empty target', { targets: [''] }, ['target-unreadable']],
    ['a target with host bits', { targets: ['10.62.20.1/24', '10.62.20.0/24'] }, ['target-unreadable']],
    ['too many targets', { targets: Array.from({ length: 40 }, (_, i) => `10.62.20.${i}`) }, ['targets-too-many']],
    ['temporary without a window', { duration: 'temporary' }, ['window-missing']],
    ['permanent with a window', { windowFrom: '2026-06-01 06:00' }, ['window-unexpected']],
    ['an unreadable date', { ...EVENT, windowUntil: '31/02/2026 10:00' }, ['window-unreadable']],
    [
      'a window in the past',
      { ...EVENT, windowFrom: '2025-06-01 06:00', windowUntil: '2025-06-01 12:00' },
      ['window-past'],
    ],
    ['a reversed window', { ...EVENT, windowUntil: '2026-05-31 12:00' }, ['window-reversed']],
    ['a window of a year', { ...EVENT, windowUntil: '2027-05-31 12:00' }, ['window-too-long']],
    [
      'a window in two years',
      { ...EVENT, windowFrom: '2028-06-01 06:00', windowUntil: '2028-06-01 12:00' },
      ['window-too-far'],
    ],
    ['NUL in the text', { body: 'a\0b' }, ['text-bad-characters']],
    ['an escape in the text', { body: 'a\u001b]52;c;aGk=\u0007' }, ['text-bad-characters']],
    ['a bidirectional override', { body: 'tambah \u202e04 Mbps' }, ['text-bad-characters']],
    ['half a surrogate', { subject: 'a\ud83d' }, ['text-bad-characters']],
    ['a line break in the subject', { subject: 'a\r\nBcc: x' }, ['text-bad-characters']],
    ['a router word for a letter number', { letterNumber: '=.id=*1' }, ['text-bad-characters']],
    ['an agency with a line break', { agency: 'DINKES\n' }, ['text-bad-characters']],
    ['a long subject', { subject: 'x'.repeat(501) }, ['text-too-long']],
    ['10 MB of text', { body: 'x'.repeat(10_000_000) }, ['text-too-long']],
  ])('asks about: %s', (_, change, codes) => {
    const reading = read(change);
    expect(reading.questions.map((asked) => asked.code)).toEqual(codes);
    expect(reading.application).toBeUndefined();
  });

  it('asks everything at once', () => {
    const reading = read({
      agency: '?',
      wantedDown: 'banyak',
      targets: [],
      duration: 'temporary',
      windowFrom: 'besok',
      documents: ['letter'],
    });
    expect(reading.questions.map((asked) => asked.code)).toEqual([
      'agency-unknown',
      'rate-unreadable',
      'window-unreadable',
    ]);
    expect(reading.missing).toEqual(['technical-data', 'justification']);
  });

  it('names whose the claimed prefix is', () => {
    expect(read({ targets: ['10.62.16.0/24'] }).questions[0]?.facts).toEqual({
      target: '10.62.16.0/24',
      owner: 'BKAD',
    });
  });

  it.each<[string, Partial<Ticket>, Rate, readonly string[]]>([
    [
      '"20 MB" of more',
      { wantedDown: '20 MB', wantedUp: '', meaning: 'increment' },
      rate(50 * M, 50 * M),
      ['rate-assumed-mbps', 'rate-both-directions'],
    ],
    ['"50"', { wantedDown: '50', wantedUp: '50' }, rate(50 * M, 50 * M), ['rate-assumed-mbps', 'rate-assumed-mbps']],
    ['20.000 Kbps up', { wantedDown: '40 Mbps', wantedUp: '20.000 Kbps' }, rate(40 * M, 20 * M), []],
    ['one way only', { wantedDown: '12,5 Mbps', wantedUp: '60 Mbps' }, rate(12_500_000, 60 * M), []],
  ])('reads and shows back %s', (_, change, wanted, notes) => {
    const reading = read(change);
    expect([reading.application?.wanted, reading.echo.map((note) => note.code)]).toEqual([wanted, notes]);
  });

  it('needs not ask for increment or total where there is nothing yet', () => {
    expect(
      read({ agency: 'satpolpp', targets: ['vlan127-SATPOLPP', '10.62.27.4'], meaning: 'unsaid' }).application,
    ).toMatchObject({
      line: 'satpolpp',
      targets: ['vlan127-SATPOLPP', '10.62.27.4/32'],
      wanted: rate(40 * M, 40 * M),
    });
  });

  it('knows one of several lines by the claimed target', () => {
    expect(read({ agency: 'rsud', targets: ['10.62.121.7'] }).application?.line).toBe('rsud-igd');
  });

  it('has no line to give outside the managed network', () => {
    const reading = read({
      agency: 'Kec-Marikit',
      wantedDown: '20',
      wantedUp: '',
      targets: ['192.168.1.0/24'],
      meaning: 'unsaid',
    });
    expect(reading.application).toMatchObject({
      agency: 'kec-marikit',
      line: null,
      targets: [],
      wanted: rate(mbps(20), mbps(20)),
    });
  });

  it('keeps a draft of a second copy of a granted letter, so that the first can be found', () => {
    const reading = read({ wantedDown: '30 Mbps', wantedUp: '30 Mbps' });
    expect([reading.application, reading.draft?.wanted]).toEqual([undefined, rate(30 * M, 30 * M)]);
  });

  it.each<[string, string, string, string | undefined]>([
    ['a slip of the month', 'Siaran langsung upacara Hari Lahir Pancasila.', '2026-07-01', '2026-06-01'],
    ['the right day', 'Siaran langsung upacara Hari Lahir Pancasila.', '2026-06-01', undefined],
    ['a day of several', 'Malam takbiran idul adha', '2026-05-28', undefined],
    ['the nearest of several', 'Salat Iduladha di lapangan', '2026-05-30', '2026-05-28'],
    ['an event before', 'Rapat persiapan Hari Lahir Pancasila', '2026-05-29', undefined],
    ['days that only sound alike', 'Laporan tahun baru anggaran', '2026-07-01', undefined],
    ['another spelling', 'upacara HARI  LAHIR-PANCASILA', '2026-07-01', '2026-06-01'],
  ])('holds the date against a named holiday: %s', (_, body, day, holiday) => {
    const { questions } = read({ ...EVENT, body, windowFrom: `${day} 06:00`, windowUntil: `${day} 12:00` });
    expect(questions.map((asked) => [asked.code, asked.facts['day'], asked.facts['written']])).toEqual(
      holiday === undefined ? [] : [['window-holiday-mismatch', holiday, day]],
    );
  });

  it('asks an incident only who it is', () => {
    const trouble: Partial<Ticket> = {
      kind: 'incident',
      wantedDown: '',
      wantedUp: '',
      documents: [],
      targets: ['?'],
      body: 'a\0',
      agency: 'rsud',
    };
    expect(read({ ...trouble, targets: ['10.62.21.0/24'] }).application).toMatchObject({
      line: 'rsud',
      wanted: rate(80 * M, 80 * M),
    });
    expect(read(trouble)).toMatchObject({
      application: { agency: 'rsud', line: null, wanted: NO_RATE },
      questions: [],
      missing: [],
    });
    expect(read({ ...trouble, agency: '?' }).questions.map((asked) => asked.code)).toEqual(['agency-unknown']);
  });

  it('is not held up by 10 MB in every field', () => {
    const huge = 'ＡHari Lahir Pancasila 9.'.repeat(400_000);
    const change: Partial<Ticket> = {
      agency: huge,
      subject: huge,
      body: huge,
      wantedDown: huge,
      wantedUp: huge,
      windowFrom: huge,
      windowUntil: huge,
    };
    const reading = read({
      ...EVENT,
      ...change,
      letterNumber: huge,
      letterDate: huge,
      targets: Array.from({ length: 10_000 }, () => huge),
    });
    expect(reading.questions.length).toBeGreaterThan(5);
    expect(JSON.stringify(reading).length).toBeLessThan(10_000);
  });

  it('never throws, never passes a target on that is not the agency’s, and pollutes nothing', () => {
    const word = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.constantFrom(
        '',
        '=.id=*1',
        '__proto__',
        'constructor',
        '10.62.16.0/24',
        '10.62.20.0/24',
        '0.0.0.0/0',
        'DINKES',
        '40 Mbps',
        '2026-06-01 06:00',
        '\0',
      ),
    );
    const wild = fc.record({
      agency: word,
      subject: word,
      body: word,
      wantedDown: word,
      wantedUp: word,
      windowFrom: word,
      windowUntil: word,
      letterNumber: word,
      targets: fc.array(word, { maxLength: 5 }),
      meaning: fc.constantFrom<Ticket['meaning']>('total', 'increment', 'unsaid'),
      duration: fc.constantFrom<Ticket['duration']>('permanent', 'temporary'),
      kind: fc.constantFrom<Ticket['kind']>('request', 'incident'),
    });
    fc.assert(
      fc.property(wild, (change) => {
        const reading = read(change);
        expect((reading.draft?.targets ?? []).every((target) => target === '10.62.20.0/24')).toBe(true);
        expect(reading.application !== undefined && reading.questions.length > 0).toBe(false);
        expect(Object.keys(Object.prototype)).toEqual([]);
      }),
      { seed: 82, numRuns: 2000 },
    );
  });
});
