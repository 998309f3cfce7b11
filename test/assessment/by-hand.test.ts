import { describe, expect, it } from 'vitest';
import { breakdownOf } from '../../agent/admission/check/breakdown.ts';
import type { ConstraintResult } from '../../agent/admission/check/constraints.ts';
import { decide } from '../../agent/admission/check/decision.ts';
import type { DecisionInputs } from '../../agent/admission/check/decision-inputs.ts';
import { partialOffer, queueNeeds } from '../../agent/admission/check/offer.ts';
import { inputsFor } from '../../agent/assessment/availability.ts';
import type { Allocation } from '../../agent/domain/allocation.ts';
import type { Line, Pool } from '../../agent/domain/line.ts';
import type { Moment, Window } from '../../agent/domain/moment.ts';
import { demandOf, limitOf, mbps, type PerMille, perMille, type Rate } from '../../agent/domain/rate.ts';
import type { Contract } from '../../agent/domain/uplink.ts';
import type { Observed } from '../../agent/ports/ledger.ts';
import type { FiveMinute, PortSpeed } from '../../agent/ports/samples.ts';
import type { ObservedQueue } from '../../agent/shaping/queue.ts';
import { PLAIN_TRAITS } from '../../agent/shaping/router-traits.ts';
import { allocation, bareLine, both, NOW, span, when } from '../office/evidence-kit.ts';
import { contextOver, five, flat, type Rates } from '../office/read-context-kit.ts';
import { row } from '../office/queue-samples.ts';

const START = when('2026-01-01T00:00+07:00');
const SINCE = when('2026-03-20T00:00+07:00');
const PATH = { kind: 'pinned', uplink: 'a' } as const;

interface Office {
  readonly lines?: readonly Line[];
  readonly pools?: readonly Pool[];
  readonly poolLimits?: Readonly<Record<string, Rate>>;
  readonly contracts?: readonly Contract[];
  readonly shares?: Readonly<Record<string, PerMille>>;
  readonly allocations?: readonly Allocation[];
  readonly rates?: Rates;
  readonly wanted?: Rate;
  readonly window?: Window | null;
  readonly now?: Moment;
  readonly ports?: Readonly<Record<string, PortSpeed>>;
  /** The router's table as last read. */
  readonly shown?: Observed['queues'];
}

const contract = (total: number, until: Moment | null = null): Contract => {
  return { uplink: 'a', from: START, until, rate: both(total), document: 'K' };
};

/** Capacity 100, u 0.85, l 0.95, r 0.10, k 2, a 0.7; line x is shared and has 20; the link is 60 busy. */
function asked(office: Office = {}): DecisionInputs {
  const x = bareLine('x');
  const { lines = [x], now = NOW } = office;
  const books = {
    lines,
    pools: office.pools ?? [],
    contracts: office.contracts ?? [contract(100)],
    shares: office.shares === undefined ? [] : [{ from: START, shares: office.shares }],
    poolLimits: Object.entries(office.poolLimits ?? {}).map(([pool, rate]) => ({ pool, from: START, rate })),
    allocations: office.allocations ?? [allocation(1, 'x', both(20))],
  };
  const rates = { 'uplink:a': flat(SINCE, now, mbps(60)), ...office.rates };
  const observed: Record<string, Observed> = office.shown === undefined ? {} : { core: observedTable(office.shown) };
  const uplinks = [{ id: 'a', name: 'A', router: 'core', interface: 'ether1' }];
  const context = contextOver(books, rates, { now, observed, uplinks, ports: office.ports ?? {} });
  const line = lines.find(({ id }) => id === 'x') ?? x;
  const inputs = inputsFor(context, {
    line,
    wanted: office.wanted ?? both(30),
    window: office.window ?? null,
    request: null,
    from: now,
  });
  for (const result of decide(inputs).keys) expectToAddUp(inputs, result);
  return inputs;
}

/** What `explain` prints of a constraint gives its two numbers. */
function expectToAddUp(inputs: DecisionInputs, result: ConstraintResult): void {
  const { parts, share, percent, capacity } = breakdownOf(inputs, result)!;
  const sum = parts.reduce((total, { bits }) => total + bits, 0);
  expect([demandOf(share, sum), limitOf(percent, capacity)]).toEqual([result.demand, result.limit]);
}

function observedTable(queues: Observed['queues']): Observed {
  const identity = { model: '', serial: '', version: '', identity: '' } as unknown as Observed['identity'];
  return { router: 'core', at: NOW, identity, traits: PLAIN_TRAITS, queues };
}

