import { describe, expect, test } from 'vitest';
import { LOOKS } from '../../../agent/commands/terminal/kit.ts';
import { Fault } from '../../../agent/domain/fault.ts';
import type { StageName } from '../../../agent/workflow/stage.ts';
import { runCommand, type Script, wideLines } from '../../fakes/command-kit.ts';
import { ADOPTION, DECISION, ENOUGH, PLAN, REQUEST, UNKNOWN } from '../view-samples.ts';

const stood = (stage: StageName): { number: string; stage: StageName } => ({ number: 'BW-2026-0041', stage });
const SCRIPT: Script = { 'ask request': REQUEST, 'ask plan': PLAN, 'order raise': stood('approved') };
const APPROVED = { number: '41', event: { kind: 'approved', planHash: PLAN.hash }, paper: null };

describe('agent/commands/approve', () => {
  test('shows numbers and plan, asks, and sends the hash that was shown', async () => {
    const ran = await runCommand(['approve', '41'], { script: SCRIPT, answers: true });
    expect(ran.code).toBe(0);
    expect(ran.sent.map((s) => s.what)).toEqual(['ask request', 'ask plan', 'order raise']);
    expect(ran.sent[2]?.content).toEqual(APPROVED);
    expect(ran.asked).toEqual(['Setujui BW-2026-0041: 40 Mbps → 100 Mbps?']);
    for (const part of [
      'MENCUKUPI',
      'DINAS KESEHATAN [10.62.20.0/24]: 40 Mbps → 100 Mbps',
      'max-limit=100000000/100000000',
      PLAN.hash.slice(0, 12),
    ]) {
      expect(ran.out).toContain(part);
    }
    expect(ran.out.trim().split('\n').at(-1)).toBe('BW-2026-0041: Disetujui');
    expect(wideLines(ran.out)).toEqual([]);
  });

  test('a no sends nothing and is no success', async () => {
    const ran = await runCommand(['approve', '41'], { script: SCRIPT, answers: false });
    expect(ran.code).toBe(1);
    expect(ran.sent.map((s) => s.what)).toEqual(['ask request', 'ask plan']);
    expect(ran.out).toContain('tidak ada yang dikirim');
  });

  test.each([[[]], [['--json']]])('where nobody can be asked, --yes is needed (%j)', async (more) => {
    const ran = await runCommand(['approve', '41', ...more], { script: SCRIPT });
    expect(ran.code).toBe(2);
    expect(ran.err).toContain('--yes');
    expect(ran.sent.map((s) => s.what)).not.toContain('order raise');
  });

  test('on paper, without a question, as JSON', async () => {
    const words = 'approve 41 --yes --decided-by kabid --doc 555/30/2026 --date 2026-05-04 --json'.split(' ');
    const ran = await runCommand(words, { script: SCRIPT });
    expect(JSON.parse(ran.out)).toEqual(stood('approved'));
    expect(ran.sent[2]?.content).toEqual({
      ...APPROVED,
      paper: { role: 'division-head', document: '555/30/2026', date: '2026-05-04', file: null },
    });
  });

  test('an incomplete paper is found before anything is asked', async () => {
    expect(await runCommand(['approve', '41', '--yes', '--doc', '5'], { script: SCRIPT })).toMatchObject({
      code: 2,
      sent: [],
    });
  });

  test('a plan that changed meanwhile is refused by the daemon', async () => {
    const ran = await runCommand(['approve', '41', '--yes'], {
      script: { ...SCRIPT, 'order raise': new Fault('request/plan-changed', { number: 'BW-2026-0041' }) },
    });
    expect(ran.code).toBe(3);
    expect(ran.err).toContain('berubah sejak ditampilkan');
  });

  test.each<[StageName, number, string]>([
    ['active', 0, 'Aktif'],
    ['informed', 0, 'Aktif, telah diinformasikan'],
    ['scheduled', 0, 'Dijadwalkan'],
    ['apply-failed', 1, 'Gagal diterapkan'],
  ])('--wait looks until %s', async (end, code, words) => {
    const stages: readonly StageName[] = ['assessed', 'approved', 'applying', 'applying', end];
    let look = -1;
    const view = (): unknown => ({ ...REQUEST, stage: { at: stages[(look += 1)] } });
    const ran = await runCommand(['approve', '41', '--yes', '--wait'], { script: { ...SCRIPT, 'ask request': view } });
    expect(ran).toMatchObject({ code, pauses: 4 });
    expect(ran.out.trim().split('\n').at(-1)).toBe(`BW-2026-0041: ${words}`);
  });

  test('--wait does not look for ever', async () => {
    const ran = await runCommand(['approve', '41', '--yes', '--wait'], {
      script: { ...SCRIPT, 'ask request': { ...REQUEST, stage: { at: 'applying' } } },
    });
    expect(ran).toMatchObject({ code: 1, pauses: LOOKS });
    expect(ran.out).toContain('belum selesai');
  });

  test('a refusal of the guards, a conflict and a manual router are shown before the question', async () => {
    const plan = {
      ...PLAN,
      mode: 'manual',
      refusals: [
        {
          code: 'guard/target-management',
          level: 'alarm',
          subject: 'DINAS KESEHATAN',
          facts: { target: '10.0.0.1/32' },
        },
      ],
    };
    const ran = await runCommand(['approve', '41'], { script: { ...SCRIPT, 'ask plan': plan }, answers: false });
    expect(ran.out).toContain('Penjaga akan menolak');
    expect(ran.out).toContain('10.0.0.1/32');
    expect(ran.out).toContain('Mode manual');
    const conflict = await runCommand(['plan', '41'], {
      script: { 'ask plan': { ...PLAN, conflict: { why: 'changed', fields: 'maxLimit' } } },
    });
    expect(conflict.out).toContain('Tidak dapat direncanakan');
    expect(conflict.out).toContain('"changed"');
  });
});

