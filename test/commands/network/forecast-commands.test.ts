import { describe, expect, test } from 'vitest';
import { mbps, rate } from '../../../agent/domain/rate.ts';
import type { ForecastRow, ForecastView } from '../../../agent/views/forecast-view.ts';
import type { PostponedRow } from '../../../agent/views/postponed-view.ts';
import { runCommand, wideLines } from '../../fakes/command-kit.ts';
import { at } from '../view-samples.ts';

const day = (text: string) => text as NonNullable<NonNullable<ForecastRow['advice']>['by']>;
const ROW: ForecastRow = {
  uplink: 'isp-a',
  direction: 'down',
  contract: mbps(500),
  limit: mbps(425),
  forecast: {
    busy: mbps(380),
    growth: 0,
    trend: { slope: 400_000, low: 350_000, high: 450_000, level: 3.7e8, scatter: 1e7, days: 120, lowerBounds: 3 },
    base: mbps(378),
    margin: mbps(9),
    exhaustion: { on: day('2026-09-01'), earliest: day('2026-07-20'), latest: null },
    contractEnds: day('2027-01-01'),
    backTest: { tries: 22, aheadDays: 28, error: mbps(6.5), errorShare: 17, held: 19 },
  },
  advice: {
    needed: mbps(620),
    neededAtMost: mbps(650),
    contracted: mbps(500),
    add: mbps(120),
    addAtMost: mbps(150),
    by: day('2026-06-15'),
    forPostponed: mbps(50),
    isWithoutGrowth: false,
  },
};
const LITTLE: ForecastRow = {
  ...ROW,
  direction: 'up',
  forecast: {
    ...ROW.forecast,
    trend: { kind: 'too-little', why: 'few-days', days: 5, span: 7, lowerBounds: 0 },
    base: null,
    exhaustion: null,
    contractEnds: null,
    backTest: null,
  },
  advice: { ...ROW.advice!, isWithoutGrowth: true },
};
const POSTPONED: PostponedRow = {
  number: 'BW-2026-0048',
  agency: 'DINKES',
  priority: 'P3',
  receivedAt: at('08:00'),
  since: at('10:00'),
  line: 'dinkes',
  service: 'shared',
  uplinks: ['isp-a'],
  inForce: rate(mbps(40), mbps(40)),
  wanted: rate(mbps(100), mbps(100)),
  addition: rate(mbps(60), mbps(60)),
  window: null,
  need: { kind: 'proven', p95: mbps(38.5), allocation: mbps(40), nearLimit: 200, samples: 1800 },
  missing: rate(mbps(12.5), 0),
};
const VIEW: ForecastView = {
  at: at('10:00'),
  days: 365,
  rows: [ROW, LITTLE],
  unforeseen: [{ uplink: 'isp-b', why: 'no-contract' }],
  postponed: [
    POSTPONED,
    { ...POSTPONED, number: 'BW-2026-0049', need: { kind: 'no-data' }, agency: null, priority: null },
  ],
};

