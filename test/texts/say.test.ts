import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Facts, type Finding, finding } from '../../agent/domain/finding.ts';
import { momentOf, span } from '../../agent/domain/moment.ts';
import { mbps, rate } from '../../agent/domain/rate.ts';
import { zone } from '../../agent/domain/zone.ts';
import { fill, sayQuestion } from '../../agent/texts/fill.ts';
import {
  type Lang,
  showBps,
  showDay,
  showMbps,
  showMoment,
  showPerMille,
  showRate,
  showSpan,
} from '../../agent/texts/format.ts';
import { NOTICES_ID } from '../../agent/texts/notices-id.ts';
import { sayFault, sayFinding, sayNotice, sayRole, sayStage } from '../../agent/texts/say.ts';
import type { NoticeKind } from '../../agent/workflow/notice.ts';

const PONTIANAK = zone('Asia/Pontianak');
const ID = { lang: 'id', zone: PONTIANAK } as const;
const EN = { lang: 'en', zone: PONTIANAK } as const;
const AT = momentOf('2026-05-04T01:10:00Z');
const SEED = 20_260_504;

const CASE: Facts = {
  number: 'BW-2026-0041',
  agency: 'Dinas Kesehatan',
  location: 'Kasongan',
  priority: 'P3',
  received: AT,
  fromDown: mbps(30),
  fromUp: mbps(30),
  wantedDown: mbps(40),
  wantedUp: mbps(40),
  temporary: false,
  windowFrom: null,
  windowUntil: null,
  url: 'https://helpdesk.example',
  at: AT,
};
const REVIEWED: Facts = {
  line: 'dinkes',
  days: 14,
  beforeDown: mbps(30),
  beforeUp: mbps(30),
  nowDown: mbps(40),
  nowUp: mbps(40),
  p95Down: mbps(36.5),
  p95Up: mbps(12),
  shareDown: 913,
  shareUp: 300,
  valid: 830,
  expected: 840,
};
const READ_BACK: Facts = { queue: 'DINKES', down: mbps(40), up: mbps(40) };

/** What the desk and the workflow put into each notice, besides the facts of the case. */
const FACTS: Readonly<Record<NoticeKind, Facts>> = {
  'agency/received': {},
  'agency/documents-wanted': { missing: 'letter,justification', until: AT },
  'agency/clarification-wanted': {
    questions: JSON.stringify([
      { code: 'rate-missing', facts: { direction: 'down' } },
      { code: 'target-of-other-agency', facts: { target: '10.62.17.0/24', owner: 'BKAD' } },
    ]),
    count: 2,
  },
  'agency/under-examination': {},
  'agency/deferred': { reason: null },
  'agency/partial-offer': { down: mbps(35), up: mbps(35), until: AT },
  'agency/scheduled': { from: AT, until: AT },
  'agency/active': READ_BACK,
  'agency/rejected': { reason: 'berkas tidak lengkap', advice: 'ajukan kembali' },
  'agency/duplicate': { of: 3 },
  'agency/redirected': { service: 'penyediaan akses' },
  'agency/expiring': { until: AT },
  'agency/returned': READ_BACK,
  'agency/cancelled': {},
  'agency/lapsed': {},
  'agency/restored': { ...READ_BACK, cause: 'diubah manual', from: AT, until: AT },
  'agency/closed': { note: '' },
  'division-head/not-enough': {
    bound: 'total',
    capacity: mbps(500),
    busy: mbps(392.8),
    addition: mbps(60),
    demand: mbps(434.8),
    limit: mbps(425),
    offerDown: null,
    missing: mbps(12),
  },
  'division-head/enough': { resumed: false },
  'division-head/not-recommended': { resumed: false },
  'division-head/addition-report': READ_BACK,
  'division-head/incident-report': { cause: 'diubah manual', from: AT, until: AT },
  'division-head/deferral-aged': { days: 7 },
  'division-head/propose-rejection': { missing: 'letter' },
  'division-head/hold-expired': {},
  'division-head/second-approval': {},
  'division-head/lapsed': {},
  'division-head/grant-used': REVIEWED,
  'division-head/grant-unused': REVIEWED,
  'division-head/grant-unmeasured': { ...REVIEWED, valid: 12, p95Down: null, p95Up: null },
  'specialist/mismatch': { target: '10.62.17.0/24', owner: 'BKAD' },
  'specialist/apply-failed': { why: 'no-trace', message: null, tries: 3 },
  'specialist/told-report': { how: 'telepon' },
  'specialist/begins-off-hours': { from: AT },
};

