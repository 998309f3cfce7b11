import { describe, expect, it } from 'vitest';
import { decide } from '../../agent/admission/check/decision.ts';
import type { DecisionInputs } from '../../agent/admission/check/decision-inputs.ts';
import type { Allocation } from '../../agent/domain/allocation.ts';
import type { Line, Path } from '../../agent/domain/line.ts';
import type { Moment, Window } from '../../agent/domain/moment.ts';
import { mbps, perMille } from '../../agent/domain/rate.ts';
import { inputsFor, inputsOver } from '../../agent/assessment/availability.ts';
import { DayCache, ratesOf } from '../../agent/assessment/day-cache.ts';
import { failoverSum } from '../../agent/assessment/active-members.ts';
import { summed } from '../../agent/assessment/day-cache.ts';
import { allocation, bareLine, both, CALENDAR, NOW, SLOT, span, when } from '../office/evidence-kit.ts';
import { five, flat, type Rates, contextOver } from '../office/read-context-kit.ts';

const START = when('2026-01-01T00:00+07:00');
const SINCE = when('2026-04-06T00:00+07:00');
const WINDOW = span('2026-05-09T06:00+07:00', '2026-05-09T18:00+07:00');
const BALANCED: Path = { kind: 'balanced', uplinks: ['a', 'b'] };

const STEADY: Rates = {
  'uplink:a': flat(SINCE, NOW, 60e6),
  'uplink:b': flat(SINCE, NOW, 40e6),
  'line:d': flat(SINCE, NOW, 10e6),
};

const line = (id: string, service: Line['service'], path: Path): Line => {
  return { ...bareLine(id, path, service), parent: 'top' };
};

interface Case {
  readonly path?: Path;
  readonly asking?: Line['service'];
  readonly allocations?: readonly Allocation[];
  readonly rates?: Rates;
  readonly down?: readonly string[];
  readonly window?: Window | null;
  readonly request?: number | null;
  readonly from?: Moment;
}

/**
 * Two uplinks of 500 Mbps, 60 and 40 Mbps busy; line x has 30 Mbps, line d is dedicated with 80 and uses 10. Asked: x
 * to 40.
 */
function termsOf(c: Case = {}): DecisionInputs {
  const path = c.path ?? BALANCED;
  const asking = line('x', c.asking ?? 'shared', path);
  const books = {
    lines: [asking, line('d', 'dedicated', BALANCED)],
    pools: [],
    contracts: ['a', 'b'].map((uplink) => ({ uplink, from: START, until: null, rate: both(500), document: 'K' })),
    shares: [
      { from: START, shares: { a: perMille(600), b: perMille(400) } },
      { from: when('2026-05-20T08:00+07:00'), shares: { a: perMille(500), b: perMille(500) } },
    ],
    poolLimits: [],
    allocations: c.allocations ?? [allocation(1, 'x', both(30)), allocation(2, 'd', both(80))],
  };
  const rates = { ...STEADY, ...c.rates };
  const context = contextOver(books, rates, { down: (c.down ?? []).map((id) => `uplink:${id}`) });
  return inputsFor(context, {
    line: asking,
    wanted: both(40),
    window: c.window ?? null,
    request: c.request ?? null,
    from: c.from ?? NOW,
  });
}

describe('the demand of a path', () => {
  it('is its uplink, the one in use with what it took over, or the sum of its members', () => {
    const busy = (path: Path, down: readonly string[] = []) => termsOf({ path, down }).directions.down.busy;
    expect(busy({ kind: 'pinned', uplink: 'b' })).toMatchObject({ bits: 40e6 });
    expect(busy({ kind: 'failover', uplinks: ['a', 'b'] })).toMatchObject({ bits: 60e6 });
    expect(busy({ kind: 'failover', uplinks: ['a', 'b'] }, ['a'])).toMatchObject({ bits: 100e6 });
    expect(busy(BALANCED)).toMatchObject({ bits: 100e6 });
  });

  it('is missing where one member is missing', () => {
    const parts = [[five(0, 1), five(SLOT, 2)], [five(SLOT, 3)]].map((part) => ratesOf(part).down);
    expect(summed(parts)).toEqual({ starts: [SLOT], rates: [5] });
    expect(summed([])).toEqual({ starts: [], rates: [] });
    expect(decide(termsOf({ rates: { 'uplink:b': [] } })).verdict).toBe('unknown');
  });
});

