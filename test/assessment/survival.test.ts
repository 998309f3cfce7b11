import { describe, expect, it } from 'vitest';
import { decide } from '../../agent/admission/check/decision.ts';
import type { Allocation } from '../../agent/domain/allocation.ts';
import type { Line, Path } from '../../agent/domain/line.ts';
import { before, MINUTE, span } from '../../agent/domain/moment.ts';
import { perMille, type Rate } from '../../agent/domain/rate.ts';
import type { Shares } from '../../agent/domain/uplink.ts';
import { inputsFor } from '../../agent/assessment/availability.ts';
import type { ReadContext } from '../../agent/assessment/read-context.ts';
import { survivalOf } from '../../agent/assessment/survival.ts';
import { uplinksView } from '../../agent/views/uplinks-view.ts';
import { allocation, bareLine, both, NOW, when } from '../office/evidence-kit.ts';
import { flat, type Rates, contextOver } from '../office/read-context-kit.ts';

const START = when('2026-01-01T00:00+07:00');
const MARCH = when('2026-03-01T00:00+07:00');
const HALF_HOUR = span(30 * MINUTE);
const FAILOVER: Path = { kind: 'failover', uplinks: ['a', 'b'] };
/** Link A carries 150; link B stands by and counts nothing. */
const STANDING_BY: Rates = { 'uplink:a': flat(MARCH, NOW, 150e6) };

interface Office {
  readonly lines?: readonly Line[];
  readonly allocations?: readonly Allocation[];
  readonly contracts?: Readonly<Record<string, Rate>>;
  readonly rates?: Rates;
  readonly down?: readonly string[];
  readonly shares?: readonly Shares[];
}

function contextOf(office: Office = {}): ReadContext {
  const { lines = [bareLine('x', FAILOVER)], allocations = [allocation(1, 'x', both(20))] } = office;
  const { contracts = { a: both(300), b: both(100) }, rates = STANDING_BY, down = [], shares = [] } = office;
  const books = {
    lines,
    pools: [],
    contracts: Object.entries(contracts).map(([uplink, rate]) => ({
      uplink,
      from: START,
      until: null,
      rate,
      document: 'K',
    })),
    shares,
    poolLimits: [],
    allocations,
  };
  const context = contextOver(books, rates, { down: down.map((id) => `uplink:${id}`) });
  const uplinks = ['a', 'b'].map((id) => ({ id, name: id, router: 'core', interface: id }));
  return { ...context, office: { ...context.office, uplinks } };
}

const asking = (wanted: number, path: Path = FAILOVER, id = 'x') => {
  return { line: bareLine(id, path), wanted: both(wanted), window: null, request: null, from: NOW };
};
/** A day of the coming weekend. */
const LATER = { from: when('2026-05-09T08:00+07:00'), until: when('2026-05-09T16:00+07:00') };

