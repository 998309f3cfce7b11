import { describe, expect, test } from 'vitest';
import { AGENT } from '../../agent/domain/person.ts';
import { FIRST_PREV } from '../../agent/domain/audit-entry.ts';
import { Fault } from '../../agent/domain/fault.ts';
import { mbps } from '../../agent/domain/rate.ts';
import type { LiveView } from '../../agent/views/live-view.ts';
import { RAW, runCommand, type Script, wideLines, withoutLayout } from '../fakes/command-kit.ts';
import {
  ADOPTION,
  AGENCY,
  at,
  CAPACITY,
  LIVE,
  PLAN,
  QUEUE,
  REQUEST,
  ROW,
  STATUS,
  TREE,
  UPLINK,
} from './view-samples.ts';

const ENTRY = {
  seq: 1,
  prev: FIRST_PREV,
  hash: 'cd'.repeat(32),
  at: at('08:12'),
  actor: {
    kind: 'person',
    person: 'teknis-1',
    roles: [],
    paper: { role: 'department-head', document: '800/12', date: '2026-05-04', file: null },
  },
  act: 'request/disposed',
  request: 41,
  facts: { note: 'x\u2028y' },
};
const REPORT = {
  id: '2026-W18',
  kind: 'weekly',
  from: '2026-04-27',
  until: '2026-05-04',
  madeAt: at('07:00'),
  files: [
    { name: 'a.html', sha256: 'x' },
    { name: 'b.csv', sha256: 'y' },
  ],
  folder: '/var/lib/bwagent/reports',
};

/** Fields of a request that are shown in words of ours, or not at all. */
const NOT_AS_STORED = new Set(['kind', 'agency', 'line', 'impact', 'urgency']);

const SCRIPT: Script = {
  'ask status': STATUS,
  'ask requests': [
    ROW,
    {
      ...ROW,
      number: 'BW-2026-0042',
      agency: null,
      wanted: null,
      priority: null,
      actor: null,
      resolveBy: null,
      clock: 'over',
    },
  ],
  'ask request': REQUEST,
  'ask plan': PLAN,
  'ask uplinks': [UPLINK],
  'ask capacity': CAPACITY,
  'ask live': LIVE,
  'ask queues': [QUEUE, { ...QUEUE, position: 1, owner: null, desired: null, findings: [] }],
  'ask queue-tree': [TREE, { ...TREE, router: 'baru', observedAt: null, queues: [] }],
  'ask adoption': ADOPTION,
  'ask agencies': [
    AGENCY,
    { ...AGENCY, code: 'DESA', queue: null, service: null, permanent: null, targets: [], openRequests: [] },
  ],
  'ask audit': [ENTRY],
  'ask audit-check': { ok: true, entries: 12, brokenAt: null, head: 'ef'.repeat(32) },
  'ask reports': [REPORT],
  'ask checkup': [{ code: 'host/disk-low', level: 'warn', subject: '/var/lib/bwagent', facts: { freeMb: 900 } }],
};