describe('links of which one carries at a time', () => {
  const part = (...rates: (number | null)[]) =>
    ratesOf(rates.flatMap((rate, n) => (rate === null ? [] : [five(n * SLOT, rate)]))).down;
  const slot = (n: number) => (n * SLOT) as Moment;

  it('are known where all are measured, or one stands by while the other carries, or one has fallen silent', () => {
    const preferred = part(5, 5, 0, 0, null, null);
    const standby = part(null, 1, null, 4, 6, null);
    expect(failoverSum([preferred, standby], [slot(3)])).toEqual({
      starts: [0, SLOT, 3 * SLOT, 4 * SLOT],
      rates: [5, 6, 4, 6],
    });
  });

  it('are not known where the preferred one was up and merely not read, whatever the standby counts', () => {
    expect(failoverSum([part(5, null, 5), part(1, 1, 1, 9)], [slot(2)])).toEqual({
      starts: [0, 2 * SLOT, 3 * SLOT],
      rates: [6, 6, 9],
    });
    expect(failoverSum([part(), part(1, 1)], [null])).toEqual({ starts: [], rates: [] });
  });
});

describe('an uplink that is down', () => {
  it('says nothing of a wish that begins later, and holds one of now', () => {
    const path: Path = { kind: 'failover', uplinks: ['a', 'b'] };
    const names = (c: Case) => termsOf({ path, down: ['a'], ...c }).bounds.map((b) => [b.name, b.operational]);
    expect([names({}), names({ window: WINDOW }), names({ window: { from: NOW, until: WINDOW.until } })]).toEqual([
      [['b', true]],
      [['a', true]],
      [['b', true]],
    ]);
    expect(decide(termsOf({ path: { kind: 'pinned', uplink: 'b' }, down: ['b'] })).verdict).toBe('waiting-for-room');
    expect(decide(termsOf({ path: { kind: 'pinned', uplink: 'b' }, down: ['b'], window: WINDOW })).verdict).toBe(
      'enough',
    );
  });
});

describe('the live figure', () => {
  const live = (rates: Rates, window: Window | null = null) =>
    termsOf({ path: { kind: 'pinned', uplink: 'a' }, rates, window }).directions.down.live;
  const tail = (...last: number[]) => last.map((rate, n) => five(NOW - (last.length - n) * SLOT, rate));

  it('is the largest of the last three', () => {
    expect(live({ 'uplink:a': tail(900, 1, 3, 2) })).toEqual({ kind: 'known', bits: 3, ageMs: 0 });
  });

  it('is stale when older than two intervals, and so is the answer', () => {
    expect(live({ 'uplink:a': [five(NOW - 3 * SLOT, 1)] })).toMatchObject({ kind: 'known', ageMs: 600_000 });
    expect(live({ 'uplink:a': [five(NOW - 3 * SLOT - 1, 1)] })).toEqual({
      kind: 'unknown',
      why: 'stale',
      ageMs: 600_001,
    });
    expect(live({ 'uplink:a': [] })).toMatchObject({ why: 'no-samples' });
  });

  it('is not asked of a window that has not begun', () => {
    expect(live({}, WINDOW)).toEqual({ kind: 'not-asked' });
    expect(live({}, { from: NOW, until: WINDOW.until })).toMatchObject({ kind: 'known' });
  });
});

