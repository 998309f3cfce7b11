import { describe, expect, it } from 'vitest';
import {
  handedOver,
  lastingCapacity,
  lastingLimit,
  membersOf,
  sharesOf,
  windowCapacity,
} from '../../../agent/admission/check/path-capacity.ts';
import {
  permanentCommitments,
  type CommitmentBook,
  temporaryCommitments,
} from '../../../agent/admission/check/committed.ts';
import { type AdjustmentBook, adjustmentsFor } from '../../../agent/admission/check/adjustments.ts';
import type { Allocation } from '../../../agent/domain/allocation.ts';
import type { Line } from '../../../agent/domain/line.ts';
import { bps, mbps, perMille } from '../../../agent/domain/rate.ts';
import { allocation, bareLine, both, NOW, span, when } from '../../office/evidence-kit.ts';

const WHOLE = perMille(1000);
const held = (until: string) => ({ state: { at: 'held', until: when(until) }, appliedAt: null, request: 7 }) as const;
const LATER = '2026-05-05T10:00+07:00';
const WINDOW = span('2026-05-09T06:00+07:00', '2026-05-09T18:00+07:00');
const raises = (allocations: readonly Allocation[]): AdjustmentBook => {
  const lines = [...new Set(allocations.map((a) => a.line))].map((id) => ({ id, share: WHOLE, groups: [] }));
  return { allocations, lines, requesting: 'asking', activity: perMille(700), graceMinutes: 30, now: NOW };
};
const promises = (
  allocations: readonly Allocation[],
  lines: readonly Line[] = [bareLine('x'), bareLine('d', 'a', 'dedicated')],
): CommitmentBook => {
  return {
    allocations,
    lines,
    requesting: bareLine('new'),
    shareOn: () => WHOLE,
    groupsOf: () => [],
    unlimited: () => mbps(3),
    burst: () => bps(0),
    capacityFrom: () => undefined,
    sharing: perMille(2000),
    graceMinutes: 30,
    now: NOW,
  };
};

describe('permanent raises', () => {
  const bits = (...more: Allocation[]) => adjustmentsFor(raises([allocation(1, 'x', both(30)), ...more]), 'down', null);

  it('are a·Δ of each grant, until it was verified; of all samples while it is not applied', () => {
    const at = when('2026-05-01T08:00+07:00');
    expect(bits(allocation(2, 'x', both(40), { appliedAt: at }))).toEqual([{ bits: 7e6, until: at }]);
    expect(bits(allocation(2, 'x', both(40), { appliedAt: null }))).toEqual([{ bits: 7e6, until: null }]);
  });

  it('count a live hold; one whose time is now has expired', () => {
    expect(bits(allocation(2, 'x', both(40), held(LATER)))).toEqual([{ bits: 7e6, until: null }]);
    expect(bits(allocation(2, 'x', both(40), held('2026-05-04T10:00+07:00')))).toEqual([]);
  });

  it('lower nothing for a reduction', () => {
    expect(bits(allocation(2, 'x', both(20)))).toEqual([]);
    const reduced = allocation(2, 'x', both(20), { appliedAt: when('2026-05-01T08:00+07:00') });
    const asked = allocation(3, 'x', both(30), { appliedAt: null });
    expect(bits(reduced, asked)).toEqual([{ bits: 7e6, from: when('2026-05-01T08:00+07:00'), until: null }]);
  });

  it('end when what was granted is given back, or was a slip', () => {
    const [first, second] = [when('2026-05-01T08:00+07:00'), when('2026-05-02T08:00+07:00')];
    expect(
      bits(allocation(2, 'x', both(50), { appliedAt: first }), allocation(3, 'x', both(30), { appliedAt: second })),
    ).toEqual([]);
    const slip = [
      allocation(2, 'old', both(250), { appliedAt: first }),
      allocation(3, 'old', both(20), { appliedAt: second }),
    ];
    expect(bits(...slip)).toEqual([]);
    const again = allocation(4, 'x', both(50), { appliedAt: NOW });
    expect(
      bits(
        allocation(2, 'x', both(50), { appliedAt: first }),
        allocation(3, 'x', both(30), { appliedAt: second }),
        again,
      ),
    ).toEqual([
      { bits: 14e6, until: first },
      { bits: 14e6, from: second, until: NOW },
    ]);
  });

  it('are nothing for holds of the asking line, and at most the limit of a queue on the way', () => {
    const pending = [1, 2].map((n) => allocation(n, `l${n}`, both(40), { ...held(LATER), request: n }));
    const book = raises(pending);
    expect(adjustmentsFor(book, 'down', null)).toEqual([{ bits: 56e6, until: null }]);
    expect(adjustmentsFor({ ...book, requesting: 'l1' }, 'down', null)).toEqual([{ bits: 28e6, until: null }]);
    const groups = [{ id: 'g', limit: mbps(30) }];
    const lines = book.lines.map((line) => ({ ...line, groups }));
    expect(adjustmentsFor({ ...book, lines }, 'down', null)).toEqual([{ bits: 30e6, until: null }]);
  });

  it('take all of a first grant that was asked for, and nothing of base data', () => {
    expect(bits(allocation(2, 'new', both(10), held(LATER)))).toEqual([{ bits: 7e6, until: null }]);
    expect(bits(allocation(2, 'old', both(10)))).toEqual([]);
  });
});