describe('bwagent forecast', () => {
  test('shows date and interval, its own error, what to buy, and what it does not know', async () => {
    const ran = await runCommand(['forecast'], { script: { 'ask forecast': VIEW } });
    expect(ran).toMatchObject({ code: 0, err: '', sent: [{ content: { days: 365 } }] });
    expect(
      wideLines(
        ran.out
          .split('\n')
          .filter((l) => l.startsWith('│'))
          .join('\n'),
      ),
    ).toEqual([]);
    const flat = ran.out.replaceAll(/[│\s]+/g, ' ');
    expect(flat).toContain(
      'tambah 120 Mbps (paling banyak 150 Mbps) sebelum 15 Juni 2026, sehingga kontrak 620 Mbps; 50 Mbps di antaranya',
    );
    expect(flat).toContain('isp-a unggah: data terlalu sedikit (5 hari kerja dalam 7 hari; perlu 20 dalam 28)');
    expect(flat).toContain('kontrak 500 Mbps berakhir tanpa pengganti pada 1 Januari 2027');
    expect(flat).toContain('isp-b: kontrak tidak ada');
    expect(flat).toContain('tanpa pertumbuhan');
    for (const word of ['12', '19/22', '1,7 %', '2026', 'terbukti', '96,3 %']) expect(flat).toContain(word);
  });

  test('is tab-separated when piped, one row a direction', async () => {
    const ran = await runCommand(['forecast', '--lang', 'en', '--uplink', 'isp-a', '--days', '90'], {
      script: { 'ask forecast': { ...VIEW, postponed: [] } },
      isTerminal: false,
    });
    expect(ran.sent[0]?.content).toEqual({ uplink: 'isp-a', days: 90 });
    expect(ran.out.split('\n')[2]).toBe(
      [
        'isp-a',
        'down',
        '380 Mbps',
        '425 Mbps',
        '12 (10.5 … 13.5)',
        '1 September 2026 (20 July 2026 … not within this time)',
        'off by 6.5 Mbps (1.7 %) at 28 days; interval right 19/22',
      ].join('\t'),
    );
    const passed = { ...ROW, limit: mbps(370) };
    const now = await runCommand(['forecast'], {
      script: { 'ask forecast': { ...VIEW, rows: [passed] } },
      isTerminal: false,
    });
    expect(now.out).toContain('SUDAH (20 Juli 2026');
  });

  test('says once what is the same for the date and both ends of its interval', async () => {
    const passes = async (exhaustion: ForecastRow['forecast']['exhaustion']): Promise<string | undefined> => {
      const rows = [{ ...ROW, forecast: { ...ROW.forecast, exhaustion } }];
      const ran = await runCommand(['forecast'], { script: { 'ask forecast': { ...VIEW, rows } }, isTerminal: false });
      return ran.out.split('\n')[2]?.split('\t')[5];
    };
    expect(await passes({ on: null, earliest: null, latest: null })).toBe('tidak dalam kurun ini');
    expect(await passes({ on: null, earliest: day('2026-07-20'), latest: null })).toBe(
      'tidak dalam kurun ini (20 Juli 2026 … tidak dalam kurun ini)',
    );
  });

  test('says what is really missing where it foretells nothing', async () => {
    const full = { kind: 'too-little', why: 'mostly-full', days: 34, span: 54, lowerBounds: 20 } as const;
    const nothing = { exhaustion: null, base: null, backTest: null, contractEnds: null };
    const rows = [
      { ...ROW, forecast: { ...ROW.forecast, ...nothing, trend: full } },
      { ...LITTLE, forecast: { ...ROW.forecast, ...nothing, busy: null } },
    ];
    const ran = await runCommand(['forecast'], { script: { 'ask forecast': { ...VIEW, rows } }, isTerminal: false });
    expect(ran.out).toContain('isp-a unduh: uplink penuh pada 20 dari 34 hari kerja');
    expect(ran.out).toContain('isp-a unggah: p95 jam sibuk belum diketahui');
    expect(ran.out).not.toContain('perlu 20 dalam 28');
  });

  test('hands out the postponed list alone as an annex, for people and as JSON', async () => {
    const script = { 'ask forecast': VIEW };
    const ran = await runCommand(['forecast', '--annex'], { script, isTerminal: false });
    expect(ran.out.split('\n')).toHaveLength(5);
    expect(ran.out).toContain(
      'BW-2026-0048\tDINKES\tP3\t04/05/2026\t40 Mbps\t60 Mbps\tunduh 12,5 / unggah 0 Mbps\tterbukti: p95 38,5 ' +
        'Mbps (96,3 %)\tisp-a',
    );
    const json = await runCommand(['--json', 'forecast', '--annex'], { script });
    expect(JSON.parse(json.out)).toHaveLength(2);
  });

  test('adds up what the annex asks for: each direction, the temporary and the unknown apart', async () => {
    const lastRows = async (...rows: readonly Partial<PostponedRow>[]): Promise<readonly string[]> => {
      const postponed = rows.map((row) => ({ ...POSTPONED, ...row }));
      const ran = await runCommand(['forecast', '--annex'], {
        script: { 'ask forecast': { ...VIEW, postponed } },
        isTerminal: false,
      });
      return ran.out.split('\n').slice(1 + rows.length, -1);
    };
    const window = { from: at('12:00'), until: at('18:00') };
    expect(await lastRows({}, { addition: rate(mbps(20), mbps(5)), missing: rate(mbps(30), mbps(1)) })).toEqual([
      'Jumlah tetap\t\t\t\t\tunduh 80 / unggah 65 Mbps\tunduh 42,5 / unggah 1 Mbps\t\t',
    ]);
    expect(await lastRows({}, { missing: null })).toEqual([
      'Jumlah tetap\t\t\t\t\t120 Mbps\tunduh 12,5 / unggah 0 Mbps; 1 belum diketahui\t\t',
    ]);
    expect(await lastRows({ window, missing: null }, {})).toEqual([
      'Jumlah tetap\t\t\t\t\t60 Mbps\tunduh 12,5 / unggah 0 Mbps\t\t',
      'Jumlah sementara\t\t\t\t\t60 Mbps\t–; 1 belum diketahui\t\t',
    ]);
    expect(await lastRows()).toEqual([]);
  });

  test.each(['0', '-1', 'x', '1.5'])('does not take --days %s', async (days) => {
    const ran = await runCommand(['forecast', `--days=${days}`], {});
    expect(ran).toMatchObject({ code: 2, sent: [] });
  });
});
