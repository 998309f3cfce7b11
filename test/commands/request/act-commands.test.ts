import { readFileSync } from 'node:fs';
// (table)
import { describe, expect, test } from 'vitest';
import type { BodyOf, Correction } from '../../../agent/desk/act/order.ts';
import { Fault } from '../../../agent/domain/fault.ts';
import { runCommand } from '../../fakes/command-kit.ts';
import { EVERY_CORRECTION } from '../../office/order-samples.ts';
import { LEFT_EMPTY } from '../../ticket/ticket-samples.ts';
import { REQUEST } from '../view-samples.ts';

const PAPER = ['--decided-by', 'kabid', '--doc', '555/30/2026', '--date', '2026-05-04', '--file', 'scan.pdf'];
const paper = { role: 'division-head', document: '555/30/2026', date: '2026-05-04', file: 'scan.pdf' };
const stood = { number: 'BW-2026-0041', stage: 'disposed' };

/** Command line → event that is raised. */
const RAISED: readonly (readonly [words: readonly string[], event: object])[] = [
  [
    ['triage', '--impact', 'tinggi', '--urgency', 'Rendah'],
    { kind: 'triaged', impact: 'high', urgency: 'low', missing: [] },
  ],
  [
    ['triage', '--impact', 'medium', '--urgency', 'sedang', '--missing', 'surat, justification'],
    { kind: 'triaged', impact: 'medium', urgency: 'medium', missing: ['letter', 'justification'] },
  ],
  [['dispose', '--note', 'teruskan'], { kind: 'disposed', note: 'teruskan' }],
  [['dispose'], { kind: 'disposed', note: '' }],
  [['examine'], { kind: 'examined', missing: [] }],
  [['examine', '--missing', 'data-teknis'], { kind: 'examined', missing: ['technical-data'] }],
  [['original'], { kind: 'found-original' }],
  [['redirect', '--service', 'akses satelit'], { kind: 'redirected', service: 'akses satelit' }],
  [['postpone', '--reason', 'menunggu kontrak'], { kind: 'postponed', reason: 'menunggu kontrak' }],
  [['reject', '--reason', 'r', '--advice', 'a'], { kind: 'rejected', reason: 'r', advice: 'a' }],
  [['cancel', '--reason', 'r'], { kind: 'cancelled', reason: 'r' }],
  [['cancel'], { kind: 'cancelled', reason: '' }],
  [['retry'], { kind: 'retried' }],
  [['return'], { kind: 'ended-early' }],
  [['inform', '--how', 'telepon'], { kind: 'informed', how: 'telepon' }],
  [['confirm'], { kind: 'confirmed' }],
  [['close', '--note', 'n'], { kind: 'closed', note: 'n' }],
  [['accept-offer', '--answer', 'terima'], { kind: 'offer-answered', answer: 'accept' }],
  [['restore-queue', '--cause', 'c'], { kind: 'restore-ordered', cause: 'c' }],
  [['restored', '--cause', 'c'], { kind: 'restored-by-hand', cause: 'c' }],
  [
    ['incident take', '--impact', 'tinggi', '--urgency', 'tinggi'],
    { kind: 'triaged', impact: 'high', urgency: 'high', missing: [] },
  ],
  [['incident restore', '--cause', 'c'], { kind: 'restore-ordered', cause: 'c' }],
  [['incident restored', '--cause', 'c'], { kind: 'restored-by-hand', cause: 'c' }],
];