describe('agent/commands: check, explain, offer', () => {
  test('check orders the check and prints its block of numbers, exact to the bit', async () => {
    const ran = await runCommand(['check', '41'], {
      script: { 'order check': stood('deferred'), 'ask request': { ...REQUEST, decision: DECISION } },
    });
    expect(ran.code).toBe(0);
    expect(ran.sent).toEqual([
      { what: 'order check', content: { number: '41' } },
      { what: 'ask request', content: { number: '41' } },
    ]);
    for (const part of [
      'TIDAK MENCUKUPI',
      'Senin, 4 Mei 2026 pukul 10.30 WIB',
      '40 Mbps → 100 Mbps',
      '425,000001',
      '428,571429',
      '21,428571',
      'Paling sempit: isp-a, Terukur (jam sibuk), unduh: 425,000001 dari batas 425 Mbps (kurang 0,000001 Mbps)',
      'jam kerja 380 Mbps, sampel 2090/2100 (99,5 %)',
      'termasuk kenaikan 7 Mbps',
      'pertumbuhan 2,5 Mbps',
      'usia data 1 menit 35 detik',
      'Kebutuhan: terbukti – p95 95 % dari alokasi, 210/2090 sampel',
      'Dapat ditawarkan: 95 Mbps',
      'Paling cepat cukup: Senin, 4 Mei 2026 pukul 13.00 WIB',
    ]) {
      expect(ran.out).toContain(part);
    }
    expect(ran.out).not.toContain('p95 unggah');
    expect(wideLines(ran.out)).toEqual([]);
  });

  test('the same in English has the decimal point', async () => {
    const ran = await runCommand(['--lang', 'en', 'check', '41'], {
      script: { 'order check': stood('deferred'), 'ask request': { ...REQUEST, decision: DECISION } },
    });
    for (const part of ['NOT ENOUGH', '425.000001', 'Tightest: isp-a', 'Can be offered: 95 Mbps'])
      expect(ran.out).toContain(part);
    expect(ran.out).not.toMatch(/Paling|Kebutuhan|unduh/);
  });

  test('piped, the numbers are tab-separated', async () => {
    const ran = await runCommand(['check', '41'], {
      script: { 'order check': stood('deferred'), 'ask request': { ...REQUEST, decision: DECISION } },
      isTerminal: false,
    });
    expect(ran.out).toContain('Terukur (jam sibuk)\tisp-a\tunduh\t425,000001\t425\t-0,000001\tTIDAK\n');
    expect(ran.out).not.toMatch(/[│┌]/);
  });

  test('an unknown answer says why, each reason in words', async () => {
    for (const lang of ['id', 'en'] as const) {
      const ran = await runCommand(['--lang', lang, 'show', '41'], {
        script: { 'ask request': { ...REQUEST, decision: UNKNOWN } },
      });
      const because = ran.out.split('\n').find((l) => l.includes(lang === 'id' ? 'Sebab:' : 'Because:')) ?? '';
      expect(because.split('; ')).toHaveLength(9);
      expect(because).not.toMatch(/[{}]/);
      expect(because).toContain('isp-b');
      expect(because).toContain('90/2100');
    }
  });

  test('explain says whether the replay is the same', async () => {
    const explanation = {
      number: 'BW-2026-0041',
      stored: ENOUGH,
      replayed: ENOUGH.decision,
      same: true,
      sums: [],
      queues: [],
    };
    expect(await runCommand(['explain', '41'], { script: { 'ask explain': explanation } })).toMatchObject({
      code: 0,
      out: expect.stringContaining('jawaban yang sama'),
    });
    const other = { ...explanation, replayed: DECISION.decision, same: false };
    const ran = await runCommand(['explain', '41'], { script: { 'ask explain': other } });
    expect(ran.code).toBe(1);
    expect(ran.out).toContain('jawaban lain: TIDAK MENCUKUPI');
    expect(
      JSON.parse((await runCommand(['explain', '41', '--json'], { script: { 'ask explain': other } })).out),
    ).toMatchObject({
      same: false,
    });
  });

  test('explain prints what each constraint adds up from', async () => {
    const sum = {
      key: 'guaranteed',
      bound: 'isp-a',
      direction: 'down',
      parts: [
        { what: 'busy', bits: 100_000_000 },
        { what: 'expected', bits: 7_000_000 },
        { what: 'idle', bits: 40_000_000 },
      ],
      share: 600,
      demand: 88_200_000,
      limit: 95_000_000,
      capacity: 100_000_000,
      percent: 950,
      source: 'lines',
      adjusted: 21_000_000,
      replaced: 12,
      idleOf: [{ line: 'rsud', bits: 40_000_000 }],
    };
    const need = { queue: 'pool-opd', direction: 'down', limit: 100_000_000, needed: 112_352_942 };
    const explanation = {
      number: 'BW-2026-0041',
      stored: ENOUGH,
      replayed: ENOUGH.decision,
      same: true,
      sums: [sum],
      queues: [need],
    };
    const { out } = await runCommand(['explain', '41'], { script: { 'ask explain': explanation } });
    expect(out.replaceAll('\u00A0', ' ')).toContain(
      'Jaminan isp-a unduh: (100 (p95) + 7 (penambahan yang diperkirakan terpakai) + ' +
        '40 (jaminan jalur lain yang belum terpakai)) × 60 % = 88,2 ≤ 95 (95 % × 100)',
    );
    for (const said of [
      'jumlah jalur di bawah antrean itu',
      'memuat 21',
      '12 sampel',
      'rsud 40',
      'antrean pool-opd: unduh perlu 112,352942 Mbps, kini 100',
    ])
      expect(out).toContain(said);
  });

  test('offer sends rates as typed, or none', async () => {
    const offered = { ...REQUEST, stage: { at: 'offered-partial', rate: { down: 95_000_000, up: 95_000_000 } } };
    const script = { 'order offer': stood('offered-partial'), 'ask request': offered };
    const ran = await runCommand(['offer', '48'], { script });
    expect(ran.sent[0]?.content).toEqual({ number: '48', down: null, up: null, paper: null });
    expect(ran.out).toContain('95 Mbps');
    const typed = await runCommand(['offer', '48', '--down', '60 Mbps', '--up', '20'], { script });
    expect(typed.sent[0]?.content).toMatchObject({ down: '60 Mbps', up: '20' });
  });
});

