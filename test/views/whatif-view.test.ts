import { describe, expect, it } from 'vitest';
import { decide } from '../../agent/admission/check/decision.ts';
import type { Fault } from '../../agent/domain/fault.ts';
import type { Path } from '../../agent/domain/line.ts';
import { mbps, perMille } from '../../agent/domain/rate.ts';
import { inputsFor } from '../../agent/assessment/availability.ts';
import { headroomView } from '../../agent/views/headroom-view.ts';
import type { ReadContext } from '../../agent/assessment/read-context.ts';
import { supposed } from '../../agent/assessment/supposed-network.ts';
import { whatIf, type WhatIfAsked } from '../../agent/views/whatif-view.ts';
import { allocation, bareLine, both, NOW, span, when } from '../office/evidence-kit.ts';
import { flat, contextOver } from '../office/read-context-kit.ts';

const START = when('2026-01-01T00:00+07:00');
const SINCE = when('2026-04-06T00:00+07:00');
const pinned = (uplink: string): Path => ({ kind: 'pinned', uplink });
const LINES = [
  bareLine('x', pinned('a')),
  bareLine('d', pinned('a'), 'dedicated'),
  bareLine('f', { kind: 'failover', uplinks: ['b', 'a'] }),
];
const EVENT = span('2026-05-06T06:00+07:00', '2026-05-06T12:00+07:00');

/**
 * Uplinks of 200 and 100 Mbps, 60 and 20 busy; x has 30 and an event to 90 on Wednesday, d 80 guaranteed, f 20 on b
 * before a.
 */
function office(): ReadContext {
  const contracts = [
    { uplink: 'a', from: START, until: null, rate: both(200), document: 'K-A' },
    { uplink: 'b', from: START, until: null, rate: both(100), document: 'K-B' },
  ];
  const rows = [
    allocation(1, 'x', both(30)),
    allocation(2, 'd', both(80), { limitAt: both(80) }),
    allocation(3, 'f', both(20)),
  ];
  const allocations = [...rows, allocation(4, 'x', both(90), { window: EVENT, appliedAt: null })];
  const rates = {
    'uplink:a': flat(SINCE, NOW, 60e6),
    'uplink:b': flat(SINCE, NOW, 20e6),
    'line:d': flat(SINCE, NOW, 70e6),
  };
  const shares = [{ from: START, shares: { a: perMille(500), b: perMille(500) } }];
  const context = contextOver({ lines: LINES, pools: [], contracts, shares, poolLimits: [], allocations }, rates);
  const uplinks = ['a', 'b'].map((id) => ({ id, name: id, router: 'core', interface: id }));
  return { ...context, office: { ...context.office, uplinks } };
}

/** 300 and 200 Mbps balanced 60 to 40, half used; 520 are promised to shared lines. */
function balancedOffice(): ReadContext {
  const path: Path = { kind: 'balanced', uplinks: ['a', 'b'] };
  const lines = [bareLine('y', path), bareLine('z', path)];
  const contracts = ['a', 'b'].map((uplink, n) => ({
    uplink,
    from: START,
    until: null,
    rate: both([300, 200][n]!),
    document: 'K',
  }));
  const allocations = [allocation(1, 'y', both(20)), allocation(2, 'z', both(500))];
  const rates = { 'uplink:a': flat(SINCE, NOW, 60e6), 'uplink:b': flat(SINCE, NOW, 40e6) };
  const shares = [{ from: START, shares: { a: perMille(600), b: perMille(400) } }];
  const context = contextOver({ lines, pools: [], contracts, shares, poolLimits: [], allocations }, rates, {
    policy: { sharing: perMille(2000) },
  });
  const uplinks = ['a', 'b'].map((id) => ({ id, name: id, router: 'core', interface: id }));
  return { ...context, office: { ...context.office, uplinks } };
}

const ask = (asked: WhatIfAsked) => whatIf(office(), asked);
const grant = (name: string, megabits: number, more = {}) => ({
  line: name,
  down: mbps(megabits),
  up: mbps(megabits),
  ...more,
});
const verdict = (asked: WhatIfAsked) => ask(asked).wish?.decision.verdict;