describe('agent/texts/format', () => {
  it.each<[number, string, string]>([
    [40, '40', '40'],
    [12.5, '12,5', '12.5'],
    [392.804999, '392,8', '392.8'],
    [0.064, '0,06', '0.06'],
    [10_000, '10.000', '10,000'],
    [0, '0', '0'],
  ])('%d Mbps is %s, or %s', (megabits, id, en) => {
    expect([showMbps(mbps(megabits), 'id'), showMbps(mbps(megabits), 'en')]).toEqual([id, en]);
    expect(showBps(mbps(megabits), 'id')).toBe(`${id} Mbps`);
  });

  it('a rate is one number, or two by their direction', () => {
    expect(showRate({ down: mbps(40), up: mbps(40) }, 'id')).toBe('40 Mbps');
    expect(showRate(rate(1000, 1000), 'id')).toBe('1 Kbps');
    expect(showRate(rate(10, 5_000_000), 'en')).toBe('down 10 bit/s / up 5 Mbps');
    expect(showRate(rate(0, 0), 'id')).toBe('0 Mbps');
    expect([showMbps(5, 'id'), showMbps(-1500, 'en'), showMbps(10_000, 'id')]).toEqual(['0,000005', '-0.0015', '0,01']);
    expect([showBps(5, 'id'), showBps(9_999, 'id'), showBps(10_000, 'en')]).toEqual([
      '5 bit/s',
      '9,999 Kbps',
      '0.01 Mbps',
    ]);
    expect(showRate({ down: mbps(40), up: mbps(12.5) }, 'id')).toBe('unduh 40 / unggah 12,5 Mbps');
    expect(showRate({ down: mbps(40), up: mbps(12.5) }, 'en')).toBe('down 40 / up 12.5 Mbps');
  });

  it('moments are shown on the office clock', () => {
    expect(showMoment(AT, PONTIANAK, 'id')).toBe('Senin, 4 Mei 2026 pukul 08.10 WIB');
    expect(showMoment(AT, PONTIANAK, 'id', 'short')).toBe('04/05/2026 08.10');
    expect(showMoment(momentOf('2026-12-31T17:00:00Z'), PONTIANAK, 'id')).toBe('Jumat, 1 Januari 2027 pukul 00.00 WIB');
    expect(showMoment(AT, PONTIANAK, 'en')).toMatch(/^Monday,? 4 May 2026 at 08:10 (?:WIB|GMT\+7)$/);
    expect(showDay('2026-05-04', 'id')).toBe('4 Mei 2026');
    expect(showDay('2026-05-04', 'en')).toBe('4 May 2026');
  });

  it.each<[number, string, string]>([
    [0, '0 detik', '0 s'],
    [-5000, '0 detik', '0 s'],
    [999, '0 detik', '0 s'],
    [40_000, '40 detik', '40 s'],
    [900_000, '15 menit', '15 min'],
    [5_400_000, '1 jam 30 menit', '1 h 30 min'],
    [183_600_000, '2 hari 3 jam', '2 d 3 h'],
    [183_661_000, '2 hari 3 jam', '2 d 3 h'],
  ])('%d ms is %s, or %s', (ms, id, en) => {
    expect([showSpan(span(ms), 'id'), showSpan(span(ms), 'en')]).toEqual([id, en]);
  });

  it('thousandths are per cent', () => {
    expect(showPerMille(850, 'id')).toBe('85 %');
    expect(showPerMille(125, 'id')).toBe('12,5 %');
    expect(showPerMille(125, 'en')).toBe('12.5 %');
  });
});