describe('agent/commands/adopt-queues', () => {
  const script = { 'ask adoption': ADOPTION, 'order adopt': { planned: 1 } };
  const words = ['adopt', '--router', 'core'];

  test('shows the difference, asks, and adopts only what fits', async () => {
    const ran = await runCommand([...words, '--all'], { script, answers: true });
    expect(ran.code).toBe(0);
    expect(ran.asked).toEqual(['Adopsi 1 antrean?']);
    expect(ran.sent[1]).toEqual({
      what: 'order adopt',
      content: { router: 'core', rows: [{ queue: 'DINKES', owner: 'dinkes' }], paper: null },
    });
    expect(ran.out).toContain('dinkes?');
    expect(ran.out).toContain('1 antrean akan ditandai.');
  });

  test('piped, each change stands on its queue’s line', async () => {
    const ran = await runCommand(words, { script, isTerminal: false });
    const line = (queue: string) => ran.out.split('\n').find((l) => l.includes(queue));
    expect(line('DINKES')).toContain('komentar: "lama" → "lama bwagent:dinkes"');
    expect(line('<pppoe-desa>')).toContain('dinamis: milik sesi PPP');
    expect(line('TEST ZOOM PAK')).toContain('tidak dikenal');
    expect(line('RSUD')).toContain('berbeda dari data dasar');
    expect(line('RSUD')).toContain('Batas: router 80 Mbps, pembukuan 100 Mbps');
  });

  test('by name, without a question, as JSON', async () => {
    const ran = await runCommand([...words, 'DINKES', '--yes', '--json'], { script });
    expect(JSON.parse(ran.out)).toEqual({ planned: 1 });
  });

  test.each(['-DINKES', '-', '-Vip', '-hs', '--------ALL TRAFIK--------', '--Pusat', '-1'])(
    'by a name that begins with a dash: %s',
    async (queue) => {
      const row = ADOPTION.find((one) => one.verdict === 'adopt')!;
      const dashed = { ...script, 'ask adoption': [{ ...row, queue }] };
      const rows = [{ queue, owner: row.owner }];
      const lines = [
        ['adopt', queue, '--router', 'core', '--yes'],
        ['adopt', '--router', 'core', '--yes', queue],
        ['adopt', '--router=core', queue, '--yes', '--json'],
        ['--lang', 'en', 'adopt', '--router', 'core', '--yes', '--', queue],
      ];
      for (const line of lines) {
        const ran = await runCommand(line, { script: dashed });
        expect([ran.code, ran.sent[1]?.content]).toEqual([0, { router: 'core', rows, paper: null }]);
      }
    },
  );

  test('a word that looks like an option is one, unless it stands behind --', async () => {
    expect((await runCommand([...words, '--al'], { script })).code).toBe(2);
    const ran = await runCommand([...words, '--yes', '--', '--al'], { script });
    expect([ran.code, ran.err]).toEqual([3, expect.stringContaining('--al')]);
    expect((await runCommand(['adopt', '-h'])).code).toBe(0);
    // Other commands take no names of queues.
    expect((await runCommand(['status', '-NAME'])).code).toBe(2);
  });

  test('a name that does not fit refuses the whole', async () => {
    const ran = await runCommand([...words, 'DINKES', 'RSUD', '--yes'], { script });
    expect(ran.code).toBe(3);
    expect(ran.err).toContain('RSUD');
    expect(ran.sent.map((s) => s.what)).toEqual(['ask adoption']);
    expect((await runCommand([...words, 'TIDAK ADA', '--yes'], { script })).code).toBe(3);
  });

  test('without a choice it only shows; a no sends nothing; nobody to ask is a misuse', async () => {
    expect(await runCommand(words, { script })).toMatchObject({ code: 0, out: expect.stringContaining('--all') });
    expect((await runCommand([...words, '--all'], { script, answers: false })).code).toBe(1);
    expect((await runCommand([...words, '--all'], { script })).code).toBe(2);
    expect((await runCommand(['adopt'], { script })).code).toBe(2);
  });
});