describe('a wish that nobody filed', () => {
  it('is judged on the standby alone where the preferred link is supposed to be lost, now and for a later time', () => {
    const lost = { lost: ['b'] };
    expect(verdict({ ...lost, wish: grant('f', 40) })).toBe('enough');
    const later = grant('f', 190, { from: '2026-05-09 06:00', until: '2026-05-10' });
    const { wish } = ask({ ...lost, wish: later });
    expect([wish?.decision.verdict, wish?.terms.bounds.map((b) => b.name)]).toEqual(['not-enough', ['a']]);
  });

  it('is answered as the check answers one that was', () => {
    const context = office();
    const asking = { line: LINES[0]!, wanted: both(60), window: null, request: null, from: NOW };
    const { wish } = whatIf(context, { wish: grant('x', 60) });
    expect(wish?.terms).toEqual(inputsFor(context, asking));
    expect(wish?.decision).toEqual(decide(inputsFor(context, asking)));
  });

  it('may be for a time, on the clock of the office', () => {
    const { wish } = ask({ wish: grant('x', 60, { from: '2026-05-09 06:00', until: '2026-05-10' }) });
    expect(wish?.terms.window).toEqual(span('2026-05-09T06:00+07:00', '2026-05-11T00:00+07:00'));
    expect(wish).toMatchObject(span('2026-05-09T06:00+07:00', '2026-05-11T00:00+07:00'));
    expect(wish?.decision.verdict).toBe('enough');
  });

  it('may be of a new line on the path of another', () => {
    const { wish } = ask({ wish: grant('new', 40, { like: 'd', service: 'dedicated' }) });
    expect(wish?.terms).toMatchObject({
      line: 'new',
      service: 'dedicated',
      path: pinned('a'),
      inForce: both(0),
      wanted: both(40),
    });
    expect(wish?.decision.verdict).toBe('enough');
    expect(verdict({ wish: grant('new', 120, { like: 'd', service: 'dedicated' }) })).toBe('not-enough');
  });

  it('that is too large gets an offer, and the date of what is supposed to come', () => {
    const asked = {
      wish: grant('x', 220),
      more: [{ uplink: 'a', down: mbps(300), up: mbps(300), from: '2026-07-01' }],
    };
    const short = ask({ wish: asked.wish });
    expect([short.wish?.decision.verdict, short.wish?.offer, short.wish?.earliest]).toEqual([
      'not-enough',
      both(185),
      null,
    ]);
    expect(ask(asked).wish?.earliest).toBe(when('2026-07-01T00:00+07:00'));
    expect(verdict({ wish: grant('x', 220, { from: '2026-07-01' }), more: asked.more })).toBe('enough');
  });

  it.each([
    [{ wish: grant('nobody', 1) }, 'line/no-such'],
    [{ wish: grant('new', 1, { like: 'nobody' }) }, 'line/no-such'],
    [{ lost: ['c'] }, 'uplink/no-such'],
    [{ ends: [{ uplink: 'a', at: 'besok' }] }, 'request/bad-time'],
    [{ ends: [{ uplink: 'a', at: '2026-02-30' }] }, 'request/bad-time'],
    [{ wish: grant('x', 1, { until: '2026-05-03' }) }, 'request/bad-value'],
  ] as const)('%j is refused: %s', (asked, code) => {
    expect(() => ask(asked)).toThrow(expect.objectContaining({ code }) as Fault);
  });
});