/** Every command that only reads, with words that a person must find in it. */
const READS: readonly (readonly [words: readonly string[], asked: unknown, found: readonly string[]])[] = [
  [
    ['status'],
    {},
    [
      'Diskominfo · bwagent 1.2.3',
      'isp-b (PUTUS)',
      'uji coba',
      '1 operasi terbuka',
      'Menunggu Kepala Bidang TI: BW-2026-0041, BW-2026-0042',
      'Melewati batas waktu: BW-2026-0040',
      'belum terkirim: 3',
      'Bagian measure gagal',
      'bersifat sementara',
      'RSUD',
    ],
  ],
  [['requests'], {}, ['BW-2026-0041', 'DINKES', 'P3', 'unduh 12,5 / unggah 10', '04/05/2026 15.00']],
  [
    ['requests', '--stage', 'assessed', '--role', 'kabid', '--all'],
    { stage: 'assessed', role: 'division-head', all: true },
    ['BW-2026-0042'],
  ],
  [
    ['show', '41'],
    { number: '41' },
    [
      'BW-2026-0041 · Dinas Kesehatan',
      '(SOP 5, giliran Kepala Bidang TI)',
      '005/12/2026 tanggal 4 Mei 2026',
      'justifikasi kebutuhan',
      'Uraian: Jenuh pada',
      'P3 (sedang)',
      'direspons',
      'sementara: kalender',
      'Bila isp-a putus, isp-b tidak cukup:',
      '178 dari batas 85 Mbps (kurang 93 Mbps)',
      'Riwayat:',
      'Belum terkirim: division-head/enough',
    ],
  ],
  [['plan', '41'], { number: '41' }, ['BW-2026-0041 pada core (mode apply)', 'maxLimit', '/queue/simple/set']],
  [['uplinks'], {}, ['ether1', '62,5 %', 's.d. 04/05/2026 23.00', '1 menit 35 detik']],
  [
    ['uplinks', '--live', '--top', '1'],
    {},
    ['isp-a', '80 %', 'dinkes', '97,5 %', 'dan 1 jalur lain', 'dalam Mbps', '1 menit'],
  ],
  [['capacity', 'list'], {}, ['KTR-7/2026', 'isp-a 62,5 %, isp-b 37,5 %', 'Antrean induk pool-pemda']],
  [['queues'], {}, ['DINAS KESEHATAN', '(bukan milik agen)']],
  [['queues', '--router', 'core', '--live'], { router: 'core' }, ['39 Mbps']],
  [
    ['queues', '--tree', '--router', 'core'],
    { router: 'core' },
    [
      'Antrean core, dibaca 04/05/2026 10.29',
      'Antrean baru, dibaca belum pernah',
      '· LANTAI 2',
      '· · DINKES',
      '+2',
      'sambungan DINKES',
      'antrean induk tanpa batas',
      'SEMUA (300 Mbps)',
      'unduh tak terbatas / unggah 5 Mbps',
      'unduh 10 bit/s / unggah 5 bit/s',
      'tidak dapat dikelola: batas 10/5 bit/s (unduh/unggah): M terlupa?',
    ],
  ],
  [['agencies', 'list'], {}, ['DINKES', '(di luar jaringan)', 'berbagi']],
  [['audit', 'verify'], {}, ['Rantai utuh: 12 entri']],
  [
    ['audit', 'show', '41', '--from', '3', '--count', '7'],
    { from: 3, count: 7, number: '41' },
    ['teknis-1 a.n. Kepala Dinas (800/12, 4 Mei 2026)', 'request/disposed'],
  ],
  [['reports'], {}, ['2026-W18', '/var/lib/bwagent/reports/b.csv']],
  [['doctor'], {}, ['perhatian', '/var/lib/bwagent']],
];

describe('agent/commands that read', () => {
  test.each(READS)('%j', async (words, asked, found) => {
    const ran = await runCommand(words, { script: SCRIPT });
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(ran.sent).toHaveLength(1);
    expect(ran.sent[0]?.content).toEqual(asked);
    expect(wideLines(ran.out)).toEqual([]);
    // A cell may be wrapped, so a phrase is looked for without the box and its breaks.
    const flat = ran.out.replaceAll(/[│\s]+/g, ' ');
    for (const part of found) expect(withoutBox(flat, part) || ran.out.includes(part)).toBe(true);
  });

  test.each(READS)('%j piped has no box, and all of it on its lines', async (words, _, found) => {
    const ran = await runCommand(words, { script: SCRIPT, isTerminal: false });
    expect(ran.out).not.toMatch(/[│┌├└─]/);
    for (const part of found) expect(ran.out).toContain(part);
  });

  test.each(READS)("%j --json prints the daemon's answer", async (words) => {
    const ran = await runCommand([...words, '--json'], { script: SCRIPT, isTerminal: false });
    expect(ran.code).toBe(0);
    expect(JSON.parse(ran.out)).toEqual(JSON.parse(JSON.stringify(SCRIPT[ran.sent[0]!.what])));
  });

  test.each(READS)('%j in English has no Indonesian of ours', async (words) => {
    const ran = await runCommand([...words, '--lang', 'en'], { script: SCRIPT, isTerminal: false });
    expect(ran.out).not.toMatch(
      /\b(?:Nomor|Tahap|Giliran|Antrean|Sekarang|Berkas|Batas|Menunggu|Kontrak|Riwayat|Rantai)\b/,
    );
    expect(ran.out).not.toContain('{');
  });

  test.each(READS)('%j without a daemon', async (words) => {
    const ran = await runCommand(words, { script: {} });
    if (words[0] === 'doctor') return expect(ran).toMatchObject({ code: 0, err: '' });
    expect(ran).toMatchObject({ code: 4, out: '' });
    expect(ran.err).toMatch(/^Gagal: Daemon tidak menjawab.*\nCoba: systemctl start bwagent.*\n$/);
  });

  test.each(READS)('%j shows hostile text of tickets and routers escaped', async (words) => {
    for (const isTerminal of [true, false]) {
      const plain = await runCommand(words, { script: spoiled(SCRIPT) as Script, isTerminal });
      const json = await runCommand([...words, '--json'], { script: spoiled(SCRIPT) as Script, isTerminal });
      expect(withoutLayout(plain.out + plain.err + json.out + json.err)).not.toMatch(RAW);
      expect(wideLines(plain.out)).toEqual([]);
      expect(plain.out.split('\n').filter((line) => line.startsWith('Gagal'))).toEqual([]);
    }
  });
});

