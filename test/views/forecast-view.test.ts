import { describe, expect, it } from 'vitest';
import type { Line } from '../../agent/domain/line.ts';
import { mbps, perMille } from '../../agent/domain/rate.ts';
import type { RequestRecord } from '../../agent/ports/ledger.ts';
import type { FiveMinute } from '../../agent/ports/samples.ts';
import { forecastView } from '../../agent/views/forecast-view.ts';
import type { ReadContext } from '../../agent/assessment/read-context.ts';
import { uplinksView } from '../../agent/views/uplinks-view.ts';
import { allocation, bareLine, both, NOW, when } from '../office/evidence-kit.ts';
import type { Stage } from '../../agent/workflow/stage.ts';
import { five, type Rates, type Tables, contextOver } from '../office/read-context-kit.ts';
import { postponedRow } from '../office/sample-rows.ts';

const START = when('2026-01-01T00:00+07:00');
const SINCE = when('2026-01-12T00:00+07:00');
const DAY = 86_400_000;

/** 200 Mbps, half a megabit more each day; up a tenth of it. */
function growing(since = SINCE): readonly FiveMinute[] {
  const slots = Math.floor((NOW - since) / 300_000);
  return Array.from({ length: slots }, (_, n) => {
    const start = since + n * 300_000;
    const down = mbps(200) + Math.floor((start - SINCE) / DAY) * mbps(0.5);
    return five(start, down, down / 10);
  });
}

const WAITING = postponedRow(5, NOW, {
  number: 'BW-2026-0048',
  agency: 'x',
  line: 'x',
  wanted: both(130, 30),
  receivedAt: START,
});

function contextWith(
  books: Partial<Tables> = {},
  rates: Rates = { 'uplink:a': growing(), 'line:x': growing() },
  stage: Stage = WAITING.stage,
): ReadContext {
  const context = contextOver(
    {
      lines: [bareLine('x', 'a')],
      pools: [],
      contracts: [{ uplink: 'a', from: START, until: null, rate: both(400), document: 'K' }],
      shares: [],
      poolLimits: [],
      allocations: [allocation(1, 'x', both(30))],
      ...books,
    },
    rates,
  );
  const waiting: RequestRecord = { ...WAITING, stage };
  const uplinks = ['a', 'b'].map((id) => ({ id, name: id, router: 'core', interface: id }));
  return {
    ...context,
    office: { ...context.office, uplinks },
    ledger: { ...context.ledger, requests: () => [waiting], agencies: () => [], decisions: () => [] },
  };
}