describe('terms as seen from many instants', () => {
  it('are those of each instant asked alone', () => {
    const path = BALANCED;
    const asking = line('x', 'dedicated', path);
    const temporary = allocation(3, 'd', both(200), { window: WINDOW, request: 5 });
    const books = {
      lines: [asking, line('d', 'dedicated', path), line('f', 'shared', { kind: 'failover', uplinks: ['a', 'b'] })],
      pools: [{ id: 'p', router: 'core', queue: 'top', parent: null, targets: [], path }],
      contracts: ['a', 'b'].flatMap((uplink) => [
        { uplink, from: START, until: null, rate: both(500), document: 'K' },
        { uplink, from: when('2026-05-15T00:00+07:00'), until: null, rate: both(400), document: 'L' },
      ]),
      shares: [
        { from: START, shares: { a: perMille(600), b: perMille(400) } },
        { from: when('2026-05-20T08:00+07:00'), shares: { a: perMille(500), b: perMille(500) } },
      ],
      poolLimits: [{ pool: 'p', from: START, rate: both(900) }],
      allocations: [
        allocation(1, 'x', both(30)),
        allocation(2, 'd', both(80)),
        temporary,
        allocation(4, 'f', both(20)),
      ],
    };
    const wish = { line: asking, wanted: both(40), window: null, request: null, from: NOW };
    const context = () => contextOver(books, STEADY, { down: ['uplink:a'] });
    const termsAt = inputsOver(context(), wish);
    const instants = [NOW, WINDOW.until, when('2026-05-21T08:00+07:00'), when('2026-05-16T08:00+07:00'), NOW];
    for (const from of instants) expect(termsAt(from)).toEqual(inputsFor(context(), { ...wish, from }));
    expect(new Set(instants.map((from) => JSON.stringify(termsAt(from)))).size).toBe(4);
  });
});

describe('holds', () => {
  const hold = (request: number, id: string) =>
    allocation(9, id, both(100), { request, state: { at: 'held', until: WINDOW.until }, appliedAt: null });
  const base = [allocation(1, 'x', both(30)), allocation(2, 'd', both(80))];
  const raised = (id: string, request: number) =>
    termsOf({ allocations: [...base, hold(7, id)], request }).directions.down.raised;

  it('of the asking line raise nothing, whoever asked; those of other lines do', () => {
    expect([raised('x', 7), raised('x', 8), raised('d', 8)]).toEqual([0, 0, 14e6]);
  });

  it('count in the guarantee they would become', () => {
    expect(termsOf({ allocations: base }).directions.down.idle).toBe(70e6);
    expect(termsOf({ allocations: [...base, hold(7, 'd')] }).directions.down.idle).toBe(100e6 - (10e6 + 14e6));
  });
});

describe('the asking line', () => {
  it('counts its own guarantee apart, from nothing where it is new', () => {
    expect(termsOf().directions.down.own).toBeNull();
    expect(termsOf({ asking: 'dedicated' }).directions.down.own).toEqual({ cir: 30e6, busy: 0 });
    const fresh = termsOf({ asking: 'dedicated', allocations: [allocation(2, 'd', both(80))] });
    expect(fresh.directions.down).toMatchObject({ delta: mbps(40), own: { cir: 0, busy: 0 } });
  });
});

describe('dated shares', () => {
  it('are those of the time from which the wish counts, for the bounds and for the promises', () => {
    const of = (from: Moment) => {
      const { bounds, directions } = termsOf({ from });
      return [bounds.map((b) => b.share), directions.down.promised['a']?.[0]?.dedicated];
    };
    expect(of(NOW)).toEqual([[600, 400], 48e6]);
    expect(of(when('2026-05-21T08:00+07:00'))).toEqual([[500, 500], 40e6]);
  });

  it('that do not name a member leave the answer unknown', () => {
    expect(decide(termsOf({ path: { kind: 'balanced', uplinks: ['a', 'c'] } })).verdict).toBe('unknown');
  });
});

