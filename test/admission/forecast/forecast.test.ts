import { describe, expect, it } from 'vitest';
import { dayNumber } from '../../../agent/admission/forecast/busy-days.ts';
import { type ForecastInputs, forecastOf } from '../../../agent/admission/forecast/forecast.ts';
import type { ConstraintResult } from '../../../agent/admission/check/constraints.ts';
import { adviceOf, contractNeeded, postponedDemand } from '../../../agent/admission/forecast/purchase.ts';
import { DEFAULT_POLICY } from '../../../agent/domain/policy.ts';
import { bps, mbps, perMille } from '../../../agent/domain/rate.ts';
import { nextDay } from '../../../agent/domain/zone.ts';
import { realDay } from '../../office/office-calendar.ts';
import { both, past } from '../../office/evidence-kit.ts';
import { compareMany, middleOf, PLAGUES } from './forecast-compare.ts';

const TODAY = '2026-10-05';
const FIRST = realDay('2026-05-04');

/** 300 Mbps on the first day and 0.4 more each day, without noise. */
function steady(more: Partial<ForecastInputs> = {}, first = FIRST): ForecastInputs {
  const evidence = past(TODAY, (day) =>
    day < first ? undefined : mbps(300) + (dayNumber(day) - dayNumber(FIRST)) * mbps(0.4),
  );
  const terms = {
    evidence,
    adjustments: [],
    policy: DEFAULT_POLICY,
    share: perMille(1000),
    busy: mbps(360.8),
    growth: 0,
    horizon: 365,
    capacityOn: () => mbps(500),
    ...more,
  };
  return { links: [{ evidence: terms.evidence, capacityOn: terms.capacityOn }], ...terms };
}

describe('a forecast', () => {
  it('moves the busy figure along the line and finds the day on which it passes u · C', () => {
    const { trend, exhaustion, backTest, base, contractEnds } = forecastOf(steady());
    expect(trend).toMatchObject({ slope: mbps(0.4), low: mbps(0.4), high: mbps(0.4) });
    expect(base).toBe(mbps(360.8));
    // 425 − 360.8 = 64.2 Mbps at 0.4 a day is 160.5 days: the 161st day passes.
    expect(exhaustion?.on).toBe(nextDay(realDay(TODAY), 161));
    expect(contractEnds).toBeNull();
    expect(backTest!.errorShare).toBeLessThan(10);
    expect(backTest!.held).toBe(backTest!.tries);
  });

  it('says how much growth of the check is on top, and carries only its share', () => {
    const { exhaustion } = forecastOf(steady({ growth: mbps(20) }));
    expect(exhaustion?.on).toBe(nextDay(realDay(TODAY), 111));
    expect(forecastOf(steady({ share: perMille(500) })).exhaustion).toEqual({ on: null, earliest: null, latest: null });
  });

  it('follows dated contracts, and names one that ends without taking demand for exhausted', () => {
    const more = nextDay(realDay(TODAY), 150);
    expect(forecastOf(steady({ capacityOn: (d) => (d < more ? mbps(500) : mbps(600)) })).exhaustion?.on).toBeNull();
    const end = realDay('2027-01-01');
    const ending = forecastOf(steady({ capacityOn: (d) => (d < end ? mbps(500) : null) }));
    expect(ending.contractEnds).toBe(end);
    expect(ending.exhaustion?.on).toBe(nextDay(realDay(TODAY), 161));
  });

  it('gives no date out of a few days', () => {
    const found = forecastOf(steady({}, nextDay(realDay(TODAY), -8)));
    expect(found).toMatchObject({
      trend: { kind: 'too-little', days: 5 },
      exhaustion: null,
      backTest: null,
      base: null,
    });
  });

  it('grows on through a link that is full', () => {
    const full = (d: string): number | null => (d < '2026-08-01' ? mbps(320) : mbps(600));
    const plan = (n: number, day: string): number =>
      Math.min(mbps(300) + n * mbps(0.4), day < '2026-08-01' ? mbps(310) : mbps(900));
    const evidence = past(TODAY, (day) => (day < FIRST ? undefined : plan(dayNumber(day) - dayNumber(FIRST), day)));
    const { trend } = forecastOf(steady({ evidence, capacityOn: full }));
    expect(trend).toMatchObject({ slope: mbps(0.4), lowerBounds: 51 });
  });
});

describe('what to buy', () => {
  const key = (name: ConstraintResult['key'], demand: number): ConstraintResult => {
    return {
      key: name,
      bound: 'a',
      direction: 'down',
      demand: bps(demand),
      limit: bps(0),
      pass: true,
      saturated: false,
      instant: null,
    };
  };
  const KEYS = [key('measured', mbps(360.8)), key('guaranteed', mbps(370)), key('promised', mbps(400))];

  it('adds postponed wishes to each key as a grant would', () => {
    const wishes = [
      { service: 'shared', addition: both(100), share: perMille(500) },
      { service: 'dedicated', addition: both(40), share: perMille(1000) },
    ] as const;
    expect(postponedDemand(wishes, 'down', DEFAULT_POLICY)).toEqual({
      measured: mbps(63),
      guaranteed: mbps(75),
      promised: mbps(65),
    });
    expect(contractNeeded(KEYS, postponedDemand([], 'down', DEFAULT_POLICY), 0, DEFAULT_POLICY)).toBe(444_444_445);
    expect(
      contractNeeded(KEYS, postponedDemand(wishes, 'down', DEFAULT_POLICY), 0, {
        ...DEFAULT_POLICY,
        promised: 'report',
      }),
    ).toBe(498_588_236);
  });

  it('is in steps of 10 Mbps, with the day by which it is needed', () => {
    const terms = steady();
    const advice = adviceOf(terms, forecastOf(terms), KEYS, [], 'down');
    // 360.8 + 365 · 0.4 = 506.8 Mbps at 85 % are 596.2 Mbps.
    expect(advice).toMatchObject({
      needed: mbps(600),
      add: mbps(100),
      contracted: mbps(500),
      forPostponed: 0,
      isWithoutGrowth: false,
    });
    expect(advice?.by).toBe(nextDay(realDay(TODAY), 161));
    const now = adviceOf(
      terms,
      forecastOf(terms),
      KEYS,
      [{ service: 'shared', addition: both(200), share: perMille(1000) }],
      'down',
    );
    expect(now).toMatchObject({ needed: mbps(770), forPostponed: mbps(170), by: TODAY });
  });

  it('counts no growth where there is no line, and says so', () => {
    const terms = steady({}, nextDay(realDay(TODAY), -8));
    expect(adviceOf(terms, forecastOf(terms), KEYS, [], 'down')).toMatchObject({
      add: 0,
      by: null,
      isWithoutGrowth: true,
    });
    expect(adviceOf(steady({ capacityOn: () => null }), forecastOf(terms), KEYS, [], 'down')).toBeUndefined();
  });
});

describe('known growth', () => {
  it.each(['outliers', 'ramadan', 'full link', 'gaps'])('is found better than by a straight line: %s', (name) => {
    const all = compareMany(1, 6, PLAGUES[name]!);
    expect(all.length).toBeGreaterThan(3);
    const [ours, straight] = [
      middleOf(all.map((c) => c.ours.slopeError)),
      middleOf(all.map((c) => c.straight.slopeError)),
    ];
    console.log(`${name}: seeds 1..6, slope off by ${ours.toFixed(2)} against ${straight.toFixed(2)} Mbps in 30 days`);
    expect(ours).toBeLessThan(straight);
    expect(all.filter((c) => c.held).length).toBeGreaterThan(all.length / 2);
  });
});