const shownRow = (name: string, limit: number, parent: string | null = null) =>
  row({ name, parent, maxLimit: both(limit), comment: '', targets: ['10.0.0.0/24'] });

const keyOf = (inputs: DecisionInputs, key: string, bound = 'a') =>
  decide(inputs).keys.find((k) => k.key === key && k.bound === bound && k.direction === 'down');

const port = (more: Partial<PortSpeed> = {}): PortSpeed => {
  return { type: 6, speedMbps: 100, since: SINCE, passed: false, ...more };
};

describe('the check by hand', () => {
  it('counts an Ethernet port that came up slower than the contract, and shows both numbers', () => {
    const office = { contracts: [contract(300)], rates: { 'uplink:a': flat(SINCE, NOW, mbps(96)) } };
    const slower = asked({ ...office, ports: { 'uplink:a': port() } });
    expect(decide(slower).verdict).toBe('not-enough');
    expect(slower.bounds[0]).toMatchObject({ capacity: both(100), contract: both(300) });
    // Not on PPPoE and the like, nor where the counters passed that speed, nor without a speed.
    for (const more of [{ type: 23 }, { type: null }, { passed: true }, { speedMbps: 0 }, { speedMbps: 1000 }]) {
      const free = asked({ ...office, ports: { 'uplink:a': port(more) } });
      expect([decide(free).verdict, free.bounds[0]?.contract]).toEqual(['enough', undefined]);
    }
  });

  it('offers each direction what it can: nothing more in the one that is full', () => {
    const inputs = asked({ rates: { 'uplink:a': flat(SINCE, NOW, mbps(60), mbps(90)) } });
    expect(decide(inputs).verdict).toBe('not-enough');
    expect(partialOffer(inputs)).toEqual(both(30, 20));
  });

  it('has no answer while another line has no limit and was never measured', () => {
    const free = { lines: [bareLine('x'), bareLine('free')] };
    const allocations = [allocation(1, 'x', both(20)), allocation(2, 'free', both(0))];
    expect(decide(asked({ ...free, allocations }))).toMatchObject({
      verdict: 'unknown',
      why: [{ why: 'unlimited-line', line: 'free' }],
    });
    const rates = { 'line:free': flat(SINCE, NOW, mbps(5)) };
    expect(keyOf(asked({ ...free, allocations, rates }), 'promised')?.demand).toBe(mbps(15 + 5));
  });

  it('has no answer once the only contract ended longer ago than the grace', () => {
    const ended = (text: string) => asked({ contracts: [contract(100, when(text))] });
    expect(decide(ended('2026-01-04T00:00+07:00'))).toMatchObject({
      verdict: 'unknown',
      why: [{ why: 'contract-ended', uplink: 'a' }],
    });
    expect(decide(ended('2026-04-04T00:00+07:00')).verdict).toBe('enough');
    expect(ended('2026-04-04T00:00+07:00').bounds[0]?.contractEnded).toBe(when('2026-04-04T00:00+07:00'));
    expect(decide(ended('2026-06-04T00:00+07:00')).verdict).toBe('enough');
  });

  it('counts the asking line once: 60 for this weekend, 65 asked', () => {
    const weekend = span('2026-05-09T00:00+07:00', '2026-05-11T00:00+07:00');
    const inputs = asked({
      allocations: [allocation(1, 'x', both(20)), allocation(2, 'x', both(60), { window: weekend })],
      wanted: both(65),
      window: weekend,
      rates: { 'uplink:a': flat(SINCE, NOW, mbps(10)) },
    });
    expect(keyOf(inputs, 'measured')).toMatchObject({ demand: mbps(55), limit: mbps(85), pass: true });
  });

  it('takes the own use of a guarantee from normal days, in Ramadan too', () => {
    const now = when('2026-03-18T10:00+07:00');
    const since = when('2025-12-20T00:00+07:00');
    const ramadan = when('2026-02-18T00:00+07:00');
    const g = bareLine('g', 'a', 'dedicated');
    const inputs = asked({
      now,
      lines: [bareLine('x'), g],
      allocations: [
        allocation(1, 'x', both(20), { appliedAt: since }),
        allocation(2, 'g', both(40), { appliedAt: since }),
      ],
      contracts: [{ ...contract(100), from: since }],
      rates: {
        'uplink:a': flat(since, now, mbps(60)),
        'line:g': [...flat(since, ramadan, mbps(30)), ...flat(ramadan, now, mbps(10))],
      },
    });
    expect(inputs.directions.down.idle).toBe(mbps(10));
  });

  it('says the coverage of the figure that has no bound', () => {
    const working = (start: number): boolean => {
      const local = new Date(start + 7 * 3_600_000);
      const minute = local.getUTCHours() * 60 + local.getUTCMinutes();
      return local.getUTCDay() === 2 && minute >= 480 && minute < 600;
    };
    const holed = flat(when('2026-04-06T00:00+07:00'), NOW, mbps(60)).filter(
      (f: FiveMinute) => !working(f.start) || f.start > when('2026-04-29T00:00+07:00'),
    );
    const decision = decide(asked({ rates: { 'uplink:a': holed } }));
    expect(decision).toMatchObject({
      verdict: 'unknown',
      why: [{ why: 'coverage', expected: 1710 }, { direction: 'up' }],
    });
  });

  it('asks a window off the 5-minute grid like the one on it', () => {
    const verdictOf = (from: string, until: string) =>
      keyOf(asked({ window: span(`2026-05-06T${from}+07:00`, `2026-05-06T${until}+07:00`) }), 'measured')?.demand;
    expect(
      [
        ['08:00', '09:00'],
        ['08:01', '09:00'],
        ['10:42', '12:00'],
      ].map(([from, until]) => verdictOf(from!, until!)),
    ).toEqual([mbps(70), mbps(70), mbps(70)]);
  });

  it('forgets what was granted and given back, and a slip that was set right', () => {
    const given = [
      allocation(2, 'y', both(20)),
      allocation(3, 'y', both(40), { request: 7, appliedAt: when('2026-05-01T08:00+07:00') }),
      allocation(4, 'y', both(20), { request: 8, appliedAt: when('2026-05-02T08:00+07:00') }),
    ];
    const slip = [
      allocation(5, 'z', both(250), { appliedAt: when('2026-05-04T09:00:00+07:00') }),
      allocation(6, 'z', both(25), { appliedAt: when('2026-05-04T09:00:20+07:00') }),
    ];
    const lines = [bareLine('x'), bareLine('y'), bareLine('z')];
    const inputs = asked({ lines, allocations: [allocation(1, 'x', both(20)), ...given, ...slip] });
    expect([inputs.directions.down.raised, keyOf(inputs, 'measured')?.demand]).toEqual([0, mbps(67)]);
  });
});

