import { describe, expect, it } from 'vitest';
import { decide } from '../../../agent/admission/check/decision.ts';
import { earliestFit, largestAddition, missingCapacity, partialOffer } from '../../../agent/admission/check/offer.ts';
import type { DecisionInputs } from '../../../agent/admission/check/decision-inputs.ts';
import { moment } from '../../../agent/domain/moment.ts';
import { DEFAULT_POLICY } from '../../../agent/domain/policy.ts';
import { bps, demandOf, limitOf, mbps, perMille } from '../../../agent/domain/rate.ts';
import { both, bound, direction, known, NOW, promise, span, terms } from '../../office/evidence-kit.ts';

const policy = (more: Partial<typeof DEFAULT_POLICY>): Pick<DecisionInputs, 'policy'> => ({
  policy: { ...DEFAULT_POLICY, ...more },
});
const verdict = (t: DecisionInputs): string => decide(t).verdict;
const keyOf = (t: DecisionInputs, name: string) => decide(t).keys.find((k) => k.key === name)!;
const RANKED = { figures: [], days: 2, why: 'few-days', kind: 'unknown' } as const;

describe('arithmetic', () => {
  it('rounds demands up and limits down', () => {
    expect([demandOf(perMille(700), 1), limitOf(perMille(850), 3)]).toEqual([1, 2]);
  });

  it('lets equality pass and one bit more fail', () => {
    const busy = mbps(850 - 7);
    expect(verdict(terms({ busy: known(busy) }))).toBe('enough');
    expect(verdict(terms({ busy: known(busy + 1) }))).toBe('not-enough');
  });

  it('does not ask a direction with nothing added', () => {
    const full = direction({ delta: 0, busy: known(mbps(999)) });
    expect(verdict(terms({}, { directions: { down: direction(), up: full } }))).toBe('enough');
    expect(verdict(terms({ delta: 0 }, { blind: [{ why: 'no-shares' }] }))).toBe('enough');
  });

  it('divides the sum of shared promises once, after the grant', () => {
    const t = terms({ delta: 1, promised: { a: [promise({ shared: bps(2) })] } });
    expect(keyOf(t, 'promised').demand).toBe(2);
  });
});

describe('order of verdicts', () => {
  const stale = { kind: 'unknown', why: 'stale', ageMs: 600_001 } as const;

  it('unknown comes before not enough', () => {
    expect(verdict(terms({ busy: known(mbps(990)), live: stale }))).toBe('unknown');
    expect(
      decide(
        terms({ busy: { ...RANKED, figures: [{ hours: 'working', bits: null, valid: 3, expected: 9, lostDays: 0 }] } }),
      ),
    ).toMatchObject({
      verdict: 'unknown',
      why: [{ why: 'few-days', valid: 3, expected: 9 }],
    });
    expect(
      verdict(terms({}, { blind: [{ why: 'no-contract', uplink: 'a' }], bounds: [bound({ capacity: null })] })),
    ).toBe('unknown');
  });

  it('not enough comes before waiting for room', () => {
    expect(verdict(terms({ busy: known(mbps(900)), live: { kind: 'known', bits: mbps(990), ageMs: 0 } }))).toBe(
      'not-enough',
    );
  });

  it('a bad hour alone waits for room', () => {
    expect(verdict(terms({ live: { kind: 'known', bits: mbps(943), ageMs: 0 } }))).toBe('enough');
    expect(verdict(terms({ live: { kind: 'known', bits: bps(943_000_001), ageMs: 0 } }))).toBe('waiting-for-room');
  });

  it('what fits only with all uplinks up waits for room', () => {
    const two = [
      bound({ share: perMille(500), shareNow: perMille(0), operational: false }),
      bound({ name: 'b', share: perMille(500), capacity: both(300) }),
    ];
    const promised = { a: [promise()], b: [promise()] };
    expect(verdict(terms({ busy: known(mbps(400)), promised }, { bounds: two }))).toBe('waiting-for-room');
    expect(verdict(terms({ busy: known(mbps(600)), promised }, { bounds: two }))).toBe('not-enough');
  });

  it('a path that is down whole waits for room', () => {
    const one = [bound({ operational: false })];
    expect(verdict(terms({}, { bounds: one }))).toBe('waiting-for-room');
    expect(verdict(terms({}, { bounds: one, formula: 1 }))).toBe('enough');
    expect(verdict(terms({ busy: known(mbps(990)) }, { bounds: one }))).toBe('not-enough');
  });

  it('every member of a balanced path must pass for its share', () => {
    const two = [bound({ share: perMille(500) }), bound({ name: 'b', share: perMille(500), capacity: both(60) })];
    const decided = decide(terms({ busy: known(mbps(100)), promised: { a: [], b: [] } }, { bounds: two }));
    expect(decided.verdict === 'not-enough' && decided.failed.map((k) => [k.key, k.bound])).toEqual([
      ['measured', 'b'],
    ]);
  });

  it('a broken promise postpones only where it is enforced', () => {
    const promised = { a: [promise({ dedicated: mbps(899) })] };
    expect(verdict(terms({ promised }))).toBe('not-enough');
    expect(verdict(terms({ promised }, policy({ promised: 'report' })))).toBe('enough');
  });
});