describe('agent/commands: what reading finds', () => {
  test('an unknown role is a misuse', async () => {
    expect(await runCommand(['requests', '--role', 'bupati'], { script: SCRIPT })).toMatchObject({ code: 2, sent: [] });
  });

  test('a broken chain is named and is a failure', async () => {
    const ran = await runCommand(['audit', 'verify'], {
      script: { 'ask audit-check': { ok: false, entries: 12, brokenAt: 7, head: '' } },
    });
    expect(ran).toMatchObject({ code: 1, out: 'RANTAI PUTUS pada entri 7 dari 12\n' });
  });

  test('audit export prints one JSON entry a line, page by page', async () => {
    const page = (asked: { from: number }): unknown =>
      asked.from === 1 ? Array.from({ length: 1000 }, (_, i) => ({ ...ENTRY, seq: i + 1 })) : [{ ...ENTRY, seq: 1001 }];
    const ran = await runCommand(['audit', 'export'], { script: { 'ask audit': page }, isTerminal: false });
    const lines = ran.out.trimEnd().split('\n');
    expect(lines).toHaveLength(1001);
    expect(JSON.parse(lines.at(-1)!)).toEqual({ ...ENTRY, seq: 1001 });
    expect(ran.sent.map((s) => s.content)).toEqual([
      { from: 1, count: 1000 },
      { from: 1001, count: 1000 },
    ]);
  });

  test.each(['0', '-1', 'x', '1.5'])('audit show --from %s is a misuse', async (from) => {
    expect((await runCommand(['audit', 'show', '--from', from], { script: SCRIPT })).code).toBe(2);
  });

  test('doctor asks the peers itself when the daemon is away, and an alarm is a failure', async () => {
    const alarm = {
      code: 'router/unreachable',
      level: 'alarm',
      subject: 'core',
      facts: { why: 'ECONNREFUSED' },
    } as const;
    const ran = await runCommand(['doctor'], { checkup: [alarm] });
    expect(ran.code).toBe(1);
    expect(ran.out).toContain('PERINGATAN');
    const other = await runCommand(['doctor'], {
      script: { 'ask checkup': new Fault('daemon/other-version', { daemon: '2', command: '1' }) },
      checkup: [alarm],
    });
    expect(other).toMatchObject({ code: 1, out: '' });
  });

  test('questions of a request that needs clarification, and why it could not be applied', async () => {
    const asked = { at: 'needs-clarification', questions: [{ code: 'agency-unknown', facts: { agency: 'DINAS X' } }] };
    const ran = await runCommand(['show', '41'], { script: { 'ask request': { ...REQUEST, stage: asked } } });
    expect(ran.out).toMatch(/ {2}\? .*DINAS X/);
    const failed = { at: 'apply-failed', allocation: 1, why: { message: 'no such item' } };
    expect(
      (await runCommand(['show', '41'], { script: { 'ask request': { ...REQUEST, stage: failed } } })).out,
    ).toContain('no such item');
  });

  test('show prints every text of a request', async () => {
    const texts = Object.entries(REQUEST.request).filter(([field]) => !NOT_AS_STORED.has(field));
    const said = texts.flatMap(([, value]) => (typeof value === 'string' ? [value] : []));
    const { out } = await runCommand(['show', '41'], { script: { 'ask request': REQUEST } });
    expect(said.filter((text) => !out.includes(text))).toEqual([]);
    expect(out).toContain('  Narahubung teknis: Ani, ');
    const unsaid = { ...REQUEST, request: { ...REQUEST.request, contact: '' } };
    expect((await runCommand(['show', '41'], { script: { 'ask request': unsaid } })).out).not.toContain('Narahubung');
    const english = await runCommand(['show', '41', '--lang', 'en'], { script: { 'ask request': REQUEST } });
    expect(english.out).toContain('  Technical contact: Ani, ');
  });

  test('what happened to it: operations, pauses, the waiting rest', async () => {
    const view = {
      ...REQUEST,
      allocation: { id: 1, appliedAt: at('11:02') },
      due: {
        ...REQUEST.due,
        standing: true,
        resolutionMet: false,
        pauses: [{ stage: 'awaiting-documents', from: at('08:00'), until: at('09:00'), length: 3_600_000 }],
      },
      ops: [{ id: 5, state: 'needs-human', refused: 'failure: x' }],
      children: ['BW-2026-0041/1'],
    };
    const ran = await runCommand(['show', '41'], { script: { 'ask request': view } });
    for (const part of [
      'Diterapkan Senin',
      'jam berhenti 1 jam kerja',
      '(jam berhenti, sementara: kalender tahun itu belum ada, lewat)',
      'Operasi 5: perlu diperiksa orang – failure: x',
      'Sisa yang menunggu: BW-2026-0041/1',
    ]) {
      expect(ran.out).toContain(part);
    }
  });

  test('uplinks --live takes one row of the screen a line, however long its name', async () => {
    const uneven = { down: mbps(299.93), up: mbps(114.93) };
    const [uplink] = LIVE.uplinks;
    const [dinkes] = LIVE.lines;
    const live: LiveView = {
      ...LIVE,
      uplinks: [{ ...uplink!, now: uneven, contract: { down: mbps(1000), up: mbps(500) }, operational: false }],
      lines: [{ ...dinkes!, line: 'kec-tewang-sangalang-garing', now: uneven, ageMs: 3 * 86_400_000 + 3_723_000 }],
    };
    const ran = await runCommand(['uplinks', '--live'], { script: { 'ask live': live } });
    const rows = ran.out.split('\n').filter((row) => row.startsWith('│'));
    expect(wideLines(ran.out)).toEqual([]);
    expect(rows.map((row) => row.split(/ *│ */).slice(1, -1))).toEqual([
      ['Uplink', 'Unduh', 'Unggah', 'Kontrak', 'Terpakai', 'Usia data'],
      ['isp-a (PUTUS)', '299,93', '114,93', '1.000 / 500', '30 %', '1 menit'],
      ['Sambungan', 'Unduh', 'Unggah', 'Alokasi', 'Terpakai', 'Uplink', 'Usia data'],
      ['kec-tewang-sangalang-garing', '299,93', '114,93', '40', '749,8 %', 'isp-a, isp-b', '3 hari'],
    ]);
  });

  test('config check and show, without the daemon', async () => {
    const config = (): unknown => ({ router: { password: '***' } });
    expect(await runCommand(['--config', 'a.yaml', 'config', 'check'], { config })).toMatchObject({
      code: 0,
      out: 'a.yaml: benar\n',
      sent: [],
    });
    expect(JSON.parse((await runCommand(['config', 'show'], { config })).out)).toEqual({ router: { password: '***' } });
    const broken = (): never => {
      throw new Fault('settings/invalid', { count: 2, problems: 'a.yaml:3:1 x\na.yaml:9:1 y' });
    };
    const ran = await runCommand(['config', 'check'], { config: broken });
    expect(ran.code).toBe(1);
    expect(ran.err).toContain('\n  a.yaml:9:1 y\n');
  });

  test('run serves with the configuration, and ends with its exit code', async () => {
    expect(await runCommand(['--config', 'a.yaml', 'run'])).toMatchObject({ code: 0, served: ['a.yaml'], sent: [] });
  });
});