const pool = (id: string, parent: string | null = null): Pool => {
  return { id, router: 'core', queue: id, parent, targets: [], path: PATH };
};
const below = (id: string, parent: string, agency = id): Line => ({ ...bareLine(id), parent, agency });
const used = (megabits: number) => flat(SINCE, NOW, mbps(megabits));

describe('trees of queues', () => {
  const groups: Office = {
    lines: [below('x', 'g1'), below('y', 'g2')],
    pools: [pool('g1'), pool('g2')],
    poolLimits: { g1: both(80), g2: both(80) },
    contracts: [contract(1000)],
    allocations: [allocation(1, 'x', both(30)), allocation(2, 'y', both(70))],
    rates: { 'uplink:a': used(90), 'line:x': used(20), 'line:y': used(70) },
    wanted: both(31),
  };

  it('judge each queue by its own demand, not by that of the link', () => {
    const inputs = asked(groups);
    expect(decide(inputs).verdict).toBe('enough');
    expect(keyOf(inputs, 'measured', 'g1')?.demand).toBe(mbps(20) + 700_000);
    expect(inputs.directions.down.demands).toMatchObject({ g1: { source: 'lines' } });
  });

  it.each([
    ['without a limit', {}],
    ['larger', { mid: both(500) }],
  ])('find a full queue two levels up, the group between %s', (_, limits) => {
    const inputs = asked({
      ...groups,
      lines: [below('x', 'mid'), below('y', 'top')],
      pools: [pool('mid', 'top'), pool('top')],
      poolLimits: { ...limits, top: both(100) },
    });
    expect(decide(inputs)).toMatchObject({ verdict: 'not-enough' });
    expect(keyOf(inputs, 'measured', 'top')).toMatchObject({ demand: mbps(90) + 700_000, pass: false });
  });

  it('that alone refuse are named with the limit that they need', () => {
    const office = { ...groups, rates: { ...groups.rates, 'line:x': used(68) } };
    const inputs = asked(office);
    // 68 + 0.7 of at most 85 %.
    expect(queueNeeds(inputs)).toEqual([
      { queue: 'g1', direction: 'down', limit: mbps(80), needed: 80_823_530 },
      {
        queue: 'g1',
        direction: 'up',
        limit: mbps(80),
        needed: 80_823_530,
      },
    ]);
    expect(decide(asked({ ...office, poolLimits: { g1: both(80.82353), g2: both(80) } })).verdict).toBe('enough');
    expect(queueNeeds(asked({ ...office, contracts: [contract(90)] }))).toEqual([]);
  });

  it('hand through a parent that the ledger does not know, and take its limit from the router', () => {
    const shown = (limit: number) => [
      shownRow('top', 100),
      shownRow('mid', limit, 'top'),
      shownRow('X', 30, 'mid'),
      shownRow('Y', 70, 'top'),
      shownRow('other', 1, 'top'),
      shownRow('strange', 1, 'mid'),
    ];
    const office = { ...groups, lines: [below('x', 'mid'), below('y', 'top')], pools: [pool('top')] };
    const through = asked({ ...office, poolLimits: { top: both(100) }, shown: shown(0) });
    expect(through.bounds.map(({ name }) => name)).toEqual(['a', 'top']);
    expect(decide(through).verdict).toBe('not-enough');
    const limited = asked({ ...office, poolLimits: { top: both(100) }, shown: shown(40) });
    expect(limited.bounds.map(({ name, capacity }) => [name, capacity?.down])).toEqual([
      ['a', mbps(1000)],
      ['queue:mid', mbps(40)],
      ['top', mbps(100)],
    ]);
  });

  it('count a limit of both directions together, and reverse a queue on an uplink', () => {
    const office = { ...groups, lines: [below('x', 'mid'), below('y', 'mid')], pools: [] };
    const bound = (parent: ObservedQueue) => {
      const shown = [parent, shownRow('X', 30, 'mid'), shownRow('Y', 70, 'mid'), shownRow('other', 1, 'mid')];
      return asked({ ...office, shown }).bounds.find(({ name }) => name === 'queue:mid')?.capacity;
    };
    const both100 = shownRow('mid', 0);
    expect(bound({ ...both100, extras: { totalMaxLimit: mbps(100) } })).toEqual(both(100));
    expect(bound({ ...both100, maxLimit: both(150, 20), extras: { totalMaxLimit: mbps(100) } })).toEqual(both(100, 20));
    expect(bound({ ...both100, maxLimit: both(0, 50) })).toEqual(both(0, 50));
    expect(bound({ ...both100, maxLimit: both(20, 90), targets: ['ether1'] })).toEqual(both(90, 20));
  });

  it("do not bound a line by its agency's own group", () => {
    const own: Office = {
      ...groups,
      lines: [{ ...below('x', 'g1'), queue: 'X' }, below('y', 'g2')],
      poolLimits: { g1: both(20), g2: both(80) },
      allocations: [allocation(1, 'x', both(20)), allocation(2, 'y', both(70))],
      wanted: both(30),
    };
    const table = [shownRow('g1', 20), shownRow('X', 20, 'g1')];
    expect(asked({ ...own, shown: table }).bounds.map(({ name }) => name)).toEqual(['a']);
    // A queue of somebody else below it, or a router that was not read: a bound.
    const shared = [...table, shownRow('guest', 5, 'g1')];
    expect(asked({ ...own, shown: shared }).bounds.map(({ name }) => name)).toEqual(['a', 'g1']);
    expect(asked(own).bounds.map(({ name }) => name)).toEqual(['a', 'g1']);
  });

  it('pass upward at most the limit of a group: ten lines of 10 below 20', () => {
    const many = Array.from({ length: 10 }, (_, n) => below(`m${n}`, 'small'));
    const inputs = asked({
      lines: [below('x', 'top'), ...many],
      pools: [pool('small', 'top'), pool('top')],
      poolLimits: { small: both(20), top: both(100) },
      contracts: [contract(1000)],
      allocations: [allocation(1, 'x', both(20)), ...many.map(({ id }, n) => allocation(10 + n, id, both(10)))],
    });
    // (20 + 10) ÷ 2 of x, and 20 of the group instead of 100 ÷ 2.
    expect(keyOf(inputs, 'promised', 'top')?.demand).toBe(mbps(35));
    expect(keyOf(inputs, 'promised', 'a')?.demand).toBe(mbps(35));
  });

  it('give an answer on the day on which no queue has counters of its own yet', () => {
    const { rates: _, ...unmeasured } = groups;
    const inputs = asked({ ...unmeasured, rates: { 'uplink:a': used(50) } });
    expect(inputs.directions.down.demands).toMatchObject({ g1: { source: 'links' } });
    expect(decide(inputs).verdict).toBe('enough');
  });

  it('take the larger of the counters of a queue and the sum of its lines', () => {
    const own = (megabits: number) => asked({ ...groups, rates: { ...groups.rates, 'pool:g1': used(megabits) } });
    expect(own(60).directions.down.demands?.['g1']).toMatchObject({ source: 'queue', busy: { bits: mbps(60) } });
    expect(own(5).directions.down.demands?.['g1']).toMatchObject({ source: 'lines', busy: { bits: mbps(20) } });
  });

  it('are not summed above 250 lines: the counters of the queue decide, or the links', () => {
    const many = Array.from({ length: 251 }, (_, n) => below(`m${n}`, 'g1'));
    const office = {
      ...groups,
      lines: [below('x', 'g1'), ...many],
      rates: { 'uplink:a': used(50), 'line:x': used(20) },
      allocations: [allocation(1, 'x', both(30))],
    };
    const sourceOf = (rates: Rates) => asked({ ...office, rates }).directions.down.demands?.['g1']?.source;
    expect(sourceOf(office.rates)).toBe('links');
    expect(sourceOf({ ...office.rates, 'pool:g1': used(40) })).toBe('queue');
  });

  it('count the limit of a line while it is not measured, and nothing before it was there', () => {
    const half = [...flat(SINCE, when('2026-04-20T00:00+07:00'), mbps(20)), five(NOW - 300_000, mbps(20))];
    const inputs = asked({
      ...groups,
      lines: [below('x', 'g1'), below('w', 'g1')],
      rates: {
        'uplink:a': used(90),
        'line:x': used(20),
        'line:w': half,
      },
      allocations: [allocation(1, 'x', both(30)), allocation(2, 'w', both(40))],
    });
    expect(inputs.directions.down.demands?.['g1']).toMatchObject({ source: 'lines', busy: { bits: mbps(60) } });
    const young = { appliedAt: when('2026-04-30T00:00+07:00') };
    const newer = asked({
      ...groups,
      lines: [below('x', 'g1'), below('w', 'g1')],
      rates: {
        'uplink:a': used(90),
        'line:x': used(20),
        'line:w': [five(NOW - 300_000, mbps(20))],
      },
      allocations: [allocation(1, 'x', both(30)), allocation(2, 'w', both(40), young)],
    });
    expect(newer.directions.down.demands?.['g1']).toMatchObject({ busy: { bits: mbps(60) } });
    const never = asked({
      ...groups,
      lines: [below('x', 'g1'), below('w', 'g1')],
      rates: {
        'uplink:a': used(50),
        'line:x': used(20),
      },
      allocations: [allocation(1, 'x', both(30)), allocation(2, 'w', both(40))],
    });
    expect(never.directions.down.demands?.['g1']).toMatchObject({ source: 'links' });
  });
});