describe('keys', () => {
  it('a saturated member has no measured headroom, asked only of an addition', () => {
    const loose = policy({ busyLimit: perMille(1000), liveLimit: perMille(1000) });
    expect(keyOf(terms({ busy: known(mbps(950)) }, loose), 'measured')).toMatchObject({ pass: false, saturated: true });
    expect(keyOf(terms({ busy: known(mbps(950) - 1) }, loose), 'measured')).toMatchObject({
      pass: true,
      saturated: false,
    });
    expect(verdict(terms({ delta: 0, busy: known(mbps(999)) }, loose))).toBe('enough');
  });

  it('holds what a shared line counts to its largest rate, but not in decisions of formula 2', () => {
    const own = { rate: mbps(30), least: mbps(20), limitAt: mbps(25), running: mbps(40), unlimited: bps(0) };
    const t = terms({ promised: { a: [promise({ formula: 'window', own })] } });
    // 25 + 40 − 20 is more than the 40 that the line can have.
    expect(keyOf(t, 'promised').demand).toBe(mbps(40));
    expect(keyOf({ ...t, formula: 2 }, 'promised').demand).toBe(mbps(45));
  });

  it('counts growth in Measured and Guaranteed', () => {
    expect(keyOf(terms({ growth: mbps(3) }), 'measured').demand).toBe(mbps(110));
    expect(keyOf(terms({ growth: mbps(3), idle: mbps(5) }), 'guaranteed').demand).toBe(mbps(115));
  });

  it("judges the asking line's guarantee after the grant", () => {
    const own = { cir: mbps(20), busy: mbps(15) };
    // A shared line keeps its limit-at: 20 + 0 − 15 − 7 is below 0. A dedicated one is guaranteed 10 more.
    expect(keyOf(terms({ own }), 'guaranteed').demand).toBe(mbps(107));
    expect(keyOf({ ...terms({ own }), service: 'dedicated' }, 'guaranteed').demand).toBe(
      mbps(100 + 7 + (20 + 10 - 15 - 7)),
    );
    expect(keyOf({ ...terms({ own }), formula: 2 }, 'guaranteed').demand).toBe(mbps(100 + 7 + (20 + 10 - 15 - 7)));
    expect(keyOf(terms({ own: { cir: mbps(20), busy: mbps(90) } }), 'guaranteed').demand).toBe(mbps(107));
    expect(verdict(terms({ idle: mbps(843) }))).toBe('enough');
    expect(verdict(terms({ idle: bps(843_000_001) }))).toBe('not-enough');
  });

  it('expects all of a temporary addition', () => {
    const window = span('2026-05-09T06:00+07:00', '2026-05-09T18:00+07:00');
    expect(keyOf(terms({}, { window }), 'measured').demand).toBe(mbps(110));
    expect(keyOf(terms({}, { window }), 'promised').demand).toBe(mbps(10));
  });

  it('names the worst instant, and adds a shared line nothing to the formula of a window', () => {
    const later = moment(NOW + 1000);
    const promised = {
      a: [promise({ shared: mbps(100) }), promise({ at: later, formula: 'window', full: mbps(200) })],
    };
    expect(keyOf(terms({ promised }), 'promised')).toMatchObject({ instant: later, demand: mbps(200) });
    expect(keyOf(terms({ promised }, { service: 'dedicated' }), 'promised').demand).toBe(mbps(210));
  });
});

