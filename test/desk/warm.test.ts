import { describe, expect, it } from 'vitest';
import type { Desk } from '../../agent/desk/desk.ts';
import { warm } from '../../agent/desk/warm.ts';
import type { Line } from '../../agent/domain/line.ts';
import { DAY, HOUR, MINUTE, type Moment } from '../../agent/domain/moment.ts';
import { allocation, both, NOW, when } from '../admission/evidence-kit.ts';
import { flat, sightOver } from '../admission/sight-kit.ts';

const line = (id: string, service: Line['service']): Line => {
  return { id, agency: id, router: 'core', queue: id, targets: [], parent: null, service, path: { kind: 'pinned', uplink: 'a' } };
};

describe('what a day of checks rests on', () => {
  it('is read once a day, of uplinks and of guaranteed lines, and again when yesterday is whole', () => {
    const since = (NOW - 20 * DAY) as Moment;
    const sight = sightOver(
      {
        lines: [line('x', 'shared'), line('d', 'dedicated')],
        pools: [],
        contracts: [{ uplink: 'a', from: since, until: null, rate: both(500), document: 'K' }],
        shares: [],
        poolLimits: [],
        allocations: [allocation(1, 'x', both(30)), allocation(2, 'd', both(80))],
      },
      { 'uplink:a': flat(since, NOW, 60e6), 'line:d': flat(since, NOW, 10e6) },
    );
    const read: string[] = [];
    const samples = {
      ...sight.samples,
      series: (...[s, w]: Parameters<typeof sight.samples.series>) => (read.push(s), sight.samples.series(s, w)),
    };
    const uplinks = [{ id: 'a', name: 'a', router: 'core', interface: 'e' }];
    let now = NOW;
    const desk = { ...sight, samples, office: { ...sight.office, uplinks }, clock: { now: () => now } } as unknown as Desk;
    const day = warm(desk, undefined);
    expect(day).toBe('2026-05-04');
    expect(new Set(read)).toEqual(new Set(['uplink:a', 'line:d']));
    read.length = 0;
    expect(warm(desk, day)).toBe(day);
    now = (NOW + 14 * HOUR + 5 * MINUTE) as Moment;
    expect(when('2026-05-05T00:05+07:00')).toBe(now);
    expect(warm(desk, day)).toBe(day);
    expect(read).toEqual([]);
    now = (now + 5 * MINUTE) as Moment;
    expect(warm(desk, day)).toBe('2026-05-05');
    expect(read.length).toBeGreaterThan(0);
  });
});