describe('agent/views/survival', () => {
  it('says what the standby would carry of what both carried', () => {
    const survival = survivalOf(contextOf(), asking(60))!;
    expect([survival.lost, survival.onto, survival.unknown]).toEqual(['a', 'b', []]);
    const measured = survival.keys.find((k) => k.key === 'measured' && k.direction === 'down');
    expect(measured).toMatchObject({ bound: 'b', demand: 178e6, limit: 85e6, pass: false });
    const roomy = survivalOf(contextOf({ contracts: { a: both(300), b: both(300) } }), asking(60))!;
    expect(roomy.keys.every((k) => k.bound === 'b' && k.pass)).toBe(true);
  });

  it("counts what the standby carries of others' traffic as well", () => {
    const rates = { ...STANDING_BY, 'uplink:b': flat(MARCH, NOW, 40e6) };
    const measured = survivalOf(contextOf({ rates }), asking(60))!.keys.find((k) => k.key === 'measured');
    expect(measured).toMatchObject({ demand: 218e6 });
  });

  it('asks the standby of a window that begins later, too', () => {
    const survival = survivalOf(contextOf(), { ...asking(60), window: LATER })!;
    expect(survival.keys.map((k) => k.bound)).toEqual(survival.keys.map(() => 'b'));
    expect(survival.keys.find((k) => k.key === 'measured')).toMatchObject({ demand: 190e6, limit: 85e6, pass: false });
  });

  it('does not know what was not read of the link in use, whatever the standby counts', () => {
    const gap = when('2026-04-01T00:00+07:00');
    const read = flat(MARCH, NOW, 150e6).filter(({ start }) => start < gap || start >= when('2026-05-04T09:00+07:00'));
    const rates = { 'uplink:a': read, 'uplink:b': flat(MARCH, NOW, 1e3) };
    const contracts = { a: both(300), b: both(300) };
    expect(decide(inputsFor(contextOf({ rates, contracts }), asking(60))).verdict).toBe('unknown');
    expect(survivalOf(contextOf({ rates, contracts }), asking(60))!.unknown).not.toEqual([]);
  });

  it('says why it is not known, and nothing where there is no standby or nothing is asked', () => {
    const noContract = { contracts: { a: both(300) } };
    expect(survivalOf(contextOf(noContract), asking(60))).toEqual({
      lost: 'a',
      onto: 'b',
      keys: [],
      unknown: [{ why: 'no-contract', uplink: 'b' }],
    });
    expect(survivalOf(contextOf(), asking(20))).toBeNull();
    expect(survivalOf(contextOf({ down: ['a'] }), asking(60))).toBeNull();
    expect(survivalOf(contextOf({ down: ['b'] }), asking(60))).toBeNull();
    expect(survivalOf(contextOf(), asking(60, { kind: 'pinned', uplink: 'a' }))).toBeNull();
  });
});

describe('a path that its standby carries', () => {
  const verdict = (wanted: number, office: Office): string =>
    decide(inputsFor(contextOf(office), asking(wanted))).verdict;

  it('neither postpones nor grants, whatever room the standby has; it is judged again once the link is back', () => {
    const roomy = { contracts: { a: both(300), b: both(900) } };
    expect([verdict(60, { down: ['a'] }), verdict(60, { ...roomy, down: ['a'] })]).toEqual([
      'waiting-for-room',
      'waiting-for-room',
    ]);
    expect([verdict(60, {}), verdict(900, {})]).toEqual(['enough', 'not-enough']);
  });

  it('is no refuge where nothing is known of what it took over', () => {
    expect(verdict(60, { down: ['a'], rates: {} })).toBe('unknown');
  });

  it('leaves a window that begins later to the preferred link and its own past', () => {
    const busy = { ...STANDING_BY, 'uplink:b': flat(MARCH, NOW, 1e6) };
    const terms = inputsFor(contextOf({ down: ['a'], rates: busy }), { ...asking(60), window: LATER });
    expect(terms.bounds.map((b) => [b.name, b.standsInFor ?? null])).toEqual([['a', null]]);
    expect(terms.directions.down.busy).toMatchObject({ kind: 'known', bits: 150e6 });
    expect(decide(terms).verdict).toBe('enough');
  });

  it('keeps nobody waiting who asks for nothing more', () => {
    expect([verdict(10, {}), verdict(10, { down: ['a'] })]).toEqual(['enough', 'enough']);
  });

  it('costs a line pinned to the standby no promise: what its guests were promised stays with their link', () => {
    const pinned: Path = { kind: 'pinned', uplink: 'b' };
    const office = {
      lines: [bareLine('p', pinned), bareLine('x', FAILOVER, 'dedicated')],
      allocations: [allocation(1, 'p', both(5)), allocation(2, 'x', both(140), { limitAt: both(140) })],
      rates: {
        'uplink:a': flat(MARCH, NOW, 100e6),
        'uplink:b': flat(MARCH, NOW, 10e6),
        'line:x': flat(MARCH, NOW, 90e6),
      },
    };
    const of = (down: readonly string[], rates: Rates = office.rates) =>
      decide(inputsFor(contextOf({ ...office, rates, down }), asking(15, pinned, 'p'))).verdict;
    expect([of([]), of(['a'])]).toEqual(['enough', 'enough']);
    const full = {
      ...office.rates,
      'uplink:b': [...flat(MARCH, before(NOW, HALF_HOUR), 10e6), ...flat(before(NOW, HALF_HOUR), NOW, 95e6)],
    };
    expect(of(['a'], full)).toBe('waiting-for-room');
  });

  it('shows no room while a link is down; an uplink without a path is shown as a line pinned to it finds it', () => {
    const rates = { ...STANDING_BY, 'uplink:b': flat(MARCH, NOW, 40e6) };
    const shown = (office: Office) =>
      uplinksView(contextOf({ ...office, rates })).map((u) => [u.id, u.busy?.down ?? null, u.room?.down ?? null]);
    expect(shown({})).toEqual([
      ['a', 150e6, 150e6],
      ['b', 40e6, 60e6],
    ]);
    expect(shown({ down: ['a'] })[0]).toEqual(['a', 150e6, null]);
    const balanced = bareLine('x', { kind: 'balanced', uplinks: ['a', 'b'] });
    expect(shown({ lines: [bareLine('x', FAILOVER, 'dedicated')] })[0]?.[1]).toBe(150e6);
    const shares = [{ from: START, shares: { a: perMille(500), b: perMille(500) } }];
    const contracts = { a: both(300), b: both(200) };
    expect([
      shown({ lines: [balanced], shares, contracts }),
      shown({ lines: [balanced], shares, contracts, down: ['a'] }),
    ]).toEqual([
      [
        ['a', 95e6, 210e6],
        ['b', 95e6, 210e6],
      ],
      [
        ['a', 95e6, null],
        ['b', 95e6, null],
      ],
    ]);
  });
});