describe('what is supposed of the network', () => {
  it('an uplink that is lost for good: what hangs on it alone has nothing, what fails over runs on the other', () => {
    const { wish, uplinks } = ask({ lost: ['a'], wish: grant('x', 40) });
    expect([wish?.decision.verdict, wish?.offer]).toEqual(['not-enough', null]);
    expect(uplinks.map(({ id, room, supposed: left }) => [id, room!.down > 0, left!.down > 0])).toEqual([
      ['a', true, false],
      ['b', true, true],
    ]);
    expect(ask({ lost: ['b'], wish: grant('f', 25) }).wish?.terms.bounds.map((b) => b.name)).toEqual(['a']);
  });

  it('an uplink that is lost hands its share of a balanced path to the others, promises too', () => {
    const context = balancedOffice();
    const asked = { lost: ['a'], wish: grant('y', 40) };
    expect(whatIf(context, { wish: grant('y', 40) }).wish?.decision.verdict).toBe('enough');
    const { wish, uplinks } = whatIf(context, asked);
    expect(wish?.terms.bounds.map((b) => [b.name, b.share])).toEqual([['b', 1000]]);
    expect(wish?.decision.verdict).toBe('not-enough');
    // (520 + 20) ÷ 2 promised, 0.9 × 200 may be.
    expect(wish?.decision.keys.find((k) => k.key === 'promised' && k.direction === 'down')).toMatchObject({
      demand: 270e6,
      limit: 180e6,
    });
    expect(wish?.terms.directions.down.live).toMatchObject({ bits: 100e6 });
    expect(uplinks.map((u) => [u.id, u.supposed])).toEqual([
      ['a', both(0)],
      ['b', both(0)],
    ]);
  });

  it('a contract that ends: nothing is left after it, for a time or for good', () => {
    const wish = grant('x', 40, { from: '2026-06-01 06:00', until: '2026-06-01 12:00' });
    const ends = [{ uplink: 'a', at: '2026-06-01 09:00' }];
    expect([verdict({ wish }), verdict({ wish, ends })]).toEqual(['enough', 'not-enough']);
    expect([verdict({ wish: grant('x', 40) }), verdict({ wish: grant('x', 40), ends })]).toEqual([
      'enough',
      'not-enough',
    ]);
    expect(ask({ ends }).uplinks[0]!.supposed).toEqual(both(0));
    const successor = { ends, more: [{ uplink: 'a', down: mbps(200), up: mbps(200), from: '2026-06-01 09:00' }] };
    expect(verdict({ wish: grant('x', 40), ...successor })).toBe('enough');
  });

  it('more capacity is there from its day on, and on what begins later', () => {
    const context = office();
    const contracts = supposed(context, [
      { what: 'more', uplink: 'a', from: when('2026-06-01T00:00+07:00'), rate: both(100) },
      { what: 'ends', uplink: 'a', at: when('2026-09-01T00:00+07:00') },
      { what: 'more', uplink: 'a', from: when('2026-05-20T00:00+07:00'), rate: both(1) },
    ]).ledger.contracts();
    const own = contracts
      .filter((c) => c.uplink === 'a')
      .map(({ from, until, rate }) => [from, until, rate.down / 1e6]);
    const end = when('2026-09-01T00:00+07:00');
    expect(own).toEqual([
      [START, end, 200],
      [when('2026-05-20T00:00+07:00'), end, 201],
      [when('2026-06-01T00:00+07:00'), end, 301],
      [end, null, 1],
    ]);
  });

  it('shows the room of each uplink as it is and would be, and writes nothing', () => {
    const context = office();
    const before = JSON.stringify([context.ledger.contracts(), context.ledger.allocations()]);
    const { uplinks } = whatIf(context, { more: [{ uplink: 'a', down: mbps(100), up: mbps(100) }] });
    expect(uplinks.map(({ id, room, supposed: changed }) => [id, room!.down < changed!.down])).toEqual([
      ['a', true],
      ['b', false],
    ]);
    expect(JSON.stringify([context.ledger.contracts(), context.ledger.allocations()])).toBe(before);
  });
});

describe('the calendar of headroom', () => {
  const of = (uplink: string, days = 4) =>
    headroomView(office(), days).filter((d) => d.uplink === uplink && d.direction === 'down');

  it('is the lowest of each day, and says what binds', () => {
    expect(of('a').map(({ day, headroom, binds, running }) => [day, headroom, binds, running])).toEqual([
      ['2026-05-04', 85e6, 'permanent', []],
      ['2026-05-05', 85e6, 'permanent', []],
      ['2026-05-06', 40e6, 'window', ['x']],
      ['2026-05-07', 85e6, 'permanent', []],
    ]);
    expect(of('a')[2]).toMatchObject({ limit: 180e6, demand: 140e6, worst: EVENT.from });
    expect(of('b').map((d) => d.headroom)).toEqual([80e6, 80e6, 80e6, 80e6]);
  });

  it('is unknown on a day that no contract covers, and less than nothing where none is supposed to be left', () => {
    const context = office();
    const noon = when('2026-05-05T12:00+07:00');
    const own = context.ledger.contracts().map((c) => (c.uplink === 'a' ? { ...c, until: noon } : c));
    const rooms = (seen: ReadContext) => headroomView(seen, 2).filter((d) => d.uplink === 'a' && d.direction === 'up');
    expect(rooms({ ...context, ledger: { ...context.ledger, contracts: () => own } }).map((d) => d.headroom)).toEqual([
      85e6,
      null,
    ]);
    expect(rooms(supposed(context, [{ what: 'ends', uplink: 'a', at: noon }])).map((d) => d.headroom)).toEqual([
      85e6, -95e6,
    ]);
  });
});
