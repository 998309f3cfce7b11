import { describe, expect, test } from 'vitest';
import { mbps, rate } from '../../agent/domain/rate.ts';
import type { HeadroomDay } from '../../agent/views/headroom-view.ts';
import type { WhatIfView } from '../../agent/views/whatif-view.ts';
import { runCommand, wideLines } from './command-kit.ts';
import { at, DECISION } from './view-samples.ts';

const both = (megabits: number) => rate(mbps(megabits), mbps(megabits));
const { terms, decision, offer, earliest } = DECISION;
const VIEW: WhatIfView = {
  at: at('10:00'),
  suppositions: [
    { what: 'lost', uplink: 'isp-b' },
    { what: 'ends', uplink: 'isp-b', at: at('23:00') },
    { what: 'more', uplink: 'isp-a', from: at('12:00'), rate: both(100) },
  ],
  wish: { line: 'dinkes', terms, decision, offer, earliest },
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
  const run = (words: readonly string[], isTerminal = true) => runCommand(words, { script: { 'ask whatif': VIEW }, isTerminal });

  test('sends what is supposed, and shows the keys, offer, date and rooms', async () => {
    const words = ['--line', 'dinkes', '--down', '100', '--up', '50,5', '--lost', 'isp-b', '--ends', 'isp-b=2026-05-04 23:00'];
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
    for (const text of ['tidak ada yang dicatat', 'andai isp-b putus', 'andai isp-a bertambah 100 Mbps', '425,000001', '140 Mbps', '–'])
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
    const wish = { line: 'baru', like: 'dinkes', service: 'dedicated', down: 2e7, up: 2e7, from: '2026-06-01', until: '2026-06-02' };
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
  ])('does not take %j', async (words) => {
    expect(await run(['whatif', ...words])).toMatchObject({ code: 2, sent: [] });
  });
});

describe('bwagent uplinks --calendar', () => {
  test('shows day by day what is promised and what binds', async () => {
    const rows: readonly HeadroomDay[] = [DAY, { ...DAY, direction: 'up', headroom: null, limit: null, binds: 'permanent', running: [] }];
    const ran = await runCommand(['uplinks', '--calendar', '--days', '7'], { script: { 'ask headroom': rows }, isTerminal: false });
    expect(ran).toMatchObject({ code: 0, sent: [{ what: 'ask headroom', content: { days: 7 } }] });
    expect(ran.out.split('\n').slice(1, 3)).toEqual([
      'isp-a\tunduh\t4 Mei 2026\t455 Mbps\t450 Mbps\t-5 Mbps\tsementara pukul 13.00: dinkes, setda',
      'isp-a\tunggah\t4 Mei 2026\t455 Mbps\t–\t–\tjanji tetap',
    ]);
  });
});
