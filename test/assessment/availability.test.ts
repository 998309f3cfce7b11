import { describe, expect, it } from 'vitest';
import { decide } from '../../agent/admission/check/decision.ts';
import type { DecisionInputs } from '../../agent/admission/check/decision-inputs.ts';
import { inputsFor } from '../../agent/assessment/availability.ts';
import type { Allocation } from '../../agent/domain/allocation.ts';
import type { Line, Pool } from '../../agent/domain/line.ts';
import type { Window } from '../../agent/domain/moment.ts';
import { mbps, NO_RATE, type Rate } from '../../agent/domain/rate.ts';
import type { PoolLimit } from '../../agent/domain/uplink.ts';
import type { Observed } from '../../agent/ports/ledger.ts';
import { PLAIN_TRAITS } from '../../agent/shaping/router-traits.ts';
import { allocation, bareLine, both, NOW, span, when } from '../office/evidence-kit.ts';
import { row } from '../office/queue-samples.ts';
import { contextOver, five, flat, type Rates } from '../office/read-context-kit.ts';

const START = when('2026-01-01T00:00+07:00');
const SINCE = when('2026-03-20T00:00+07:00');

interface Office {
  readonly lines?: readonly Line[];
  readonly pools?: readonly Pool[];
  readonly poolLimits?: readonly PoolLimit[];
  readonly allocations: readonly Allocation[];
  readonly rates?: Rates;
  readonly wanted: Rate;
  readonly window?: Window;
  readonly shown?: Observed['queues'];
}

const used = (megabits: number) => flat(SINCE, NOW, mbps(megabits));
const x = bareLine('x');

/** Line x on uplink a of 100 Mbps, of which 60 are used; u 0.85, l 0.95, k 2, a 0.7. */
function asked(office: Office): DecisionInputs {
  const { lines = [x] } = office;
  const identity = { identity: 'core', version: '7.18.2', serial: null };
  const observed = { router: 'core', at: NOW, identity, traits: PLAIN_TRAITS, queues: office.shown ?? [] };
  const context = contextOver(
    {
      lines,
      pools: office.pools ?? [],
      contracts: ['a', 'b'].map((uplink) => ({ uplink, from: START, until: null, rate: both(100), document: 'K' })),
      shares: [],
      poolLimits: office.poolLimits ?? [],
      allocations: office.allocations,
    },
    { 'uplink:a': used(60), 'uplink:b': used(30), ...office.rates },
    { observed: office.shown === undefined ? {} : { core: observed } },
  );
  const line = lines.find(({ id }) => id === 'x') ?? x;
  return inputsFor(context, { line, wanted: office.wanted, window: office.window ?? null, request: null, from: NOW });
}

const keyOf = (inputs: DecisionInputs, key: string, bound = 'a') =>
  decide(inputs).keys.find((k) => k.key === key && k.bound === bound && k.direction === 'down');

const pool = (id: string, parent: string | null = null): Pool => {
  return { id, router: 'core', queue: id, parent, targets: [], path: { kind: 'pinned', uplink: 'a' } };
};
const limit = (id: string, megabits: number, from = START): PoolLimit => ({ pool: id, from, rate: both(megabits) });
const shown = (name: string, megabits: number, parent: string | null = null) =>
  row({ name, parent, maxLimit: both(megabits), comment: '', targets: ['10.0.0.0/24'] });
const below = (id: string, parent: string, agency = id): Line => ({ ...bareLine(id), parent, agency });
const pending = { request: 7, appliedAt: null };

describe('what a line has', () => {
  it('counts a reduction from when the router shows it, in each direction', () => {
    const allocations = [allocation(1, 'x', both(30)), allocation(2, 'x', both(40, 20), pending)];
    const inputs = asked({ allocations, wanted: both(45, 28) });
    expect([inputs.directions.down.delta, inputs.directions.up.delta]).toEqual([mbps(5), mbps(-2)]);
  });

  it('keeps the guarantee that stands while a smaller one is not on the router yet', () => {
    const g = bareLine('g', 'a', 'dedicated');
    const allocations = [
      allocation(1, 'x', both(20)),
      allocation(2, 'g', both(40)),
      allocation(3, 'g', both(10), pending),
    ];
    expect(asked({ lines: [x, g], allocations, wanted: both(30) }).directions.down.idle).toBe(mbps(40));
  });

  it('takes what was verified for the load of now when the router was never read', () => {
    const allocations = [allocation(1, 'x', both(20)), allocation(2, 'x', both(50), pending)];
    expect(keyOf(asked({ allocations, wanted: both(60) }), 'live')?.demand).toBe(mbps(60 + 28));
  });

  it('raises the samples by a new line that the router does not show yet', () => {
    const lines = [x, bareLine('new')];
    const allocations = [allocation(1, 'x', both(20)), allocation(2, 'new', both(20), { appliedAt: null })];
    expect(asked({ lines, allocations, wanted: both(30) }).directions.down.raised).toBe(mbps(14));
  });

  it('never counts more for a shared line than the largest rate that it can have', () => {
    const weekend = span('2026-05-09T00:00+07:00', '2026-05-10T00:00+07:00');
    const allocations = [
      allocation(1, 'x', both(40), { limitAt: both(30) }),
      allocation(2, 'x', both(20), { ...pending, limitAt: both(30) }),
    ];
    const inputs = asked({ allocations, wanted: both(60), window: weekend });
    expect(keyOf(inputs, 'promised')?.demand).toBe(mbps(60));
  });
});