describe('temporary raises', () => {
  const of = (...more: Allocation[]) => adjustmentsFor(raises([allocation(1, 'x', both(30)), ...more]), 'down', WINDOW);
  const run = (id: number, total: number, from: string, until: string) =>
    allocation(id, 'x', both(total), { window: span(from, until), appliedAt: null });

  it('are the whole extra of grants in the window, to their end and the grace', () => {
    expect(of(run(2, 100, '2026-05-09T00:00+07:00', '2026-05-09T07:00+07:00'))).toEqual([{ bits: 70e6, until: null }]);
    expect(of(run(2, 100, '2026-05-09T00:00+07:00', '2026-05-09T05:40+07:00'))).toHaveLength(1);
    expect(of(run(2, 100, '2026-05-09T00:00+07:00', '2026-05-09T05:30+07:00'))).toEqual([]);
    expect(of(run(2, 20, '2026-05-09T00:00+07:00', '2026-05-09T07:00+07:00'))).toEqual([]);
  });

  it('count the maximum of two on one line', () => {
    const two = [80, 100].map((total, n) => run(2 + n, total, '2026-05-09T07:00+07:00', '2026-05-09T08:00+07:00'));
    expect(of(...two)).toEqual([{ bits: 70e6, until: null }]);
  });

  it('count several lines at the worst instant of the window, not by their sum', () => {
    const on = (id: number, line: string, from: string, until: string) => [
      allocation(id, line, both(10)),
      allocation(id + 10, line, both(40), { window: span(from, until), appliedAt: null }),
    ];
    const apart = [
      ...on(5, 'y', '2026-05-09T06:00+07:00', '2026-05-09T08:00+07:00'),
      ...on(6, 'z', '2026-05-09T12:00+07:00', '2026-05-09T13:00+07:00'),
    ];
    expect(of(...apart)).toEqual([{ bits: 30e6, until: null }]);
    const together = [...apart, ...on(7, 'w', '2026-05-09T12:30+07:00', '2026-05-09T14:00+07:00')];
    expect(of(...together)).toEqual([{ bits: 60e6, until: null }]);
  });
});