/** Whether the words stand in a wrapped cell: one after another, with other cells between them. */
function withoutBox(flat: string, part: string): boolean {
  let from = 0;
  return part.split(' ').every((word) => {
    from = flat.indexOf(word, from);
    return from >= 0;
  });
}

const HOSTILE = '\u001b]0;x\u0007\u202e\u200b\r\nGagal: palsu\u2028';
/** Texts that are codes of ours, not of others. */
const CODES =
  'stage step at kind actor role priority verdict why key direction clock level code mode service state date act ' +
  'hash from until meaning hours event';
const CODE = new RegExp(`^(?:${CODES.replaceAll(' ', '|')})$`);

/** The same answers with hostile text at the end of every text that others wrote. */
function spoiled(value: unknown, name = ''): unknown {
  if (typeof value === 'string')
    return CODE.test(name) || name === 'documents' || name === 'madeAt' ? value : `${value}${HOSTILE}`;
  if (Array.isArray(value)) return value.map((item: unknown) => spoiled(item, name));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, spoiled(v, k)]));
}

test('the agent itself is an actor without a paper', async () => {
  const ran = await runCommand(['audit', 'show'], {
    script: { 'ask audit': [{ ...ENTRY, actor: AGENT }] },
    isTerminal: false,
  });
  expect(ran.out).toContain('\tagent\trequest/disposed\t');
});
