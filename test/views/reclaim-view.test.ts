import { describe, expect, it } from 'vitest';
import type { Allocation } from '../../agent/domain/allocation.ts';
import type { Line } from '../../agent/domain/line.ts';
import { type Moment, moment } from '../../agent/domain/moment.ts';
import type { Priority } from '../../agent/domain/priority.ts';
import { mbps, type Rate } from '../../agent/domain/rate.ts';
import type { RequestRecord } from '../../agent/ports/ledger.ts';
import type { FiveMinute } from '../../agent/ports/samples.ts';
import type { Op } from '../../agent/shaping/op.ts';
import type { Plan } from '../../agent/shaping/plan.ts';
import { inputsFor } from '../../agent/assessment/availability.ts';
import { reclaimView } from '../../agent/views/reclaim-view.ts';
import type { ReadContext } from '../../agent/assessment/read-context.ts';
import { reducedGrants, withAllocations } from '../../agent/assessment/supposed-grants.ts';
import { allocation, bareLine, both, NOW, when } from '../office/evidence-kit.ts';
import { flat, type Rates, contextOver } from '../office/read-context-kit.ts';
import { planRow, postponedRow } from '../office/sample-rows.ts';

const START = when('2026-01-01T00:00+07:00');
const SINCE = when('2026-03-01T00:00+07:00');

const LINES = [
  bareLine('x'),
  bareLine('y'),
  bareLine('big'),
  bareLine('mid'),
  bareLine('hot'),
  bareLine('cir', 'b', 'dedicated'),
  bareLine('far', 'b'),
];
const ROWS = [
  allocation(1, 'x', both(30)),
  allocation(2, 'y', both(20)),
  allocation(3, 'big', both(600)),
  allocation(4, 'mid', both(300)),
  allocation(5, 'hot', both(100)),
  allocation(6, 'cir', both(100), { limitAt: both(100) }),
  allocation(7, 'far', both(900)),
];
const USED: Rates = {
  'uplink:a': flat(SINCE, NOW, 100e6),
  'uplink:b': flat(SINCE, NOW, 30e6),
  'line:x': flat(SINCE, NOW, 28e6),
  'line:y': flat(SINCE, NOW, 18e6),
  'line:big': flat(SINCE, NOW, 20e6),
  'line:mid': flat(SINCE, NOW, 10e6),
  'line:hot': flat(SINCE, NOW, 80e6),
  'line:cir': flat(SINCE, NOW, 10e6),
  'line:far': flat(SINCE, NOW, 20e6),
};

function waiting(id: number, on: string, wanted: Rate, priority: Priority = 'P3'): RequestRecord {
  const receivedAt = moment(START + id);
  return postponedRow(id, START, { number: `BW-${id}`, agency: on, line: on, wanted, priority, receivedAt });
}

interface Books {
  readonly waiting?: readonly RequestRecord[];
  readonly allocations?: readonly Allocation[];
  readonly rates?: Rates;
  readonly lines?: readonly Line[];
  readonly now?: Moment;
  /** Owners of a due plan, of an open op. */
  readonly planned?: readonly string[];
  readonly written?: readonly string[];
}

/**
 * Uplinks of 500 Mbps: 450 may be promised, 425 used at the busy hour. On a 1,050 shared by two is more than that; 100
 * is used.
 */
function office(books: Books = {}): ReadContext {
  const {
    waiting: list = [],
    allocations = ROWS,
    rates = {},
    lines = LINES,
    now = NOW,
    planned = [],
    written = [],
  } = books;
  const contracts = ['a', 'b'].map((uplink) => ({ uplink, from: START, until: null, rate: both(500), document: 'K' }));
  const context = contextOver(
    { lines, pools: [], contracts, shares: [], poolLimits: [], allocations },
    { ...USED, ...rates },
    { now },
  );
  const agencies = [{ id: 'big', code: 'DINAS BIG' }];
  const ledger = {
    ...context.ledger,
    requests: () => list,
    agencies: () => agencies as never,
    plans: () => planned.map((owner, id): Plan => ({ id, state: 'due', ...planRow(owner, { purpose: 'reduce' }) })),
    openOps: () => written.map((owner) => ({ change: { owner } }) as unknown as Op),
  };
  return { ...context, ledger };
}

