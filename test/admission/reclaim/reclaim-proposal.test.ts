import { describe, expect, it } from 'vitest';
import { decide } from '../../../agent/admission/check/decision.ts';
import { reclaimProposal, inTheWay, type Unfinished } from '../../../agent/admission/reclaim/reclaim-proposal.ts';
import type { DirectionUse, LineUse } from '../../../agent/admission/reclaim/line-use.ts';
import type { Allocation } from '../../../agent/domain/allocation.ts';
import { DAY, type Moment } from '../../../agent/domain/moment.ts';
import { DEFAULT_POLICY, type Policy } from '../../../agent/domain/policy.ts';
import { bps, mbps, perMille } from '../../../agent/domain/rate.ts';
import { allocation, both, NOW, span, terms } from '../../office/evidence-kit.ts';

const POLICY = DEFAULT_POLICY;

function direction(p95: number): DirectionUse {
  return { p95: bps(p95), share: perMille(0), nearLimit: 0, valid: 100, expected: 100, busiest: null };
}

const used = (down: number, up = down): LineUse => ({
  kind: 'known',
  days: 20,
  down: direction(mbps(down)),
  up: direction(mbps(up)),
});
const of = (use: LineUse, rate = both(100), limitAt = both(0), service: 'shared' | 'dedicated' = 'shared') =>
  reclaimProposal(use, { rate, limitAt }, service, undefined, POLICY);

describe('what a line could give back', () => {
  it.each([
    // p95 · 1.3, up to whole steps of 5 Mbps
    ['20 · 1.3 = 26', used(20), both(100), both(30)],
    ['a bit above a step', used(20, 10), both(100), { down: mbps(30), up: mbps(15) }],
    ['nothing used: one step', used(0), both(100), both(5)],
    ['each direction by itself', used(30, 2), both(100, 40), { down: mbps(40), up: mbps(5) }],
    ['never more than it has', used(1), both(4, 100), { down: mbps(4), up: mbps(5) }],
  ])('%s', (_, use, rate, proposed) => {
    const freed = { down: rate.down - proposed.down, up: rate.up - proposed.up };
    expect(of(use, rate)).toEqual({ kind: 'give-back', proposed, freed });
  });

  it('is nothing from the threshold on, in either direction', () => {
    expect(of({ ...used(39), down: direction(mbps(40) - 1) } as LineUse)).toMatchObject({ kind: 'give-back' });
    expect([of(used(40)), of(used(1, 40)), of(used(40, 1))]).toEqual(Array(3).fill({ kind: 'keep', why: 'in-use' }));
  });

  it('is nothing where the size would be the same', () => {
    expect(of(used(1), both(5))).toEqual({ kind: 'keep', why: 'nothing-to-free' });
    expect(of(used(10), both(30), both(30))).toEqual({ kind: 'keep', why: 'nothing-to-free' });
  });

  it('leaves a shared line its guarantee, and asks a dedicated one for it', () => {
    expect(of(used(5), both(100), both(60))).toMatchObject({ proposed: both(60) });
    expect(of(used(5), both(100), both(100), 'dedicated')).toMatchObject({ proposed: both(10) });
  });

  it('is unknown where the use is, and not asked where something stands in the way', () => {
    const unknown: LineUse = { kind: 'unknown', why: 'coverage', days: 7 };
    expect(of(unknown)).toEqual({ kind: 'unknown', why: 'coverage' });
    const held = { rate: both(100), limitAt: both(0) };
    expect(reclaimProposal(unknown, held, 'shared', 'open-request', POLICY)).toEqual({
      kind: 'keep',
      why: 'open-request',
    });
  });
});

describe('what stands in the way', () => {
  const base = allocation(1, 'x', both(100));
  const ago = (days: number) => (NOW - days * DAY) as Moment;
  const way = (more: readonly Allocation[], unfinished: Partial<Unfinished> = {}) =>
    inTheWay([base, ...more], { isAsking: false, isChanging: false, ...unfinished }, POLICY, NOW);
  const grant = (more: Partial<Allocation>) => allocation(2, 'x', both(120), { request: 7, ...more });
  const WEEK = span('2026-05-01T00:00+07:00', '2026-05-08T00:00+07:00');

  it.each<[string | undefined, readonly Allocation[]]>([
    [undefined, []],
    ['held', [grant({ appliedAt: null, state: { at: 'held', until: (NOW + 1) as Moment } })]],
    [undefined, [grant({ appliedAt: null, state: { at: 'held', until: NOW } })]],
    ['pending-grant', [grant({ appliedAt: null })]],
    ['recently-raised', [grant({ appliedAt: (ago(14) + 1) as Moment })]],
    [undefined, [grant({ appliedAt: ago(14) })]],
    ['recently-raised', [grant({ request: null, appliedAt: ago(1) })]],
    [undefined, [grant({ request: null, rate: both(90), appliedAt: ago(1) })]],
    ['temporary-grant', [grant({ window: WEEK })]],
    [undefined, [grant({ window: WEEK, returnedAt: ago(1), state: { at: 'ended', since: ago(1) } })]],
    [undefined, [grant({ window: span('2026-05-11T00:00+07:00', '2026-05-12T00:00+07:00'), appliedAt: null })]],
  ])('is %s', (why, more) => expect(way(more)).toBe(why));

  it('is a request of its own first', () =>
    expect(way([grant({ appliedAt: null })], { isAsking: true })).toBe('open-request'));

  it('is a change that was ordered and is not on the router yet, once nothing is granted that waits for it too', () => {
    expect([way([], { isChanging: true }), way([grant({ appliedAt: null })], { isChanging: true })]).toEqual([
      'pending-change',
      'pending-grant',
    ]);
  });
});

describe('a decision that was stored before bandwidth was asked back', () => {
  it('is typed without those numbers, and replays to the same answer', () => {
    const { reclaimBelow, reclaimDays, reclaimRoom, objectDays, ...old } = POLICY;
    const policy: Policy = old;
    expect([reclaimBelow, reclaimDays, reclaimRoom, objectDays].every((n) => n > 0)).toBe(true);
    expect(decide(terms({}, { policy }))).toEqual(decide(terms({}, { policy: POLICY })));
    // @ts-expect-error no decision can rest on it
    expect(policy.reclaimBelow).toBeUndefined();
  });
});