describe('a balanced path beside lines that use one of its links', () => {
  const path = { kind: 'balanced', uplinks: ['a', 'b'] } as const;
  const office = (rates: Rates): Office => {
    return {
      lines: [bareLine('x', path), bareLine('p', 'a')],
      contracts: ['a', 'b'].map((uplink) => ({ ...contract(100), uplink })),
      shares: { a: perMille(500), b: perMille(500) },
      allocations: [allocation(1, 'x', both(20)), allocation(2, 'p', both(40))],
      // 30 of line p on a, and 60 that both share, of which a carries 36 today.
      rates: { 'uplink:a': used(66), 'uplink:b': used(24), ...rates },
    };
  };
  const measured = (rates: Rates) => {
    const inputs = asked(office(rates));
    return ['a', 'b'].map((bound) => keyOf(inputs, 'measured', bound)?.demand);
  };

  it('shares out only what is not pinned: 30 + 30 and 30, and half of 7', () => {
    expect(measured({ 'line:p': used(30) })).toEqual([mbps(63.5), mbps(33.5)]);
    expect(asked(office({ 'line:p': used(30) })).directions.down.demands).toMatchObject({ a: { source: 'member' } });
  });

  it('takes the interface where it is larger and a pinned line is not measured', () => {
    // Half of 90 is 45 on each; a itself carries 66.
    expect(measured({})).toEqual([mbps(66 + 3.5), mbps(45 + 3.5)]);
  });

  it('without such lines carries its share of the sum', () => {
    const inputs = asked({ ...office({}), lines: [bareLine('x', path)], allocations: [allocation(1, 'x', both(20))] });
    expect(keyOf(inputs, 'measured', 'a')?.demand).toBe(mbps(48.5));
    expect(inputs.directions.down.demands).toEqual({});
  });
});