const X = waiting(41, 'x', both(80));
const Y = waiting(42, 'y', both(400));

describe('the reclaim list', () => {
  it('ranks by what is freed, with the size that would be left and the day until which the agency may object', () => {
    const view = reclaimView(office(), false);
    expect(view.rows.map(({ line: id, outcome }) => [id, outcome])).toEqual([
      ['far', { kind: 'give-back', proposed: both(30), freed: both(870) }],
      ['big', { kind: 'give-back', proposed: both(30), freed: both(570) }],
      ['mid', { kind: 'give-back', proposed: both(15), freed: both(285) }],
      ['cir', { kind: 'give-back', proposed: both(15), freed: both(85) }],
    ]);
    expect(view.rows[1]).toMatchObject({
      agency: 'DINAS BIG',
      allocation: both(600),
      use: { days: 20, down: { share: 34 } },
      drops: null,
    });
    expect(view).toMatchObject({ kept: 3, unknown: 0, below: 400, days: 20, plan: [] });
    // Ten working days after Monday, 4 May 10.00; the 14th is a holiday.
    expect(view.objectBy).toBeGreaterThan(when('2026-05-18T00:00+07:00'));
    expect(view.objectBy).toBeLessThan(when('2026-05-21T00:00+07:00'));
  });

  it('shows the others only where they are asked for, each with why', () => {
    const none = office({ rates: { 'line:mid': [] }, allocations: ROWS.filter((a) => a.line !== 'cir'), waiting: [X] });
    const rows = reclaimView(none, true).rows.map(({ line: id, outcome }) => [
      id,
      outcome.kind === 'give-back' ? '' : outcome.why,
    ]);
    expect(rows).toEqual([
      ['far', ''],
      ['big', ''],
      ['hot', 'in-use'],
      ['x', 'open-request'],
      ['y', 'in-use'],
      ['cir', 'no-limit'],
      ['mid', 'no-samples'],
    ]);
    expect(reclaimView(none, false)).toMatchObject({ kept: 3, unknown: 2, rows: [{ line: 'far' }, { line: 'big' }] });
  });

  it('says what the queue dropped, where the device counts it', () => {
    const context = office();
    const dropped = (rows: readonly FiveMinute[]): readonly FiveMinute[] =>
      rows.map((f, i) => ({ ...f, dropsDown: i % 2, dropsUp: 3 }));
    const counted: ReadContext = {
      ...context,
      samples: {
        ...context.samples,
        last: (subject) => (subject === 'line:big' ? ({ subject, drops: { down: 0, up: 0 } } as never) : undefined),
        series: (subject, window) => dropped(context.samples.series(subject, window)),
      },
    };
    const slots = 28 * 288;
    expect(reclaimView(counted, false).rows.map((row) => row.drops)).toEqual([
      null,
      { down: slots / 2, up: slots * 3 },
      null,
      null,
    ]);
  });

  it('leaves out a line with an ordered change that the router does not show yet, and hands nothing of it out', () => {
    const outcomes = (context: ReadContext) =>
      reclaimView(context, true).rows.map(({ line: id, outcome }) => [id, outcome] as const);
    const kept = { kind: 'keep', why: 'pending-change' };
    const orders = office({ planned: ['far'], written: ['cir'] });
    expect(outcomes(orders).filter(([id]) => id === 'far' || id === 'cir')).toEqual([
      ['cir', kept],
      ['far', kept],
    ]);
    expect(reclaimView(office({ waiting: [X], planned: ['big', 'mid'] }), false).plan).toMatchObject([
      { served: { kind: 'short' } },
    ]);
  });

  it('a line that was full under its old limit is no candidate once people register a larger one', () => {
    const yesterday = when('2026-05-03T16:00+07:00');
    const ended = { state: { at: 'ended', since: yesterday } } as const;
    const grown = [allocation(2, 'y', both(20), ended), allocation(8, 'y', both(100), { appliedAt: yesterday })];
    const allocations = [...ROWS.filter((a) => a.line !== 'y'), ...grown];
    const [y] = reclaimView(office({ allocations, rates: { 'line:y': flat(SINCE, NOW, 19.8e6) } }), true).rows.filter(
      (r) => r.line === 'y',
    );
    expect(y?.outcome).toEqual({ kind: 'keep', why: 'recently-raised' });
  });

  it('nor one that was granted more in the first days of Ramadan, and is looked at late in it', () => {
    const now = when('2026-03-16T10:00+07:00');
    const granted = when('2026-02-20T10:00+07:00');
    const since = when('2025-12-01T00:00+07:00');
    const x = [
      allocation(1, 'x', both(20), { state: { at: 'ended', since: granted } }),
      allocation(2, 'x', both(60), { request: 7, appliedAt: granted }),
    ];
    const rates = { 'line:x': [...flat(since, granted, 19.8e6), ...flat(granted, now, 12e6)] };
    const context = office({ lines: [bareLine('x')], allocations: x, rates, now });
    expect(reclaimView(context, true).rows[0]).toMatchObject({
      outcome: { kind: 'unknown', why: 'few-days' },
      use: { days: 0 },
    });
  });

  it('a month of gaps makes no line a candidate', () => {
    const gappy = USED['line:big']!.filter((_, i) => i % 12 !== 0);
    const view = reclaimView(office({ rates: { 'line:big': gappy } }), true);
    expect(view.rows.find((row) => row.line === 'big')).toMatchObject({
      outcome: { kind: 'unknown', why: 'coverage' },
    });
  });
});