describe('agent/commands/acts', () => {
  test.each(RAISED)('%j', async ([name = '', ...options], event) => {
    const run = async (...more: readonly string[]) =>
      await runCommand([...name.split(' '), '41', ...options, ...more], { script: { 'order raise': stood } });
    const own = await run();
    expect(own).toMatchObject({ code: 0, err: '', out: 'BW-2026-0041: Telah didisposisikan\n' });
    expect(own.sent).toEqual([{ what: 'order raise', content: { number: '41', event, paper: null } }]);
    expect((await run(...PAPER)).sent[0]?.content).toEqual({ number: '41', event, paper });
    const json = await run('--json');
    expect(JSON.parse(json.out)).toEqual(stood);
    expect((await run('--lang', 'en')).out).toBe('BW-2026-0041: Routed\n');
  });

  test.each([
    [['triage', '41'], '--impact'],
    [['triage', '41', '--impact', 'besar', '--urgency', 'tinggi'], 'tinggi, sedang, rendah'],
    [['triage', '41', '--impact', 'tinggi', '--urgency', 'constructor'], '--urgency'],
    [['triage', '41', '--impact', 'tinggi', '--urgency', 'tinggi', '--missing', 'ktp'], '--missing'],
    [['redirect', '41'], '--service'],
    [['postpone', '41', '--reason', ' '], '--reason'],
    [['reject', '41'], '--reason'],
    [['accept-offer', '41', '--answer', 'mungkin'], 'terima, tunggu, batal'],
    [['incident', 'restore', '17'], '--cause'],
    [['dispose', '41', '--decided-by', 'kadis'], '--doc'],
    [['dispose', '41', '--doc', '1'], '--decided-by'],
    [['dispose', '41', '--date', '2026-05-04'], '--decided-by'],
    [['dispose', '41', '--decided-by', 'bupati', '--doc', '1', '--date', '2026-05-04'], 'kadis, kabid'],
  ])('%j is a misuse: nothing is sent', async (words, named) => {
    const ran = await runCommand(words, { script: { 'order raise': stood } });
    expect(ran).toMatchObject({ code: 2, out: '', sent: [] });
    expect(ran.err).toMatch(/^Gagal: .*\nCoba: .*\n$/);
    expect(ran.err).toContain(named);
  });
});

