import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../agent/admission/evidence.ts';
import { lineUse } from '../../agent/admission/line-use.ts';
import { mbps } from '../../agent/domain/rate.ts';
import { both, type DayPlan, daysFrom, past } from './evidence-kit.ts';

const TODAY = '2026-05-25';
const LEAST = 20;

function useOf(down: Evidence, allocation = both(100), up = down, least = LEAST) {
  return lineUse({ down, up }, allocation, least);
}

const steady = (today = TODAY, megabits = 20) => past(today, () => mbps(megabits));

describe('the use of a line', () => {
  it('is its p95 against what it holds, in each direction', () => {
    expect(useOf(steady(), both(100, 40), steady(TODAY, 10))).toMatchObject({
      kind: 'known',
      days: LEAST,
      down: { p95: mbps(20), share: 200, nearLimit: 0 },
      up: { p95: mbps(10), share: 250, nearLimit: 0 },
    });
  });

  it('counts the samples near the limit, and names the hour that is the busiest', () => {
    const use = useOf(past(TODAY, () => (minute) => (minute >= 600 && minute < 660 ? mbps(95) : mbps(5))));
    // 12 slots of an hour on each working day of the window.
    const { valid, expected, nearLimit, busiest, share } = use.kind === 'known' ? use.down : expect.fail('not known');
    expect([valid, nearLimit % 12, busiest, share]).toEqual([expected, 0, { from: 600, until: 660 }, 950]);
    expect(nearLimit).toBeGreaterThan(100);
  });

  it('rounds the share up: a bit more than the limit of a rule is more', () => {
    expect(useOf(past(TODAY, () => mbps(40) + 1))).toMatchObject({ down: { p95: mbps(40) + 1, share: 401 } });
  });
});

describe('a line that was not measured', () => {
  /** 90 Mbps until noon, 5 after it, and the morning is often lost: what is left looks idle. */
  const lostMornings = (every: number) =>
    past(TODAY, (day) => (minute) => {
      if (minute >= 720) return mbps(5);
      return Number(day.slice(8)) % every === 0 ? undefined : mbps(90);
    });

  it('is never idle for a gap: missing samples stand above all others', () => {
    expect(useOf(past(TODAY, () => (minute) => (minute >= 720 ? mbps(5) : undefined)))).toMatchObject({ kind: 'unknown', why: 'coverage' });
    expect(useOf(lostMornings(2))).toMatchObject({ kind: 'unknown', why: 'coverage' });
    expect(useOf(lostMornings(50))).toMatchObject({ kind: 'known', down: { p95: mbps(90) } });
  });

  it('is unknown in both directions when one of them is', () => {
    const gappy = past(TODAY, () => (minute) => (minute % 10 === 0 ? mbps(1) : undefined));
    expect([useOf(steady(), both(100), gappy).kind, useOf(gappy, both(100), steady()).kind]).toEqual(['unknown', 'unknown']);
  });

  it('is unknown while earlier days would speak for a week of lost ones', () => {
    const without = (days: ReadonlySet<string>) => past(TODAY, (day) => (days.has(day) ? undefined : mbps(5)));
    expect(useOf(without(daysFrom('2026-05-18', 4)))).toMatchObject({ kind: 'known' });
    expect(useOf(without(daysFrom('2026-05-18', 7)))).toMatchObject({ kind: 'unknown', why: 'lost-days' });
  });

  it('is unknown without a limit, a sample, or enough normal days', () => {
    expect(useOf(steady(), both(100, 0))).toMatchObject({ kind: 'unknown', why: 'no-limit' });
    expect(useOf(past(TODAY, () => undefined))).toMatchObject({ kind: 'unknown', why: 'no-samples', days: 0 });
    const young = past(TODAY, (day) => (day < '2026-05-04' ? undefined : mbps(5)));
    expect(useOf(young)).toMatchObject({ kind: 'unknown', why: 'few-days' });
    expect(useOf(young, both(100), young, 5)).toMatchObject({ kind: 'known', days: 5 });
  });
});

describe('a month that is not like the others', () => {
  const AFTER = '2026-03-30';
  const plan = (other: DayPlan) => past(AFTER, (_, kind) => (kind === 'normal' ? mbps(80) : other));

  it('Ramadan and its holidays never make a line look idle', () => {
    expect(useOf(plan(mbps(3)))).toMatchObject({ kind: 'known', down: { p95: mbps(80), share: 800 } });
  });

  it('a line that was measured in Ramadan alone is unknown, however idle', () => {
    expect(useOf(past(AFTER, (_, kind) => (kind === 'ramadan' ? mbps(3) : undefined)))).toMatchObject({ kind: 'unknown', days: 0 });
  });
});
