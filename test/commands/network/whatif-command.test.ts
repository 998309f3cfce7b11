import { describe, expect, test } from 'vitest';
import { Fault } from '../../../agent/domain/fault.ts';
import { mbps, rate } from '../../../agent/domain/rate.ts';
import type { HeadroomDay } from '../../../agent/views/headroom-view.ts';
import type { WhatIfView } from '../../../agent/views/whatif-view.ts';
import { runCommand, wideLines } from '../../fakes/command-kit.ts';
import { at, DECISION, UNKNOWN } from '../view-samples.ts';

const both = (megabits: number) => rate(mbps(megabits), mbps(megabits));
const { terms, decision, offer, earliest } = DECISION;
const VIEW: WhatIfView = {
  at: at('10:00'),
  suppositions: [
    { what: 'lost', uplink: 'isp-b' },
    { what: 'ends', uplink: 'isp-b', at: at('23:00') },
    { what: 'more', uplink: 'isp-a', from: at('12:00'), rate: both(100) },
  ],
  wish: { line: 'dinkes', from: null, until: null, terms, decision, offer, earliest },
  uplinks: [
    { id: 'isp-a', room: both(40), supposed: both(140) },
    { id: 'isp-b', room: null, supposed: null },
  ],
};
const DAY: HeadroomDay = {
  uplink: 'isp-a',
  direction: 'down',
  day: '2026-05-04' as HeadroomDay['day'],
  headroom: -5_000_000,
  limit: 450_000_000,
  demand: 455_000_000,
  worst: at('13:00'),
  binds: 'window',
  running: ['dinkes', 'setda'],
};