describe('agent/commands: content', () => {
  const RECEIVED_AT = 1_777_856_400_000;
  const file = {
    'order file': (body: { key: string }) => ({ key: body.key, receivedAt: RECEIVED_AT }),
    'ask filed': { number: 'BW-2026-0050' },
  };

  test('new sends what was typed, and prints the number', async () => {
    const words =
      'new --channel surat --agency DINKES --down 40 --meaning total --documents surat,data-teknis ' +
      '--letter 005/12/2026';
    const ran = await runCommand(
      [
        ...words.split(' '),
        '--letter-date',
        '4 Mei 2026',
        '--subject',
        'Hal',
        '--reason',
        'Uraian',
        '--targets',
        '10.0.0.0/24, 10.0.1.0/24',
        '--contact',
        'Ani, 0812-3456-789',
      ],
      {
        script: file,
      },
    );
    expect(ran).toMatchObject({ code: 0, out: 'Tercatat dengan nomor BW-2026-0050\n', err: '' });
    expect(ran.sent[0]?.content).toEqual({
      key: expect.stringMatching(/^[\w-]{36}$/),
      ticket: {
        ...LEFT_EMPTY,
        kind: 'request',
        channel: 'letter',
        agency: 'DINKES',
        subject: 'Hal',
        body: 'Uraian',
        wantedDown: '40',
        wantedUp: '40',
        meaning: 'total',
        duration: 'permanent',
        windowFrom: '',
        windowUntil: '',
        targets: ['10.0.0.0/24', '10.0.1.0/24'],
        documents: ['letter', 'technical-data'],
        letterNumber: '005/12/2026',
        letterDate: '4 Mei 2026',
        contact: 'Ani, 0812-3456-789',
        receivedAt: '',
      },
    });
    expect(ran.sent[1]).toEqual({ what: 'ask filed', content: { key: (ran.sent[0]!.content as { key: string }).key } });
  });

  test('new of a temporary need and of an incident', async () => {
    const window = await runCommand(
      ['new', '--channel', 'telepon', '--from', '2026-05-09 06:00', '--until', '2026-05-10 18:00'],
      {
        script: file,
      },
    );
    expect(window.sent[0]?.content).toMatchObject({
      ticket: {
        channel: 'phone',
        meaning: 'unsaid',
        duration: 'temporary',
        windowFrom: '2026-05-09 06:00',
        windowUntil: '2026-05-10 18:00',
      },
    });
    const incident = await runCommand(['new', '--channel', 'datang', '--kind', 'gangguan'], { script: file });
    expect(incident.sent[0]?.content).toMatchObject({ ticket: { kind: 'incident', channel: 'walk-in' } });
  });

  test('new looks again until the number is known', async () => {
    let looks = 0;
    const filed = (): unknown => ({ number: (looks += 1) < 4 ? null : 'BW-2026-0051' });
    const ran = await runCommand(['new', '--channel', 'surat', '--json'], { script: { ...file, 'ask filed': filed } });
    expect(ran).toMatchObject({ code: 0, pauses: 3 });
    expect(JSON.parse(ran.out)).toEqual({ number: 'BW-2026-0051', receivedAt: RECEIVED_AT, window: null });
  });

  test('new gives up in the end and names the key by which it can be repeated', async () => {
    const ran = await runCommand(['new', '--channel', 'surat', '--key', 'kunci-saya-1'], {
      script: { ...file, 'ask filed': { number: null } },
    });
    expect(ran.code).toBe(1);
    expect(ran.err).toContain('--key kunci-saya-1');
    expect(ran.sent[0]?.content).toMatchObject({ key: 'kunci-saya-1' });
  });

  test.each([
    [['new', '--channel', 'faks'], 'surat, telepon'],
    [['new'], '--channel'],
    [['new', '--channel', 'surat', '--kind', 'x'], 'permohonan, gangguan'],
    [['new', '--channel', 'surat', '--meaning', 'x'], 'total, tambahan'],
    [['correct', '45'], '--agency'],
    [['answer', '43'], '--documents'],
    [['answer', '43', '--documents', 'surat', '--offer', 'terima'], '--offer'],
    [['duplicate', '46'], '--of'],
    [['extend', '44'], '--until'],
  ])('%j is a misuse', async (words, named) => {
    const ran = await runCommand(words, { script: file });
    expect(ran).toMatchObject({ code: 2, out: '', sent: [] });
    expect(ran.err).toContain(named);
  });

  test('correct sends only what was typed', async () => {
    const ran = await runCommand(['correct', '45', '--targets', '10.62.17.0/24', '--down', '50', ...PAPER], {
      script: { 'order correct': stood },
    });
    expect(ran.sent).toEqual([
      {
        what: 'order correct',
        content: { number: '45', correction: { targets: ['10.62.17.0/24'], wantedDown: '50' }, paper },
      },
    ]);
    const all =
      'correct 45 --agency A --up 5 --meaning tambahan --from x --until y --subject s --reason r --letter 1/2 ' +
      '--letter-date d --recorded-by teknis-1 --down 4 --targets t --contact Ani';
    const correction: Correction = {
      agency: 'A',
      wantedDown: '4',
      wantedUp: '5',
      meaning: 'increment',
      windowFrom: 'x',
      windowUntil: 'y',
      duration: 'temporary',
      targets: ['t'],
      subject: 's',
      body: 'r',
      letterNumber: '1/2',
      letterDate: 'd',
      contact: 'Ani',
      recordedBy: 'teknis-1',
    };
    const { sent } = await runCommand(all.split(' '), { script: { 'order correct': stood } });
    expect(sent[0]?.content).toEqual({ number: '45', correction, paper: null });
  });

  test('each option of a correction is asked for and taken, and every field has one', async () => {
    const { err } = await runCommand(['correct', '45'], {});
    const flags = err.split('\n')[0]?.match(/--[a-z-]+/g) ?? [];
    const words = flags.flatMap((flag) => [flag, flag === '--meaning' ? 'tambahan' : `words of ${flag}`]);
    const { sent } = await runCommand(['correct', '45', ...words], { script: { 'order correct': stood } });
    const { correction } = sent[0]!.content as { correction: Correction };
    expect(Object.keys(correction).toSorted()).toEqual(Object.keys(EVERY_CORRECTION).toSorted());
    const both = words.slice(0, words.indexOf('--recorded-by'));
    const filed = await runCommand(['new', '--channel', 'surat', ...both], { script: file });
    const { ticket } = filed.sent[0]!.content as { ticket: BodyOf<'file'>['ticket'] };
    const { recordedBy: _, ...content } = correction;
    expect(ticket).toMatchObject(content);
  });

  test('answer carries documents, or an answer to the offer', async () => {
    const script = { 'order answer': stood, 'order raise': stood };
    const documents = await runCommand(['answer', '43', '--documents', 'surat,justifikasi'], { script });
    expect(documents.sent).toEqual([
      { what: 'order answer', content: { number: '43', documents: ['letter', 'justification'] } },
    ]);
    const offer = await runCommand(['answer', '48', '--offer', 'tunggu'], { script });
    expect(offer.sent).toEqual([
      {
        what: 'order raise',
        content: { number: '48', event: { kind: 'offer-answered', answer: 'wait' }, paper: null },
      },
    ]);
  });

  test('duplicate finds the other request first', async () => {
    const ran = await runCommand(['duplicate', '46', '--of', '41'], {
      script: { 'ask request': REQUEST, 'order raise': { ...stood, stage: 'duplicate' } },
    });
    expect(ran.sent.map((s) => s.what)).toEqual(['ask request', 'order raise']);
    expect(ran.sent[1]?.content).toEqual({ number: '46', event: { kind: 'linked-duplicate', of: 41 }, paper: null });
    expect(ran.out).toContain('BW-2026-0041)');
  });

  test('a fault of the daemon stops at once', async () => {
    const ran = await runCommand(['duplicate', '46', '--of', '99'], {
      script: { 'ask request': new Fault('request/no-such', { number: '99' }) },
    });
    expect(ran).toMatchObject({ code: 3, out: '' });
    expect(ran.sent).toHaveLength(1);
  });

  test('extend', async () => {
    const ran = await runCommand(['extend', '44', '--until', '2026-05-11 18:00', ...PAPER], {
      script: { 'order extend': stood },
    });
    expect(ran.sent).toEqual([{ what: 'order extend', content: { number: '44', until: '2026-05-11 18:00', paper } }]);
  });
});

