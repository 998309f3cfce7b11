import { describe, expect, test } from 'vitest';
import { bps, mbps, perMille, rate } from '../../../agent/domain/rate.ts';
import type { ReclaimRow, ReclaimView } from '../../../agent/views/reclaim-view.ts';
import { runCommand, wideLines } from '../../fakes/command-kit.ts';
import { at, DECISION } from '../view-samples.ts';

const both = (megabits: number) => rate(mbps(megabits), mbps(megabits));
const used = (p95: number, share: number) => ({
  p95: mbps(p95),
  share: perMille(share),
  nearLimit: 3,
  valid: 1580,
  expected: 1600,
  busiest: { from: 540, until: 600 },
});
const BIG: ReclaimRow = {
  line: 'bkad',
  agency: 'BKAD',
  service: 'dedicated',
  allocation: both(100),
  use: { kind: 'known', days: 20, down: used(12.5, 125), up: { ...used(4, 40), busiest: null } },
  drops: { down: 7, up: 0 },
  outcome: { kind: 'give-back', proposed: rate(mbps(20), bps(12_345_000)), freed: rate(mbps(80), bps(87_655_000)) },
};
const KEPT: ReclaimRow = {
  ...BIG,
  line: 'rsud',
  agency: 'RSUD',
  service: 'shared',
  outcome: { kind: 'keep', why: 'recently-raised' },
};
const DARK: ReclaimRow = {
  ...KEPT,
  line: 'setda',
  agency: 'SETDA',
  allocation: null,
  use: { kind: 'unknown', why: 'few-days', days: 12 },
  drops: null,
  outcome: { kind: 'unknown', why: 'few-days' },
};
const PRESSED: ReclaimRow = { ...KEPT, line: 'dlh', agency: 'DLH', outcome: { kind: 'unknown', why: 'path-full' } };
const KEY = DECISION.decision.keys[0]!;
const waiting = (number: string, served: ReclaimView['plan'][number]['served']): ReclaimView['plan'][number] => {
  return {
    number,
    agency: 'DINKES',
    priority: 'P3',
    line: 'dinkes',
    inForce: both(40),
    wanted: both(100),
    addition: both(60),
    window: null,
    served,
  };
};
const VIEW: ReclaimView = {
  at: at('10:00'),
  objectBy: at('15:30'),
  below: perMille(400),
  days: 20,
  rows: [BIG],
  kept: 1,
  unknown: 1,
  plan: [
    waiting('BW-2026-0048', { kind: 'enough', after: ['bkad'] }),
    waiting('BW-2026-0049', { kind: 'enough', after: [] }),
    waiting('BW-2026-0050', { kind: 'short', failed: [KEY], isMeasured: true }),
    waiting('BW-2026-0051', { kind: 'short', failed: [KEY], isMeasured: false }),
    waiting('BW-2026-0052', { kind: 'waits', failed: [KEY] }),
    waiting('BW-2026-0054', { kind: 'standby', uplink: 'isp-b', lost: 'isp-a' }),
    {
      ...waiting('BW-2026-0053', { kind: 'unknown', why: [{ why: 'no-shares' }] }),
      window: { from: at('11:00'), until: at('12:00') },
    },
  ],
};