describe('a cache', () => {
  it('reads a day that is over once, and today every time', () => {
    let reads = 0;
    const samples = { series: () => ((reads += 1), []) } as unknown as Parameters<DayCache['of']>[0];
    const cache = new DayCache();
    for (const day of ['2026-05-03', '2026-05-03', '2026-05-04', '2026-05-04'])
      cache.of(samples, 'uplink:a', day as never, CALENDAR.zone, NOW);
    expect(reads).toBe(3);
  });

  it('lets the day go that was not asked for longest', () => {
    const read: string[] = [];
    const samples = {
      series: (_: string, { from }: Window) => (
        read.push(new Date(from).toISOString().slice(0, 10)), flat(from, (from + 50 * SLOT) as Moment, 1)
      ),
    };
    const cache = new DayCache(130);
    const ask = (day: string) =>
      cache.of(samples as never, 'uplink:a', day as never, CALENDAR.zone, NOW).down.rates.length;
    expect(['2026-04-01', '2026-04-02', '2026-04-01', '2026-04-03', '2026-04-01', '2026-04-02'].map(ask)).toEqual([
      50, 50, 50, 50, 50, 50,
    ]);
    expect(read).toEqual(['2026-03-31', '2026-04-01', '2026-04-02', '2026-04-01']);
  });

  it('reads the part of a day that is asked, once, and takes it from the whole day where that is there', () => {
    const read: Window[] = [];
    const samples = { series: (_: string, asked: Window) => (read.push(asked), flat(asked.from, asked.until, 1)) };
    const cache = new DayCache();
    const ask = (day: string, part?: Window) =>
      cache.of(samples as never, 'uplink:a', day as never, CALENDAR.zone, NOW, part).down.rates.length;
    const morning = span('2026-05-02T08:00+07:00', '2026-05-02T10:00+07:00');
    expect([
      ask('2026-05-02', morning),
      ask('2026-05-02', morning),
      ask('2026-05-02'),
      ask('2026-05-02', morning),
    ]).toEqual([24, 24, 288, 288]);
    expect(read).toEqual([morning, span('2026-05-02T00:00+07:00', '2026-05-03T00:00+07:00')]);
    const other = { from: morning.from, until: (morning.from + SLOT) as Moment };
    const fresh = new DayCache();
    const askFresh = (part: Window) =>
      fresh.of(samples as never, 'uplink:a', '2026-05-02' as never, CALENDAR.zone, NOW, part).up.rates.length;
    expect([askFresh(morning), askFresh(other)]).toEqual([24, 1]);
  });

  it('puts the sum of a day that is over together once', () => {
    let reads = 0;
    const samples = { series: (_: string, { from }: Window) => ((reads += 1), [five(from, 2, 1)]) };
    const cache = new DayCache();
    const sum = (day: string, ...subjects: ('uplink:a' | 'uplink:b')[]) =>
      cache.sum(samples as never, subjects, day as never, CALENDAR.zone, NOW);
    const first = sum('2026-05-03', 'uplink:a', 'uplink:b');
    expect([first.down.rates, first.up.rates]).toEqual([[4], [2]]);
    expect(sum('2026-05-03', 'uplink:a', 'uplink:b')).toBe(first);
    expect(sum('2026-05-03', 'uplink:a').down.rates).toEqual([2]);
    expect(reads).toBe(2);
    for (const each of [sum('2026-05-04', 'uplink:a', 'uplink:b'), sum('2026-05-04', 'uplink:a', 'uplink:b')])
      expect(each.up.rates).toEqual([2]);
    expect(reads).toBe(6);
    expect(sum('2026-05-03').down).toEqual({ starts: [], rates: [] });
  });

  it('computes a figure once per key', () => {
    const cache = new DayCache();
    expect([cache.remember('k', () => 1), cache.remember('k', () => 2), cache.remember('l', () => 3)]).toEqual([
      1, 1, 3,
    ]);
  });
});
