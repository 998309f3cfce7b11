import { describe, expect, it } from 'vitest';
import { after, type Moment, span } from '../../agent/domain/moment.ts';
import type { Outage } from '../../agent/domain/outage.ts';
import { lateness } from '../../agent/workflow/lateness.ts';
import { wib } from './sop-samples.ts';

const PLANNED = wib('2026-05-06 06:00');
const at = (minutes: number): Moment => after(PLANNED, span(minutes * 60_000));
const away = (from: number, until: number | null, why = 'router/unreachable'): Outage => ({
  from: at(from),
  until: until === null ? null : at(until),
  why,
});

/** Minutes after the planned moment: noticed, begun, done. */
const edge = (noticed: number, begun: number, done: number, outage?: Outage) =>
  lateness({ planned: PLANNED, noticed: at(noticed), begun: at(begun), done: at(done), outage });

describe('agent/workflow/lateness', () => {
  it('two minutes are punctual, and one millisecond more is not', () => {
    expect(edge(1, 1, 2)).toBeUndefined();
    const done = after(at(2), span(1));
    expect(lateness({ planned: PLANNED, noticed: at(2), begun: at(2), done, outage: undefined })).toEqual({
      seconds: 120,
      why: 'daemon-away',
    });
    expect(edge(-5, -4, -3)).toBeUndefined();
  });

  it.each<[string, ReturnType<typeof edge>, string]>([
    ['nobody looked', edge(60, 60, 61), 'daemon-away'],
    ['the router was away before the write', edge(1, 60, 61, away(0, 60)), 'router-away'],
    ['the router was away after the write', edge(1, 2, 60, away(3, 59)), 'router-away'],
    ['the router is still away', edge(1, 60, 61, away(1, null)), 'router-away'],
    ['the daemon stopped between notice and write', edge(1, 60, 61, away(2, 59, 'daemon/away')), 'daemon-away'],
    ['something held it back', edge(1, 60, 61), 'held'],
    ['something held it back, after an outage long before', edge(1, 60, 61, away(-300, -200)), 'held'],
    ['an outage that took the smaller part', edge(1, 61, 62, away(1, 20)), 'held'],
    ['it was tried again and again', edge(1, 2, 60), 'retried'],
  ])('%s', (_, late, why) => {
    expect(late?.why).toBe(why);
  });

  it('counts from the planned moment to the proof', () => {
    expect(edge(1, 60, 61)?.seconds).toBe(3660);
  });
});