describe('a line that uses little of what it has', () => {
  /** A link of 500 that carries this many Mbps all day: 475 is where its demand is cut off. */
  const outcomeOf = (books: Books, id = 'big') =>
    reclaimView(office(books), true).rows.find((row) => row.line === id)?.outcome;
  const carries = (down: number, up = 0): Rates => ({ 'uplink:a': flat(SINCE, NOW, down * 1e6, up * 1e6) });
  const full = { kind: 'unknown', why: 'path-full' };

  it('may be held down by a full link, in either direction, and is not asked', () => {
    expect(outcomeOf({ rates: carries(475) })).toEqual(full);
    expect(outcomeOf({ rates: carries(20, 475) })).toEqual(full);
    expect(outcomeOf({ rates: carries(474.9, 474.9) })).toMatchObject({ kind: 'give-back' });
    expect(outcomeOf({ rates: carries(475) }, 'far')).toMatchObject({ kind: 'give-back' });
  });

  it('leaves what is kept for another reason as it is', () => {
    expect(outcomeOf({ rates: carries(475) }, 'hot')).toEqual({ kind: 'keep', why: 'in-use' });
    expect(reclaimView(office({ rates: carries(475) }), false)).toMatchObject({
      kept: 3,
      unknown: 2,
      rows: [{ line: 'far' }, { line: 'cir' }],
    });
  });

  it('is not asked where nobody knows whether its link is full', () => {
    const unknown = { kind: 'unknown', why: 'path-unknown' };
    expect(outcomeOf({ rates: { 'uplink:a': [] } })).toEqual(unknown);
    const lines = LINES.map((l) =>
      l.id === 'big' ? { ...l, path: { kind: 'balanced', uplinks: ['a', 'b'] } as const } : l,
    );
    expect(outcomeOf({ lines })).toEqual(unknown);
  });
});