describe('bwagent reclaim', () => {
  const run = (words: readonly string[], view = VIEW, isTerminal = true) =>
    runCommand(words, { script: { 'ask reclaim': view }, isTerminal });

  test('shows each line with its use and size, in tables of at most 100 columns', async () => {
    const ran = await run(['reclaim']);
    expect(ran).toMatchObject({ code: 0, err: '', sent: [{ what: 'ask reclaim', content: {} }] });
    expect(wideLines(ran.out)).toEqual([]);
    const piped = (await run(['reclaim'], VIEW, false)).out.split('\n');
    expect(piped[2]).toBe(
      'bkad terjamin\tunduh unggah\t100 → 20 100 → 12,35\t80 87,66\t12,5 4\t12,5 % 4 %\t3/1580 3/1580\t7 0\t09–10 –',
    );
    expect(piped[0]).toContain('di bawah 40 % dari alokasi, menurut 20 hari kerja biasa');
    expect(piped[3]).toContain('1 sambungan lain tetap, 1 belum diketahui');
  });

  test('says how to act: the day until which the agency may object, and the command, exact to the bit', async () => {
    const { out } = await run(['reclaim']);
    expect(out).toContain('keberatan paling lambat Senin, 4 Mei 2026 pukul 15.30 WIB');
    expect(out).toContain(
      'bwagent line reduce bkad --down 20 --up 12.345000 --reason "pemanfaatan 12,5 % dari alokasi"',
    );
    expect(out).toContain('--decided-by kabid --doc NOMOR --date TANGGAL');
  });

  test('says of each postponed request what becomes of it, and who is not helped', async () => {
    const rows = (await run(['reclaim'], VIEW, false)).out.split('\n').filter((row) => row.startsWith('BW-'));
    const results = rows.map((row) => row.split('\t').at(-1) ?? '');
    expect(results.slice(0, 2)).toEqual(['cukup, setelah dikurangi: bkad', 'cukup, tanpa pengurangan lain']);
    expect(results[2]).toMatch(/^tidak tertolong: pemakaian terukur .*unduh: .* dari batas .* Mbps$/);
    expect(results[3]).toMatch(/^tetap tidak cukup: /);
    expect(results[4]).toMatch(/^komitmen cukup, tetapi menunggu/);
    expect(results[5]).toBe('menunggu: isp-b sedang memikul lalu lintas isp-a yang putus');
    expect(results[6]).toBe('belum diketahui: pembagian lintasan seimbang belum tercatat');
    expect(rows[6]).toContain('60 Mbps (sementara)');
  });

  test('an id is not cut inside a word', async () => {
    const ids = ['kec-tewang-sangalang-garing', 'bappelitbang', 'diskominfostandi'];
    const big = { down: { ...used(12.5, 125), nearLimit: 120 }, up: { ...used(14.25, 1125), nearLimit: 1120 } };
    const rows = [BIG, KEPT].flatMap((row) =>
      ids.map((line) => ({ ...row, line, use: { kind: 'known' as const, days: 20, ...big } })),
    );
    const all = await run(['reclaim', '--all'], { ...VIEW, rows, plan: [] });
    expect(wideLines(all.out)).toEqual([]);
    const cells = all.out.split('\n').map((row) => row.split('│')[1]?.trim() ?? '');
    const words = cells.flatMap((cell) => cell.split('-')).filter((word) => /^[a-z]+$/.test(word));
    const whole = ids.flatMap((id) => id.split('-'));
    expect(words.filter((word) => word !== 'terjamin' && word !== 'berbagi')).toEqual([...whole, ...whole]);
    expect((await run(['reclaim'], { ...VIEW, rows: [{ ...BIG, line: ids[0]! }] }, false)).out).toContain(
      `${ids[0]} terjamin`,
    );
  });

  test('--all shows the others with why; without candidates there is nothing to act on', async () => {
    const others = { ...VIEW, rows: [KEPT, PRESSED, DARK], plan: [] };
    const ran = await run(['--lang', 'en', 'reclaim', '--all'], others);
    expect(ran.sent).toEqual([{ what: 'ask reclaim', content: { all: true } }]);
    expect(ran.out).toContain('None.');
    const piped = (await run(['--lang', 'en', 'reclaim', '--all'], others, false)).out;
    expect(piped).toContain('\tkeeps: was raised lately\n');
    expect(piped).toContain(
      'setda shared\tdown up\t– –\t– –\t– –\t– –\t– –\tnot known: only 12 normal working days measured, ' +
        'counted since the limit last rose\n',
    );
    expect(piped).toContain('3/1580 3/1580\t7 0\tnot known: its link or pool is full, which may hold its use down\n');
    expect(ran.out).not.toContain('line reduce');
    expect(wideLines(ran.out)).toEqual([]);
  });

  test('--json is the answer itself', async () => {
    expect(JSON.parse((await run(['--json', 'reclaim'])).out)).toEqual(JSON.parse(JSON.stringify(VIEW)));
  });
});
