import { describe, expect, it } from 'vitest';
import { after, type Moment, momentOf, span } from '../../agent/domain/moment.ts';
import type { Op } from '../../agent/shaping/op.ts';
import type { Plan, Purpose } from '../../agent/shaping/plan.ts';
import { isStuck, MOST_TRIES, nextTry } from '../../agent/shaping/try-again.ts';
import { row } from '../office/queue-samples.ts';

const LAST = momentOf('2026-05-06T12:30:00+07:00');
const QUIET = span(15_000);

function tries(count: number, rest: Partial<Op> = {}): readonly Op[] {
  const change = { kind: 'remove', owner: 'dinkes', was: row() } as const;
  const settled = { request: 1, state: 'not-applied', refused: null, settledAt: LAST, evidence: {} } as const;
  return Array.from({ length: count }, (_, i) => ({
    id: i,
    plan: 1,
    router: 'core',
    change,
    intendedAt: LAST,
    ...settled,
    ...rest,
  }));
}

const plan = (purpose: Purpose): Plan => ({
  id: 1,
  router: 'core',
  owner: 'dinkes',
  purpose,
  request: 1,
  dueAt: LAST,
  seen: null,
  state: 'due',
});

describe('agent/shaping/try-again', () => {
  it('is stuck after so many tries, or after one refusal', () => {
    expect([0, 1, MOST_TRIES - 1, MOST_TRIES].map((n) => isStuck(tries(n)))).toEqual([false, false, false, true]);
    expect(isStuck(tries(1, { refused: 'failure' }))).toBe(true);
  });

  it.each<[number, number]>([
    [3, 120],
    [4, 240],
    [7, 1920],
    [8, 3600],
    [400, 3600],
  ])('a return that failed %i times is tried again after %i s', (count, seconds) => {
    expect(nextTry(plan('return'), tries(count), QUIET)).toBe(after(LAST, span(seconds * 1000)));
  });

  it('is tried at once before that, while an op is open, and where it is no return', () => {
    expect(nextTry(plan('return'), tries(2), QUIET)).toBeUndefined();
    expect(nextTry(plan('return'), [], QUIET)).toBeUndefined();
    expect(
      nextTry(plan('return'), tries(3, { settledAt: null as Moment | null, state: 'open' }), QUIET),
    ).toBeUndefined();
    expect(nextTry(plan('grant'), tries(3), QUIET)).toBeUndefined();
    expect(nextTry(plan('return'), tries(1, { refused: 'failure' }), QUIET)).toBe(after(LAST, span(30_000)));
  });
});