describe('who would get it', () => {
  const served = (books: Books) =>
    reclaimView(office(books), false).plan.map((row) => [row.number, row.served] as const);

  it('is served in order, each by the fewest reductions on its own path, and holds it before the next is asked', () => {
    expect(served({ waiting: [Y, X] })).toEqual([
      ['BW-41', { kind: 'enough', after: ['big'] }],
      ['BW-42', { kind: 'enough', after: ['mid'] }],
    ]);
    // Alone, the second needs only the first of the list.
    expect(served({ waiting: [Y] })).toEqual([['BW-42', { kind: 'enough', after: ['big'] }]]);
    expect(
      served({ waiting: [X, { ...Y, request: { ...Y.request, priority: 'P2' } }] }).map(([number]) => number),
    ).toEqual(['BW-42', 'BW-41']);
  });

  it('is not helped where the traffic itself is too much: a smaller allocation lowers none', () => {
    const [row] = served({ waiting: [X], rates: { 'uplink:a': flat(SINCE, NOW, 400e6) } });
    expect(row?.[1]).toMatchObject({ kind: 'short', isMeasured: true });
    const [huge] = served({ waiting: [waiting(43, 'x', both(499))] });
    expect(huge?.[1]).toMatchObject({
      kind: 'short',
      isMeasured: true,
      failed: [{ key: 'measured' }, { key: 'measured' }],
    });
  });

  it('is short of promises where even all reductions do not free enough', () => {
    const many = [...LINES, bareLine('full')];
    const books = {
      lines: many,
      allocations: [...ROWS, allocation(8, 'full', both(820))],
      rates: { 'line:full': flat(SINCE, NOW, 400e6) },
    };
    const [row] = served({ waiting: [X], ...books });
    expect(row?.[1]).toMatchObject({
      kind: 'short',
      isMeasured: false,
      failed: [{ key: 'promised', bound: 'a' }, { key: 'promised' }],
    });
  });

  it('is nothing new where it is enough already, and unknown where the check is blind', () => {
    const allocations = ROWS.filter((a) => a.line !== 'big');
    const lines = LINES.filter((l) => l.id !== 'big');
    expect(served({ waiting: [X], allocations, lines })).toEqual([['BW-41', { kind: 'enough', after: [] }]]);
    expect(served({ waiting: [X], rates: { 'uplink:a': [] } })[0]?.[1]).toMatchObject({ kind: 'unknown' });
  });

  it('waits where this hour alone is too full', () => {
    const calm = flat(SINCE, when('2026-05-04T09:30+07:00'), 100e6);
    const now = flat(when('2026-05-04T09:30+07:00'), NOW, 470e6);
    expect(served({ waiting: [X], rates: { 'uplink:a': [...calm, ...now] } })[0]?.[1]).toMatchObject({ kind: 'waits' });
  });
});

describe('a postponed request while a standby carries its path', () => {
  it.each([
    ['a small one', 100],
    ['a roomy one', 2000],
  ])('waits for the link, not for the load: %s', (_, roomMbps) => {
    const path = { kind: 'failover', uplinks: ['a', 'b'] } as const;
    const lines = ['x', 'big'].map((id) => bareLine(id, path));
    const cut = when('2026-05-04T08:00+07:00');
    const contracts = [300, roomMbps].map((mb, i) => ({
      uplink: i === 0 ? 'a' : 'b',
      from: START,
      until: null,
      rate: both(mb),
      document: 'K',
    }));
    const allocations = [allocation(1, 'x', both(20)), allocation(2, 'big', both(900))];
    const rates = { ...USED, 'uplink:a': flat(SINCE, cut, 100e6), 'uplink:b': flat(cut, NOW, 100e6) };
    const context = contextOver({ lines, pools: [], contracts, shares: [], poolLimits: [], allocations }, rates, {
      down: ['uplink:a'],
    });
    const { ledger } = office({ waiting: [waiting(41, 'x', both(200))] });
    const view = reclaimView({ ...context, ledger: { ...ledger, ...context.ledger } }, false);
    expect(view.plan.map((row) => row.served)).toEqual([{ kind: 'standby', uplink: 'b', lost: 'a' }]);
  });
});

describe('books with a reduction', () => {
  it('promise less, and what was given back is no longer added to the samples before it', () => {
    const applied = when('2026-04-20T00:00+07:00');
    const old = ROWS.map((a) => (a.line === 'big' ? { ...a, state: { at: 'ended' as const, since: applied } } : a));
    const grown = [...old, allocation(9, 'big', both(700), { request: 5, appliedAt: applied })];
    const context = office({ allocations: grown });
    const asking = { line: LINES[0]!, wanted: both(80), window: null, request: null, from: NOW };
    const less = withAllocations(
      context,
      reducedGrants(grown, [{ line: 'big', service: 'shared', proposed: both(30) }], NOW),
    );
    const [before, after] = [inputsFor(context, asking).directions.down, inputsFor(less, asking).directions.down];
    expect([before.raised, after.raised]).toEqual([mbps(70), 0]);
    const bits = ({ busy }: typeof after) => (busy.kind === 'known' ? busy.bits : null);
    expect([bits(before), bits(after)]).toEqual([mbps(170), mbps(100)]);
    const shared = (terms: typeof after) => terms.promised['a']?.[0]?.shared;
    expect([shared(before), shared(after)]).toEqual([mbps(1120), mbps(450)]);
  });
});