describe('promises', () => {
  const base = [allocation(1, 'x', both(30), { limitAt: both(5) }), allocation(2, 'd', both(80))];
  const temp = (id: number, total: number, more: Partial<Allocation> = {}) =>
    allocation(id, 'x', both(total), { window: WINDOW, ...more });

  it('of a permanent request: dedicated, shared; and the formula of a window while one runs', () => {
    expect(permanentCommitments(promises([...base, temp(3, 100)]), 'down', NOW)).toMatchObject([
      { at: NOW, formula: 'permanent', dedicated: 80e6, shared: 30e6, full: 0 },
      { at: WINDOW.from, formula: 'window', dedicated: 80e6, shared: 0, full: 75e6 },
    ]);
  });

  it('count two temporary grants on one line once, at their maximum', () => {
    const [first] = temporaryCommitments(promises([...base, temp(3, 60), temp(4, 100)]), 'down', WINDOW);
    expect(first?.full).toBe(75e6);
  });

  it('look at every start inside the window', () => {
    const inside = span('2026-05-09T12:00+07:00', '2026-05-09T13:00+07:00');
    const found = temporaryCommitments(promises([...base, temp(3, 100, { window: inside })]), 'down', WINDOW);
    expect(found.map((p) => [p.at, p.full])).toEqual([
      [WINDOW.from, 5e6],
      [inside.from, 75e6],
    ]);
  });

  it('charge a temporary grant to 30 minutes past its end, then until it is returned', () => {
    const full = (until: string, more: Partial<Allocation> = {}) => {
      const a = temp(3, 100, { window: span('2026-05-04T06:00+07:00', until), ...more });
      return temporaryCommitments(
        promises([...base, a]),
        'down',
        span('2026-05-04T10:00+07:00', '2026-05-04T11:00+07:00'),
      )[0]?.full;
    };
    expect([full('2026-05-04T09:45+07:00'), full('2026-05-04T08:00+07:00')]).toEqual([75e6, 75e6]);
    expect(full('2026-05-04T08:00+07:00', { returnedAt: when('2026-05-04T08:10+07:00') })).toBe(5e6);
  });

  it('count a live hold as the grant it would become, its guarantee too', () => {
    const hold = (until: string) => allocation(3, 'x', both(50), { limitAt: both(20), ...held(until) });
    expect(permanentCommitments(promises([...base, hold(LATER)]), 'down', NOW)[0]?.shared).toBe(50e6);
    expect(permanentCommitments(promises([...base, hold('2026-05-04T10:00+07:00')]), 'down', NOW)[0]?.shared).toBe(
      30e6,
    );
    expect(temporaryCommitments(promises([...base, hold(LATER)]), 'down', WINDOW)[0]?.full).toBe(20e6);
  });

  it('are asked from now on: what was running before now and is over is nothing to a window that has begun', () => {
    const over = temp(3, 100, {
      window: span('2026-05-04T06:00+07:00', '2026-05-04T08:00+07:00'),
      returnedAt: when('2026-05-04T08:10+07:00'),
    });
    const asked = span('2026-05-04T07:00+07:00', '2026-05-04T12:00+07:00');
    expect(temporaryCommitments(promises([...base, over]), 'down', asked).map((p) => [p.at, p.full])).toEqual([
      [NOW, 5e6],
    ]);
  });

  it('are asked of the grace too: whether one begins after the other ends does not hang on who asked first', () => {
    const next = temp(3, 100, { window: span('2026-05-09T18:00+07:00', '2026-05-09T20:00+07:00') });
    expect(temporaryCommitments(promises([...base, next]), 'down', WINDOW).map((p) => p.full)).toEqual([5e6, 75e6]);
  });

  it('charge a grant that is overdue to later windows too, and a hold whose window went by to none', () => {
    const late = temp(3, 100, { window: span('2026-05-04T06:00+07:00', '2026-05-04T08:00+07:00') });
    const full = (a: Allocation) => temporaryCommitments(promises([...base, a]), 'down', WINDOW)[0]?.full;
    expect([full(late), full({ ...late, ...held(LATER) })]).toEqual([75e6, 5e6]);
  });

  it('leave the asking line out of the sums and tell what it has', () => {
    const book = { ...promises([...base, temp(3, 100)]), requesting: bareLine('x') };
    expect(temporaryCommitments(book, 'down', WINDOW)).toEqual([
      {
        at: WINDOW.from,
        formula: 'window',
        dedicated: 80e6,
        shared: 0,
        full: 0,
        own: { rate: 30e6, least: 30e6, limitAt: 5e6, running: 100e6, unlimited: 0 },
      },
    ]);
  });

  it('take the extra of a shared line over what is granted, since a hold may come to nothing', () => {
    const hold = allocation(4, 'x', both(90), held(LATER));
    expect(temporaryCommitments(promises([...base, temp(3, 100), hold]), 'down', WINDOW)[0]?.full).toBe(75e6);
    const fixed = temp(5, 100, { line: 'd' });
    expect(temporaryCommitments(promises([...base, fixed, { ...hold, line: 'd' }]), 'down', WINDOW)[0]).toMatchObject({
      dedicated: 90e6,
      full: 15e6,
    });
  });

  it('ask no window of a line that does not run on the bound', () => {
    const book = promises([...base, temp(3, 100)]);
    const found = permanentCommitments({ ...book, shareOn: (l) => (l.id === 'x' ? perMille(0) : WHOLE) }, 'down', NOW);
    expect(found.map((p) => p.formula)).toEqual(['permanent']);
  });

  it('count the p95 of a line without a limit in full, and nothing of lines elsewhere', () => {
    const book = promises([...base, allocation(3, 'free', both(0))], [bareLine('x'), bareLine('free')]);
    expect(permanentCommitments(book, 'down', NOW)[0]).toMatchObject({ shared: 30e6, full: 3e6 });
    expect(permanentCommitments({ ...book, shareOn: () => perMille(0) }, 'down', NOW)[0]).toMatchObject({
      shared: 0,
      full: 0,
    });
    expect(
      permanentCommitments({ ...book, shareOn: () => perMille(333), unlimited: () => bps(1) }, 'down', NOW)[0]?.full,
    ).toBe(1);
  });
});