describe('agent/texts/say', () => {
  it.each(
    (['id', 'en'] as const).flatMap((lang) =>
      Object.keys(NOTICES_ID).map((kind) => [kind as NoticeKind, lang] as const),
    ),
  )('notice %s (%s) leaves no placeholder', (kind, lang: Lang) => {
    const { subject, text } = sayNotice({ kind, facts: { ...CASE, ...FACTS[kind] } }, { lang, zone: PONTIANAK });
    expect(`${subject}\n${text}`).not.toMatch(/[{}]|null|undefined|NaN|\[object/);
    // Moments and rates are never shown raw.
    expect(`${subject}\n${text}`).not.toMatch(/\d{7}/);
  });

  it('a notice without any fact still reads as a sentence', () => {
    for (const kind of Object.keys(NOTICES_ID) as NoticeKind[]) {
      expect(sayNotice({ kind, facts: {} }, ID).text).not.toMatch(/[{}]|undefined/);
    }
  });

  it('says what was granted', () => {
    const said = sayNotice({ kind: 'agency/active', facts: { ...CASE, ...READ_BACK } }, ID);
    expect(said.subject).toBe('Penambahan bandwidth BW-2026-0041 aktif');
    expect(said.text).toContain('aktif sejak Senin, 4 Mei 2026 pukul 08.10 WIB: unduh 30 menjadi 40 Mbps');
  });

  it('documents are named, and questions numbered', () => {
    const wanted = sayNotice(
      { kind: 'agency/documents-wanted', facts: { ...CASE, ...FACTS['agency/documents-wanted'] } },
      ID,
    );
    expect(wanted.text).toContain(
      'surat permohonan dari kepala perangkat daerah; justifikasi kebutuhan, paling lambat Senin',
    );
    const asked = sayNotice(
      { kind: 'agency/clarification-wanted', facts: { ...CASE, ...FACTS['agency/clarification-wanted'] } },
      ID,
    );
    expect(asked.text).toMatch(
      /\n1\. Besaran bandwidth .*\n2\. Alamat "10\.62\.17\.0\/24" menurut data kami milik BKAD/,
    );
  });

  it('faults speak of roles and stages in words', () => {
    const facts = {
      number: 'BW-2026-0041',
      role: 'technical-support,intern',
      needed: 'division-head',
      event: 'approved',
    };
    const said = sayFault({ code: 'request/not-your-role', facts }, ID);
    expect(said.what).toBe('Langkah ini hanya untuk Kepala Bidang TI; peran Anda: Technical Support, intern');
    const wrong = sayFault({ code: 'request/wrong-stage', facts: { ...facts, stage: 'deferred' } }, EN);
    expect(wrong.what).toContain('"Deferred, awaiting capacity"');
    expect(wrong.todo).toBe('See: bwagent show BW-2026-0041');
    expect(sayFault({ code: 'request/wrong-stage', facts: { number: '1', stage: 'new-one' } }, ID).what).toContain(
      '"new-one"',
    );
  });

  it('codes of a newer daemon are shown as they are', () => {
    expect(sayFault({ code: 'moon/eclipse', facts: {} }, ID)).toEqual({ what: 'moon/eclipse', todo: '–' });
    expect(sayFault({ code: 'toString', facts: {} }, ID)).toEqual({ what: 'toString', todo: '–' });
    expect(sayFinding({ ...finding('host/ok', 'ok', 'x'), code: 'moon/eclipse' as Finding['code'] }, ID)).toEqual({
      what: 'moon/eclipse',
      todo: '–',
    });
    expect(sayQuestion('constructor', {}, ID)).toBe('constructor');
  });

  it('findings name their subject', () => {
    expect(sayFinding(finding('ledger/no-contract', 'alarm', 'isp-a'), ID)).toEqual({
      what: 'Uplink isp-a belum memiliki kontrak',
      todo: 'bwagent capacity set',
    });
    expect(
      sayFinding(finding('guard/parent-too-small', 'alarm', 'DINKES', { parent: 'TOTAL', limit: mbps(500) }), ID).what,
    ).toBe('Antrean induk TOTAL hanya 500 Mbps');
  });

  it('the dates of a question are dates', () => {
    const facts = { from: AT, until: AT, days: 400 };
    for (const code of ['window-past', 'window-reversed', 'window-too-far']) {
      for (const writing of [ID, EN])
        expect(sayQuestion(code, facts, writing)).toMatch(/4 Mei 2026 pukul 08.10 WIB|4 May 2026/);
    }
    expect(sayQuestion('window-unexpected', { from: '2026-05-09 06:00', until: '' }, ID)).toContain(
      '(2026-05-09 06:00 sampai –)',
    );
  });

  it('stages and roles have their labels', () => {
    expect([sayStage('deferred', 'id'), sayStage('closed', 'en')]).toEqual([
      'Ditunda, menunggu penambahan alokasi',
      'Closed',
    ]);
    expect([sayRole('department-head', 'id'), sayRole('agent', 'en')]).toEqual(['Kepala Dinas', 'agent']);
  });
});

describe(`agent/texts/fill (seed ${SEED})`, () => {
  it('knows every form', () => {
    const facts = { rate: mbps(12.5), at: AT, long: 900_000, docs: 'letter,other', level: 'P2', odd: 'P9', yes: true };
    expect(
      fill('{rate|mbps} {rate|bps} {long|span} {level|priority} {odd|priority} {docs|documents} {yes}', facts, ID),
    ).toBe('12,5 12,5 Mbps 15 menit P2 (tinggi) P9 surat permohonan dari kepala perangkat daerah; other true');
  });

  it('what is not known is a dash, what nobody knows stays visible', () => {
    expect(
      fill('{a} {b|moment} {c|mbps} {d} {toString} {rate|nonsense}', { a: null, b: null, c: '', rate: 4 }, ID),
    ).toBe('– – – {d} {toString} 4');
  });

  it('a value of the wrong form is shown as it is', () => {
    const facts = { at: 'besok', rate: 'banyak', far: 9e15, questions: '{"code":1}', list: '[1]', torn: '[{' };
    expect(
      fill('{at|moment} {rate|mbps} {far|moment} {questions|questions} {list|questions} {torn|questions}', facts, ID),
    ).toBe('besok banyak 9000000000000000 {"code":1} [1] [{');
  });

  it("an agency's text is put in as it is, once", () => {
    const hostile = '{number} $& $1 `rm -rf` <script>alert(1)</script> \u001b[31m';
    const said = sayNotice({ kind: 'agency/rejected', facts: { ...CASE, reason: hostile, advice: 'x' } }, ID);
    expect(said.text).toContain(`pertimbangan: ${hostile}. Saran: x.`);
  });

  it('never throws, and never reads a placeholder out of a value', () => {
    const value = fc.oneof(
      fc.string(),
      fc.integer(),
      fc.double(),
      fc.boolean(),
      fc.constant(null),
      fc.constant('{number|mbps}'),
    );
    const forms = ['', '|mbps', '|bps', '|moment', '|span', '|documents', '|priority', '|questions', '|x'];
    fc.assert(
      fc.property(value, fc.constantFrom(...forms), fc.constantFrom(ID, EN), (fact, form, writing) => {
        const filled = fill(`<{a${form}}>`, { a: fact, number: 1_000_000 }, writing);
        expect(filled.startsWith('<') && filled.endsWith('>') && filled.length > 2).toBe(true);
        if (typeof fact === 'string' && fact !== '' && form === '') expect(filled).toBe(`<${fact}>`);
      }),
      { seed: SEED, numRuns: 500 },
    );
  });
});