describe('after a cut of a day and a night', () => {
  const CUT = when('2026-04-21T10:00+07:00');
  const BACK = when('2026-04-22T10:00+07:00');
  const cut = (megabits: number) => [
    ...flat(MARCH, CUT, megabits),
    ...flat(CUT, BACK, 0),
    ...flat(BACK, NOW, megabits),
  ];
  const more = (megabits: number, by: number) => [
    ...flat(MARCH, CUT, megabits),
    ...flat(CUT, BACK, by),
    ...flat(BACK, NOW, megabits),
  ];
  const shares = [{ from: START, shares: { a: perMille(600), b: perMille(400) } }];
  const contracts = { a: both(300), b: both(200) };
  const busyOf = (path: Path, rates: Rates) =>
    inputsFor(contextOf({ lines: [bareLine('x', path)], contracts, rates, shares }), asking(30, path)).directions.down
      .busy;

  it('a balanced path is known as what its other link carried', () => {
    const busy = busyOf(
      { kind: 'balanced', uplinks: ['a', 'b'] },
      { 'uplink:a': cut(90e6), 'uplink:b': more(60e6, 150e6) },
    );
    expect(busy).toMatchObject({ kind: 'known', bits: 150e6 });
    expect(busy.figures.every((f) => f.valid === f.expected)).toBe(true);
  });

  it('a path of one link, or that prefers it, is known by the time that it was in service', () => {
    const rates = { 'uplink:a': cut(90e6), 'uplink:b': more(10e6, 100e6) };
    for (const path of [FAILOVER, { kind: 'pinned', uplink: 'a' }] as const) {
      const busy = busyOf(path, rates);
      expect(busy).toMatchObject({ kind: 'known', bits: 90e6 });
      expect(busy.figures.every((f) => f.valid === f.expected)).toBe(true);
    }
  });

  it('what was merely not read stays missing', () => {
    const read = cut(90e6).filter(({ start }) => start < CUT || start >= BACK);
    const unread = { 'uplink:a': read, 'uplink:b': flat(MARCH, NOW, 60e6) };
    expect(busyOf({ kind: 'pinned', uplink: 'a' }, unread).figures.some((f) => f.valid < f.expected)).toBe(true);
  });
});