describe('bwagent whatif', () => {
  const run = (words: readonly string[], isTerminal = true) =>
    runCommand(words, { script: { 'ask whatif': VIEW }, isTerminal });

  test('sends what is supposed, and shows the keys, offer, date and rooms', async () => {
    const words = [
      '--line',
      'dinkes',
      '--down',
      '100',
      '--up',
      '50,5',
      '--lost',
      'isp-b',
      '--ends',
      'isp-b=2026-05-04 23:00',
    ];
    const ran = await run(['whatif', ...words, '--more', 'isp-a=100@2026-05-04 12:00', '--more', 'isp-b=1.5']);
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(ran.sent).toEqual([
      {
        what: 'ask whatif',
        content: {
          wish: { line: 'dinkes', down: 100_000_000, up: 50_500_000 },
          lost: ['isp-b'],
          ends: [{ uplink: 'isp-b', at: '2026-05-04 23:00' }],
          more: [
            { uplink: 'isp-a', down: 100_000_000, up: 100_000_000, from: '2026-05-04 12:00' },
            { uplink: 'isp-b', down: 1_500_000, up: 1_500_000 },
          ],
        },
      },
    ]);
    for (const text of [
      'tidak ada yang dicatat',
      'andai isp-b putus',
      'andai isp-a bertambah 100 Mbps',
      '425,000001',
      '140 Mbps',
      '–',
    ])
      expect(ran.out).toContain(text);
    expect(wideLines(ran.out)).toEqual([]);
  });

  test('a new line, for a time; nothing at all is a question too', async () => {
    const words = [
      '--line',
      'baru',
      '--like',
      'dinkes',
      '--service',
      'terjamin',
      '--down',
      '20',
      '--from',
      '2026-06-01',
      '--until',
      '2026-06-02',
    ];
    const wish = {
      line: 'baru',
      like: 'dinkes',
      service: 'dedicated',
      down: 2e7,
      up: 2e7,
      from: '2026-06-01',
      until: '2026-06-02',
    };
    expect((await run(['whatif', ...words])).sent[0]?.content).toMatchObject({ wish });
    expect((await run(['whatif'])).sent[0]?.content).toEqual({ lost: [], ends: [], more: [] });
  });

  test.each([
    [['--line', 'x']],
    [['--line', 'x', '--down', 'banyak']],
    [['--line', 'x', '--down', '1', '--service', 'apa']],
    [['--ends', 'isp-b']],
    [['--more', 'isp-a']],
    [['--more', 'isp-a=-5']],
    [['--line', 'x', '--down', '1', '--service', 'berbagi']],
  ])('does not take %j', async (words) => {
    expect(await run(['whatif', ...words])).toMatchObject({ code: 2, sent: [] });
  });

  test.each(['down', 'up', 'from', 'until', 'like'])(
    '--%s says nothing without --line: nothing is sent',
    async (field) => {
      const ran = await run(['whatif', '--lost', 'isp-b', `--${field}`, '60']);
      expect(ran).toMatchObject({ code: 2, sent: [], out: '' });
      expect(ran.err).toBe(
        `Gagal: --${field} hanya berlaku bersama --line\nCoba: bwagent whatif --line dinkes --down 60\n`,
      );
    },
  );

  test('a line that is not there is refused with what helps here', async () => {
    const script = { 'ask whatif': new Fault('line/no-such', { line: 'nobody' }) };
    const ran = await runCommand(['whatif', '--line', 'nobody', '--down', '5'], { script });
    expect(ran).toMatchObject({ code: 3, out: '' });
    expect(ran.err).toContain('Gagal: Sambungan nobody tidak ditemukan');
    expect(ran.err).toContain('--like');
    expect(ran.err).not.toContain('redirect');
  });

  const shown = async (wish: Partial<NonNullable<WhatIfView['wish']>>, lang = 'id') => {
    const view = { ...VIEW, wish: { ...VIEW.wish!, offer: null, earliest: null, ...wish } };
    const ran = await runCommand(['--lang', lang, 'whatif', '--line', 'dinkes', '--down', '100'], {
      script: { 'ask whatif': view },
    });
    expect(wideLines(ran.out)).toEqual([]);
    return ran.out;
  };

  test('says why nothing can be said', async () => {
    const out = await shown({ decision: UNKNOWN.decision });
    expect(out).toContain('BELUM DAPAT DIPASTIKAN');
    expect(out).toContain('Sebab: kontrak uplink isp-b tidak ada; ');
    expect(out).not.toContain('Paling cepat');
  });

  test('says which uplink is down, and names the key that fails meanwhile as the tightest', async () => {
    const [failing, passing] = decision.keys;
    const isDown = { ...terms.bounds[0]!, name: 'isp-b', operational: false };
    const waiting = { verdict: 'waiting-for-room', keys: [passing!], failed: [failing!] } as const;
    const out = await shown({ terms: { ...terms, bounds: [...terms.bounds, isDown] }, decision: waiting });
    expect(out).toContain('MENUNGGU RUANG');
    expect(out).toContain(
      'Sebab: isp-b putus; sementara itu isp-a, Terukur (jam sibuk), unduh: 425,000001 dari batas 425 Mbps\n',
    );
    expect(out).toContain(
      'Paling sempit: isp-a, Terukur (jam sibuk), unduh: 425,000001 dari batas 425 Mbps (kurang 0,000001 Mbps)\n',
    );
    expect(out).toContain('jam kerja 380 Mbps, sampel 2090/2100');
  });

  test('says that no date is known, or that none is sought for a time', async () => {
    expect(await shown({})).toContain(
      'Paling cepat cukup: belum ada tanggal yang diketahui; perlu penambahan kapasitas\n',
    );
    expect(await shown({}, 'en')).toContain('Earliest date that fits: none is known; capacity must be added\n');
    const short = await shown({ terms: { ...terms, window: { from: at('12:00'), until: at('13:00') } } });
    expect(short).toContain('Waktu lain tidak dicari untuk permohonan sementara');
    expect(short).not.toContain('Paling cepat');
    expect(await shown({ earliest })).not.toContain('belum ada tanggal');
    expect(await shown({ decision: { verdict: 'enough', keys: decision.keys } })).not.toContain('Paling cepat');
  });
});

describe('bwagent uplinks --calendar', () => {
  test('shows day by day what is promised and what binds', async () => {
    const rows: readonly HeadroomDay[] = [
      DAY,
      { ...DAY, direction: 'up', headroom: null, limit: null, binds: 'permanent', running: [] },
    ];
    const ran = await runCommand(['uplinks', '--calendar', '--days', '7'], {
      script: { 'ask headroom': rows },
      isTerminal: false,
    });
    expect(ran).toMatchObject({ code: 0, sent: [{ what: 'ask headroom', content: { days: 7 } }] });
    expect(ran.out.split('\n').slice(1, 3)).toEqual([
      'isp-a\tunduh\t4 Mei 2026\t455 Mbps\t450 Mbps\t-5 Mbps\tsementara pukul 13.00: dinkes, setda',
      'isp-a\tunggah\t4 Mei 2026\t455 Mbps\t–\t–\tkomitmen tetap',
    ]);
  });
});