describe('the forecast of an office', () => {
  it('stands on the figure that uplinks shows, per direction, and names uplinks without one', () => {
    const view = forecastView(contextWith(), undefined, 365);
    const [down, up] = view.rows;
    expect([down?.forecast.busy, up?.forecast.busy]).toEqual([
      uplinksView(contextWith())[0]!.busy!.down,
      uplinksView(contextWith())[0]!.busy!.up,
    ]);
    expect(down?.forecast.trend).toMatchObject({ slope: mbps(0.5) });
    expect(down?.limit).toBe(mbps(340));
    // 255 Mbps on 2 May, 340 allowed: the 171st day passes.
    expect(down?.forecast.exhaustion?.on).toBe('2026-10-22');
    expect(up?.forecast.exhaustion).toEqual({ on: null, earliest: null, latest: null });
    expect(view.unforeseen).toEqual([{ uplink: 'b', why: 'no-contract' }]);
  });

  it('adds the postponed list to what must be bought, with the need as it was measured', () => {
    const [down, up] = forecastView(contextWith(), 'a', 40).rows;
    // 255 + 0.5 · 40 + 0.7 · 100 = 345 Mbps, 85 % of 405.9; 0 for the upload that asks nothing.
    expect(down?.advice).toMatchObject({
      contracted: mbps(400),
      add: mbps(10),
      needed: mbps(410),
      isWithoutGrowth: false,
    });
    expect(down?.advice?.forPostponed).toBe(mbps(80));
    expect(up?.advice).toMatchObject({ add: 0, by: null, forPostponed: 0 });
    const { postponed } = forecastView(contextWith(), 'a', 30);
    expect(postponed).toMatchObject([
      { number: 'BW-2026-0048', addition: both(100, 0), need: { kind: 'proven' }, uplinks: ['a'], missing: null },
    ]);
    expect(forecastView(contextWith({}, undefined, { at: 'examined' }), 'a', 30).postponed).toEqual([]);
  });

  it('leaves out of the sum what is asked for a while, and the share that runs elsewhere', () => {
    const context = contextWith({ lines: [bareLine('x', 'a'), bareLine('y', 'b')] });
    const [waiting] = context.ledger.requests('open');
    const other = { ...waiting!, request: { ...waiting!.request, line: 'y' } };
    const moved = { ...context, ledger: { ...context.ledger, requests: () => [other] } };
    expect(forecastView(moved, 'a', 30).rows[0]?.advice?.forPostponed).toBe(0);
    const short = { ...waiting!, request: { ...waiting!.request, window: { from: NOW, until: NOW } } } as RequestRecord;
    const view = forecastView({ ...context, ledger: { ...context.ledger, requests: () => [short] } }, 'a', 30);
    expect(view.rows[0]?.advice?.forPostponed).toBe(0);
    expect(view.postponed).toHaveLength(1);
  });

  it('says what it cannot know: too little data, no contract, an uplink that is none', () => {
    const young = contextWith({}, { 'uplink:a': growing(when('2026-04-24T00:00+07:00')) });
    expect(forecastView(young, 'a', 365).rows[0]?.forecast).toMatchObject({
      trend: { kind: 'too-little' },
      exhaustion: null,
    });
    expect(forecastView(contextWith({ contracts: [] }), 'a', 365)).toMatchObject({
      rows: [],
      unforeseen: [{ why: 'no-contract' }],
    });
    expect(() => forecastView(contextWith(), 'z', 365)).toThrow(expect.objectContaining({ code: 'uplink/no-such' }));
  });

  it('counts a grant of the past in all days, as the check does', () => {
    const applied = when('2026-03-30T00:00+07:00');
    const granted = [
      allocation(1, 'x', both(30)),
      allocation(2, 'x', both(130, 30), { request: 9, appliedAt: applied }),
    ];
    const risen = growing().map((f) => (f.start < applied ? f : five(f.start, f.down + mbps(70), f.up)));
    const trend = forecastView(contextWith({ allocations: granted }, { 'uplink:a': risen }), 'a', 30).rows[0]?.forecast
      .trend;
    expect(trend).toMatchObject({ slope: mbps(0.5) });
  });

  it('judges whether a link was full by what itself carried under the contract of that day', () => {
    const since = when('2026-03-01T00:00+07:00');
    const added = when('2026-04-20T00:00+07:00');
    // 390 Mbps over both: 234 of 300 and 156 of 200, then 195 of 300 each.
    const part = (before: number) =>
      growing(since).map((f) => five(f.start, f.start < added ? mbps(before) : mbps(195)));
    const contract = (uplink: string, from: typeof since, megabits: number) => {
      return { uplink, from, until: null, rate: both(megabits), document: 'K' };
    };
    const shares = (from: typeof since, a: number) => ({ from, shares: { a: perMille(a), b: perMille(1000 - a) } });
    const books = {
      lines: [bareLine('x', { kind: 'balanced', uplinks: ['a', 'b'] })],
      contracts: [contract('a', START, 300), contract('b', START, 200), contract('b', added, 300)],
      shares: [shares(START, 600), shares(added, 500)],
    };
    const rates = { 'uplink:a': part(234), 'uplink:b': part(156) };
    const trends = forecastView(contextWith(books, rates), undefined, 30).rows.map((r) => r.forecast.trend);
    expect(trends).toHaveLength(4);
    for (const trend of trends) expect(trend).toMatchObject({ slope: 0, lowerBounds: 0, level: mbps(195) });
    // 156 Mbps of 160 are full, though the share of today makes 195 of them.
    const narrow = {
      ...books,
      contracts: [contract('a', START, 300), contract('b', START, 200), contract('b', since, 160)],
    };
    const full = forecastView(contextWith(narrow, rates), 'a', 30).rows[0]?.forecast.trend;
    expect(full).toMatchObject({ kind: 'too-little', why: 'mostly-full' });
  });

  it('does not answer of one path what was asked of another that has the same figures today', () => {
    // Nights are missing, so that the busy figure is unknown for either path.
    const byDay = growing().filter((f) => new Date(f.start + 7 * 3_600_000).getUTCHours() % 23 > 5);
    const over = (path: Line['path']): ReadContext => {
      const shares = [{ from: START, shares: { a: perMille(1000), b: perMille(0) } }];
      return contextWith({ lines: [bareLine('x', path)], shares }, { 'uplink:a': byDay, 'uplink:b': byDay });
    };
    const { cache } = over({ kind: 'pinned', uplink: 'a' });
    const slopes = [{ kind: 'pinned', uplink: 'a' } as const, { kind: 'balanced', uplinks: ['a', 'b'] } as const].map(
      (path) => {
        const { busy, trend, exhaustion } = forecastView({ ...over(path), cache }, 'a', 30).rows[0]!.forecast;
        expect([busy, exhaustion]).toEqual([null, null]);
        return 'kind' in trend ? null : trend.slope;
      },
    );
    expect(slopes).toEqual([mbps(0.5), mbps(1)]);
  });
});