describe('capacity', () => {
  const GRACE = { now: NOW, days: 60 };
  const contract = (from: string, until: string | null, total: number) => {
    return {
      uplink: 'a',
      from: when(from),
      until: until === null ? null : when(until),
      rate: both(total),
      document: 'K',
    };
  };
  const falling = [
    contract('2026-01-01T00:00Z', '2026-05-09T12:00+07:00', 300),
    contract('2026-05-09T12:00+07:00', null, 200),
  ];
  const ending = [contract('2026-01-01T00:00Z', '2026-05-09T12:00+07:00', 300)];

  it('of a permanent request is the smallest from now on; a contract that ends counts on', () => {
    expect(lastingCapacity(falling, NOW, GRACE)).toEqual({ kind: 'known', rate: both(200) });
    expect(lastingCapacity(ending, NOW, GRACE)).toEqual({ kind: 'known', rate: both(300) });
    expect(lastingCapacity([], NOW, GRACE)).toEqual({ kind: 'no-contract' });
  });

  it('of a window is the smallest inside; one that ends inside is not known', () => {
    expect(windowCapacity(falling, WINDOW, GRACE)).toEqual({ kind: 'known', rate: both(200) });
    expect(windowCapacity(falling, span('2026-05-08T06:00+07:00', '2026-05-08T18:00+07:00'), GRACE)).toEqual({
      kind: 'known',
      rate: both(300),
    });
    expect(windowCapacity(ending, WINDOW, GRACE)).toEqual({ kind: 'ends', at: when('2026-05-09T12:00+07:00') });
    expect(windowCapacity([], WINDOW, GRACE)).toEqual({ kind: 'no-contract' });
  });

  it('of a pool is the smallest limit, of a window inside it', () => {
    const limits = [
      { pool: 'p', from: when('2026-01-01T00:00Z'), rate: both(500) },
      { pool: 'p', from: when('2026-06-01T00:00Z'), rate: both(400) },
    ];
    expect(lastingLimit(limits, NOW, null)).toEqual(both(400));
    expect(lastingLimit(limits, NOW, WINDOW.until)).toEqual(both(500));
    expect(lastingLimit([], NOW, null)).toBeUndefined();
  });
});

describe('shares of a path', () => {
  const uplinks = ['a', 'b'];
  const shares = { a: perMille(600), b: perMille(400) };
  const of = (kind: 'balanced' | 'failover', up: (id: string) => boolean) => [
    ...(sharesOf({ kind, uplinks }, shares, up) ?? []),
  ];

  it('pinned: all; failover: all on the first that is up; balanced: as dated', () => {
    expect([...(sharesOf({ kind: 'pinned', uplink: 'a' }, undefined, () => true) ?? [])]).toEqual([['a', 1000]]);
    expect(of('failover', (id) => id === 'b')).toEqual([
      ['a', 0],
      ['b', 1000],
    ]);
    expect(of('failover', () => false)[0]).toEqual(['a', 1000]);
    expect(of('balanced', () => true)).toEqual(Object.entries(shares));
    expect(sharesOf({ kind: 'balanced', uplinks: ['a', 'c'] }, shares, () => true)).toBeUndefined();
    expect([membersOf({ kind: 'pinned', uplink: 'a' }), membersOf({ kind: 'failover', uplinks })]).toEqual([
      ['a'],
      uplinks,
    ]);
  });

  it('hands the share of a member that is down to those that are up', () => {
    const three = new Map(Object.entries({ a: perMille(500), b: perMille(300), c: perMille(200) }));
    expect([...handedOver(three, (id) => id !== 'a').values()]).toEqual([0, 600, 400]);
    expect(handedOver(three, () => false)).toBe(three);
  });
});