describe("the asking line's own promise", () => {
  const own = (more = {}) => ({
    rate: mbps(20),
    least: mbps(20),
    limitAt: bps(0),
    running: bps(0),
    unlimited: bps(0),
    ...more,
  });
  const window = span('2026-05-09T06:00+07:00', '2026-05-09T18:00+07:00');
  const demand = (more: object, asked: Partial<DecisionInputs> = {}, formula: 'permanent' | 'window' = 'permanent') =>
    keyOf(terms({ promised: { a: [promise({ formula, own: own(more) })] } }, asked), 'promised').demand / 1e6;

  it('counts what it then has, beside a hold, once', () => {
    expect([demand({}), demand({ rate: mbps(26) }), demand({ rate: mbps(50) })]).toEqual([15, 15, 25]);
    expect(demand({ rate: mbps(50) }, { service: 'dedicated' })).toBe(50);
  });

  it('counts the larger of two that run on one line', () => {
    expect(demand({}, { window }, 'window')).toBe(10);
    expect(demand({ running: mbps(25) }, { window }, 'window')).toBe(10);
    expect(demand({ running: mbps(80), limitAt: mbps(5) }, { window }, 'window')).toBe(65);
    expect(demand({ running: mbps(80) }, { window, service: 'dedicated' }, 'window')).toBe(80);
    expect(demand({ rate: bps(0), least: bps(0), unlimited: mbps(3) }, { window }, 'window')).toBe(33);
  });

  it('of a raise for good while a temporary grant runs', () => {
    expect(demand({ running: mbps(80), limitAt: mbps(5) }, {}, 'window')).toBe(65);
    expect(demand({ running: mbps(80) }, { service: 'dedicated' }, 'window')).toBe(80);
  });
});

describe('answers', () => {
  const short = (more: Partial<DecisionInputs> = {}): DecisionInputs =>
    terms({ delta: mbps(60), busy: known(mbps(820)) }, { wanted: both(80, 20), ...more });

  it('rounds the largest addition down to whole steps, without asking Live', () => {
    expect(largestAddition(short(), 'down')).toBe(mbps(40));
    const hot = terms({ busy: known(mbps(820)), live: { kind: 'known', bits: mbps(999), ageMs: 0 } });
    expect(largestAddition(hot, 'down')).toBe(mbps(40));
    expect(largestAddition(terms({ busy: RANKED }), 'down')).toBe(0);
  });

  it('bounds it by promises only where they are enforced', () => {
    const promised = { a: [promise({ dedicated: mbps(890) })] };
    expect(largestAddition(terms({ promised }), 'down')).toBe(mbps(20));
    expect(largestAddition(terms({ promised }, policy({ promised: 'report' })), 'down')).toBe(mbps(1070));
  });

  it('offers the smaller of what is wanted and what fits, each direction apart', () => {
    expect(partialOffer(short())).toEqual(both(60, 20));
    const up = direction({ delta: mbps(7) });
    const down = direction({ delta: mbps(60), busy: known(mbps(820)) });
    expect(partialOffer(short({ directions: { down, up } }))).toEqual(both(60, 27));
    expect(partialOffer(terms({ busy: known(mbps(849)) }))).toBeUndefined();
  });

  it('says what is missing', () => {
    expect(missingCapacity(terms())).toEqual(both(0));
    // 862 Mbps ÷ 0.85 − 1000 Mbps, rounded up to the bit.
    expect(missingCapacity(short())).toEqual({ down: 14_117_648, up: 0 });
  });

  it('says no more than is missing, and no less: with that much bought the wish passes', () => {
    const promised = { a: [promise({ dedicated: mbps(899) })] };
    const loose = policy({ busyLimit: perMille(1000), liveLimit: perMille(1000) });
    const wishes = [short(), terms({ promised }), terms({ idle: mbps(900) }), terms({ busy: known(mbps(960)) }, loose)];
    const withMore = (t: DecisionInputs, bits: number): DecisionInputs => ({
      ...t,
      bounds: [bound({ capacity: { down: bps(mbps(1000) + bits), up: mbps(1000) } })],
    });
    for (const wish of wishes) {
      const missing = missingCapacity(wish).down;
      expect([verdict(withMore(wish, missing)), verdict(withMore(wish, missing - 1))]).toEqual([
        'enough',
        'not-enough',
      ]);
    }
  });

  it('sums what several uplinks lack, and takes a pool above them for the same', () => {
    const two = [
      bound({ share: perMille(500), capacity: both(400) }),
      bound({ name: 'b', share: perMille(500), capacity: both(400) }),
      bound({ kind: 'pool', name: 'p', capacity: both(800) }),
    ];
    const t = short({ bounds: two });
    expect(missingCapacity(t).down).toBe(2 * (Math.ceil(431e6 / 0.85) - 400e6));
  });

  it('finds the earliest instant from which all later ones fit', () => {
    const at = [1, 2, 3].map((n) => moment(NOW + n));
    const fits =
      (...good: number[]) =>
      (when: number): DecisionInputs =>
        good.includes(when - NOW) ? terms() : short();
    expect(earliestFit(at, fits(2, 3))).toBe(at[1]);
    expect(earliestFit(at, fits(1, 3))).toBe(at[2]);
    expect(earliestFit(at, fits(1, 2))).toBeUndefined();
  });

  it('does not take unknown for fitting', () => {
    expect(earliestFit([NOW], () => terms({ busy: RANKED }))).toBeUndefined();
  });
});
