import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../../agent/admission/check/evidence.ts';
import { lineUse } from '../../../agent/admission/reclaim/line-use.ts';
import { mbps } from '../../../agent/domain/rate.ts';
import { realDay } from '../../office/office-calendar.ts';
import { both, type DayPlan, daysFrom, past } from '../../office/evidence-kit.ts';

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
    expect(useOf(past(TODAY, () => (minute) => (minute >= 720 ? mbps(5) : undefined)))).toMatchObject({
      kind: 'unknown',
      why: 'coverage',
    });
    expect(useOf(lostMornings(2))).toMatchObject({ kind: 'unknown', why: 'coverage' });
    expect(useOf(lostMornings(50))).toMatchObject({ kind: 'known', down: { p95: mbps(90) } });
  });

  it('is unknown in both directions when one of them is', () => {
    const gappy = past(TODAY, () => (minute) => (minute % 10 === 0 ? mbps(1) : undefined));
    expect([useOf(steady(), both(100), gappy).kind, useOf(gappy, both(100), steady()).kind]).toEqual([
      'unknown',
      'unknown',
    ]);
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
    expect(useOf(past(AFTER, (_, kind) => (kind === 'ramadan' ? mbps(3) : undefined)))).toMatchObject({
      kind: 'unknown',
      days: 0,
    });
  });
});

describe('a limit that rose', () => {
  /** Full under its old limit of 20 until the day of the rise, and so much after it. */
  const grown = (today: string, rise: string, after: DayPlan) =>
    past(today, (day) => (day > rise ? after : mbps(19.8)));
  const since = (evidence: Evidence, rise: string, least = LEAST) =>
    lineUse({ down: evidence, up: evidence }, both(60), least, realDay(rise));

  it('says nothing of the use before it: too few normal days since then are unknown', () => {
    expect(since(grown(TODAY, '2026-05-24', mbps(1)), '2026-05-24')).toMatchObject({
      kind: 'unknown',
      why: 'few-days',
      days: 0,
    });
    expect(since(grown(TODAY, '2026-05-14', mbps(1)), '2026-05-14')).toMatchObject({
      kind: 'unknown',
      why: 'few-days',
      days: 5,
    });
    // Late in Ramadan, raised in its first days: all that was measured under the new limit is Ramadan.
    expect(since(grown('2026-03-16', '2026-02-20', mbps(12)), '2026-02-20')).toMatchObject({
      kind: 'unknown',
      why: 'few-days',
      days: 0,
    });
  });

  it('is known once the days after it are enough, and rests on them alone', () => {
    const use = since(grown(TODAY, '2026-05-14', mbps(10)), '2026-05-14', 5);
    expect(use).toMatchObject({ kind: 'known', days: 5, down: { p95: mbps(10), share: 167 } });
    expect(since(grown(TODAY, '2026-04-16', mbps(10)), '2026-04-16')).toMatchObject({
      kind: 'known',
      days: LEAST,
      down: { p95: mbps(10) },
    });
  });

  it('hides no gap right after it', () => {
    const until = (lost: string) => past(TODAY, (day) => (day > '2026-04-30' && day <= lost ? undefined : mbps(10)));
    expect(since(until('2026-05-07'), '2026-04-30', 5)).toMatchObject({ kind: 'known' });
    expect(since(until('2026-05-08'), '2026-04-30', 5)).toMatchObject({ kind: 'unknown', why: 'lost-days' });
  });
});