describe('agent/commands: network and base data', () => {
  test('capacity set', async () => {
    const words =
      'capacity set isp-b --down 300 --contract ADD-2/2026 --shares isp-a=50%,isp-b=12.5%,isp-c=37.5% --pool p ' +
      '--pool-rate 600';
    const ran = await runCommand([...words.split(' '), '--from', '2026-05-20 00:00', ...PAPER], {
      script: { 'order contract': { uplink: 'isp-b' } },
    });
    expect(ran.sent[0]?.content).toEqual({
      uplink: 'isp-b',
      down: '300',
      up: '300',
      from: '2026-05-20 00:00',
      until: null,
      document: 'ADD-2/2026',
      shares: { 'isp-a': 500, 'isp-b': 125, 'isp-c': 375 },
      pool: { id: 'p', down: '600', up: '600' },
      paper,
    });
    expect(ran.out).toContain('Kapasitas isp-b tercatat');
  });

  test.each([
    ['--shares isp-a=500', 'isp-a=500'],
    ['--shares isp-a=0.5', 'isp-a=0.5'],
    ['--shares ISP=50%', 'ISP=50%'],
    ['--pool-rate 600', '--pool'],
  ])('capacity set %s is a misuse', async (more, named) => {
    const ran = await runCommand(`capacity set isp-b --down 300 --contract X ${more}`.split(' '));
    expect(ran).toMatchObject({ code: 2, sent: [] });
    expect(ran.err).toContain(named);
  });

  test('drift resolve', async () => {
    const words = ['drift', 'resolve', 'rsud', '--router', 'core', '--how', 'pulihkan', '--reason', 'Winbox'];
    const ran = await runCommand(words, { script: { 'order resolve-drift': { owner: 'rsud' } } });
    expect(ran.sent[0]?.content).toEqual({
      router: 'core',
      owner: 'rsud',
      how: 'restore',
      reason: 'Winbox',
      paper: null,
    });
    expect(ran.out).toBe('rsud: tercatat\n');
    expect(
      JSON.parse(
        (await runCommand([...words, '--json'], { script: { 'order resolve-drift': { owner: 'rsud' } } })).out,
      ),
    ).toEqual({
      owner: 'rsud',
    });
    expect((await runCommand([...words.slice(0, 6), 'biarkan', '--reason', 'x'])).code).toBe(2);
    expect((await runCommand(['drift', 'resolve', 'rsud', '--how', 'pulihkan'])).code).toBe(2);
    expect((await runCommand(['drift', 'resolve', 'rsud', '--reason', 'x'])).code).toBe(2);
  });

  test('drift resolve with one word accepts the proposal', async () => {
    const ran = await runCommand(['drift', 'resolve', 'rsud'], {
      script: { 'order resolve-drift': { owner: 'rsud' } },
    });
    expect(ran.sent[0]?.content).toEqual({ router: null, owner: 'rsud', how: 'proposed', reason: null, paper: null });
    expect(ran.out).toBe('rsud: tercatat\n');
  });

  test('drift accept', async () => {
    const words = ['drift', 'accept', '--router', 'core', '--reason', 'cadangan 3 Mei'];
    const ran = await runCommand(words, { script: { 'order accept-drift': { router: 'core' } } });
    expect(ran.sent[0]?.content).toEqual({ router: 'core', reason: 'cadangan 3 Mei', paper: null });
    expect(ran.out).toBe('core: tercatat\n');
    expect((await runCommand(words.slice(0, 4))).code).toBe(2);
  });

  test('delegate', async () => {
    const words = [
      'delegate',
      'prakom-1',
      '--role',
      'kabid',
      '--from',
      '2026-05-04 00:00',
      '--until',
      '2026-05-10 00:00',
      '--letter',
      '800/9/2026',
    ];
    const ran = await runCommand(words, { script: { 'order delegate': { person: 'prakom-1' } } });
    expect(ran.sent[0]?.content).toEqual({
      person: 'prakom-1',
      role: 'division-head',
      from: '2026-05-04 00:00',
      until: '2026-05-10 00:00',
      letter: '800/9/2026',
    });
  });

  test.each([
    ['mingguan', 'weekly'],
    ['weekly', 'weekly'],
    ['bulanan', 'monthly'],
    ['monthly', 'monthly'],
  ])('report %s', async (kind, meant) => {
    const ran = await runCommand(['report', kind], {
      script: { 'order report': { from: '2026-05-01', until: '2026-06-01' } },
    });
    expect(ran.sent[0]?.content).toEqual({ kind: meant, from: null });
    expect(ran.out).toContain('1 Mei 2026');
  });

  test('a report of another kind is not taken for a monthly one', async () => {
    expect(await runCommand(['report', 'yearly'])).toMatchObject({ code: 2, sent: [] });
  });

  describe('agencies import', () => {
    const counts = { agencies: 2, lines: 3, pools: 1 };
    const imported = async (text: string, ...more: readonly string[]) =>
      await runCommand(['agencies', 'import', 'opd.csv', ...more], {
        script: { 'order import-agencies': counts },
        files: { 'opd.csv': text },
      });

    test('sends rows by column name with their line in the file', async () => {
      const ran = await imported(
        '\ufeffKode,Nama\r\nDINKES,"Dinas Kesehatan, Kab."\r\n\r\nRSUD,"dua\r\nbaris"\r\nSETDA,x\r\n',
      );
      expect(ran.sent[0]?.content).toEqual({
        dryRun: false,
        rows: [
          { row: 2, fields: { kode: 'DINKES', nama: 'Dinas Kesehatan, Kab.' } },
          { row: 5, fields: { kode: 'RSUD', nama: 'dua\nbaris' } },
          { row: 6, fields: { kode: 'SETDA', nama: 'x' } },
        ],
      });
      expect(ran.out).toBe('2 perangkat daerah, 3 sambungan, 1 antrean induk\n');
    });

    test('semicolons, as office programs write them', async () => {
      const ran = await imported('kode;targets\nDINKES;"10.0.0.0/24;10.0.1.0/24"\n', '--dry-run');
      expect(ran.sent[0]?.content).toEqual({
        dryRun: true,
        rows: [{ row: 2, fields: { kode: 'DINKES', targets: '10.0.0.0/24;10.0.1.0/24' } }],
      });
      expect(ran.out).toContain('(belum disimpan)');
    });

    test.each(['a,b\n1\n', 'a,b\n"1,2\n', 'a,b\n1,2,3\n'])('%j is no CSV, and the line is named', async (text) => {
      const ran = await imported(text);
      expect(ran).toMatchObject({ code: 3, out: '', sent: [] });
      expect(ran.err).toMatch(/Baris [12]/);
    });

    test('lines with # are remarks, a # in a cell is not; a spreadsheet’s apostrophe is taken off', async () => {
      const ran = await imported("# usulan\ncode,name\nDINKES,'=Dinas #1\n# TEST, \"x\nRSUD,'kutip\n");
      expect(ran.sent[0]?.content).toMatchObject({
        rows: [
          { row: 3, fields: { code: 'DINKES', name: '=Dinas #1' } },
          { row: 5, fields: { code: 'RSUD', name: "'kutip" } },
        ],
      });
    });

    test('an XLSX says what its CSV would say', async () => {
      const sheet = readFileSync(new URL('../../fixtures/agencies.xlsx', import.meta.url));
      const script = { 'order import-agencies': counts };
      const ran = await runCommand(['agencies', 'import', 'opd.xlsx'], { script, files: { 'opd.xlsx': sheet } });
      const fields = {
        agency: 'dinkes',
        code: 'DINKES',
        name: 'Dinas Kesehatan',
        down: '20',
        up: '12,5',
        targets: '10.62.20.0/24',
      };
      expect(ran.sent[0]?.content).toEqual({
        dryRun: false,
        rows: [
          { row: 2, fields: { ...fields, since: '2026-05-04' } },
          {
            row: 5,
            fields: {
              agency: 'rsud',
              code: 'RSUD',
              name: '=RSUD',
              down: '80',
              up: '80',
              targets: '10.62.21.0/24',
              since: '',
            },
          },
        ],
      });
    });

    test('what only begins like an XLSX, and one that is too large for a list', async () => {
      for (const bytes of [
        Buffer.from('PK\u0003\u0004rest'),
        Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(5_000_000)]),
      ]) {
        const ran = await runCommand(['agencies', 'import', 'opd.xlsx'], { files: { 'opd.xlsx': bytes } });
        expect(ran).toMatchObject({ code: 2, out: '', sent: [] });
        expect(ran.err).toContain('opd.xlsx');
      }
    });

    test('a file that is empty or not there', async () => {
      expect(await imported('')).toMatchObject({ code: 2, sent: [] });
      expect(await imported('a,b\n')).toMatchObject({ code: 2, sent: [] });
      const none = await runCommand(['agencies', 'import', 'none.csv']);
      expect(none.code).toBe(2);
      expect(none.err).toContain('none.csv');
    });

    test('a column called __proto__ is a column', async () => {
      const ran = await imported('__proto__,b\n1,2\n');
      const [row] = (ran.sent[0]!.content as { rows: readonly { fields: object }[] }).rows;
      expect(Object.keys(row!.fields)).toEqual(['__proto__', 'b']);
      expect(Object.getPrototypeOf(row!.fields)).toBe(Object.prototype);
    });
  });
});