describe('hours', () => {
  it('are those of the three figures for a line without a limit, in a window too', () => {
    const night = span('2026-05-05T01:00+07:00', '2026-05-05T02:00+07:00');
    const quiet = used(20).map((f) => ((f.start / 3_600_000 + 7) % 24 < 6 ? five(f.start, mbps(1)) : f));
    const lines = [x, bareLine('free')];
    const allocations = [allocation(1, 'x', both(20)), allocation(2, 'free', NO_RATE)];
    const inputs = asked({ lines, allocations, wanted: both(30), window: night, rates: { 'line:free': quiet } });
    expect(keyOf(inputs, 'promised')?.demand).toBe(mbps(10 + 20));
  });

  it('of a kind that was never measured leave the answer unknown, beside others that were', () => {
    // Monday to Friday were measured; the window holds a Saturday too.
    const week = flat(when('2026-04-20T00:00+07:00'), when('2026-04-25T00:00+07:00'), mbps(60));
    const context = { 'uplink:a': week };
    const now = when('2026-04-25T00:05+07:00');
    const books = {
      lines: [x],
      pools: [],
      contracts: [{ uplink: 'a', from: START, until: null, rate: both(100), document: 'K' }],
      shares: [],
      poolLimits: [],
      allocations: [allocation(1, 'x', both(20))],
    };
    const window = span('2026-05-08T08:00+07:00', '2026-05-09T20:00+07:00');
    const query = { line: x, wanted: both(30), window, request: null, from: now };
    expect(inputsFor(contextOver(books, context, { now }), query).directions.down.busy.kind).toBe('unknown');
  });
});

describe('queues', () => {
  const tree = { lines: [below('x', 'p'), below('y', 'p')], pools: [pool('p')], wanted: both(30) };
  const granted = [allocation(1, 'x', both(20)), allocation(2, 'y', both(40))];

  it('have the limit that the router shows until one is dated', () => {
    const table = [shown('p', 50), shown('X', 20, 'p'), shown('Y', 40, 'p')];
    const inputs = asked({ ...tree, allocations: granted, shown: table });
    expect(inputs.bounds.map(({ name, capacity }) => [name, capacity?.down])).toEqual([
      ['a', mbps(100)],
      ['p', mbps(50)],
    ]);
  });

  it('limit nothing from the day on which their limit ends', () => {
    const later = when('2026-06-01T00:00+07:00');
    const visit = span('2026-06-10T00:00+07:00', '2026-06-11T00:00+07:00');
    const inputs = asked({
      ...tree,
      poolLimits: [limit('p', 80), limit('p', 0, later)],
      allocations: [...granted, allocation(3, 'y', both(60), { window: visit })],
    });
    expect(keyOf(inputs, 'promised', 'p')).toMatchObject({ limit: mbps(72), pass: true });
  });

  it('of an agency bound others whose line the router does not show', () => {
    const lines = [{ ...below('x', 'p'), queue: 'X' }, below('y', 'p')];
    const inputs = asked({ ...tree, lines, allocations: granted, shown: [shown('p', 50), shown('X', 20, 'p')] });
    expect(inputs.bounds.map(({ name }) => name)).toEqual(['a', 'p']);
  });

  it('that are raised along with the line pass upward what it gets', () => {
    const lines = [{ ...below('x', 'p'), queue: 'X', service: 'dedicated' as const }];
    const table = [shown('p', 20), shown('X', 20, 'p')];
    const allocations = [allocation(1, 'x', both(20))];
    const inputs = asked({ ...tree, lines, poolLimits: [limit('p', 20)], allocations, shown: table });
    expect(keyOf(inputs, 'promised')?.demand).toBe(mbps(30));
  });

  it('miss an interval in which a line without a limit was not measured', () => {
    const rates = { 'line:x': used(20), 'line:y': [five(SINCE, mbps(5))] };
    const allocations = [allocation(1, 'x', both(20)), allocation(2, 'y', NO_RATE)];
    const inputs = asked({ ...tree, poolLimits: [limit('p', 80)], allocations, rates });
    expect(inputs.directions.down.demands?.['p']?.source).toBe('links');
  });

  it('count the limit of an imported line before its first record too', () => {
    const imported = when('2026-05-03T00:00+07:00');
    const rates = { 'line:x': used(10), 'line:y': [five(NOW - 300_000, mbps(5))] };
    const allocations = [allocation(1, 'x', both(20)), allocation(2, 'y', both(30), { appliedAt: imported })];
    const inputs = asked({ ...tree, poolLimits: [limit('p', 80)], allocations, rates });
    expect(inputs.directions.down.demands?.['p']).toMatchObject({ source: 'lines', busy: { bits: mbps(40) } });
  });
});

describe('a failover path', () => {
  const failover = { kind: 'failover', uplinks: ['a', 'b'] } as const;

  it('is not charged with lines that are pinned to its standby', () => {
    const lines = [bareLine('x', failover), bareLine('g', 'b', 'dedicated')];
    const allocations = [allocation(1, 'x', both(20)), allocation(2, 'g', both(40))];
    expect(asked({ lines, allocations, wanted: both(30) }).directions.down.idle).toBe(0);
  });
});
