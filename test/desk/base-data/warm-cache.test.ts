import { describe, expect, it } from 'vitest';
import type { Desk } from '../../../agent/desk/act/desk.ts';
import { warmCache } from '../../../agent/desk/base-data/warm-cache.ts';
import { DAY, HOUR, MINUTE, type Moment } from '../../../agent/domain/moment.ts';
import { perMille } from '../../../agent/domain/rate.ts';
import { inputsFor } from '../../../agent/assessment/availability.ts';
import { DayCache } from '../../../agent/assessment/day-cache.ts';
import { allocation, bareLine, both, NOW, when } from '../../office/evidence-kit.ts';
import { flat, contextOver } from '../../office/read-context-kit.ts';

describe('what a day of checks rests on', () => {
  it('is read once a day, of uplinks and of guaranteed lines, and again when yesterday is whole', () => {
    const since = (NOW - 20 * DAY) as Moment;
    const context = contextOver(
      {
        lines: [bareLine('x', 'a', 'shared'), bareLine('d', 'a', 'dedicated')],
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
      ...context.samples,
      series: (...[s, w]: Parameters<typeof context.samples.series>) => (read.push(s), context.samples.series(s, w)),
    };
    const uplinks = [{ id: 'a', name: 'a', router: 'core', interface: 'e' }];
    let now = NOW;
    const desk = {
      ...context,
      samples,
      office: { ...context.office, uplinks },
      clock: { now: () => now },
    } as unknown as Desk;
    const day = warmCache(desk, undefined);
    expect(day).toBe('2026-05-04');
    expect(new Set(read)).toEqual(new Set(['uplink:a', 'line:d']));
    read.length = 0;
    expect(warmCache(desk, day)).toBe(day);
    now = (NOW + 14 * HOUR + 5 * MINUTE) as Moment;
    expect(when('2026-05-05T00:05+07:00')).toBe(now);
    expect(warmCache(desk, day)).toBe(day);
    expect(read).toEqual([]);
    now = (now + 5 * MINUTE) as Moment;
    expect(warmCache(desk, day)).toBe('2026-05-05');
    expect(read.length).toBeGreaterThan(0);
  });

  it('leaves nothing to compute of a permanent wish on any path', () => {
    const since = (NOW - 20 * DAY) as Moment;
    const paths = [
      { kind: 'pinned', uplink: 'a' },
      { kind: 'balanced', uplinks: ['a', 'b'] },
      { kind: 'failover', uplinks: ['b', 'a'] },
    ] as const;
    const lines = paths.map((path, n) => bareLine(`x${n}`, path, n === 0 ? 'dedicated' : 'shared'));
    const rates = {
      'uplink:a': flat(since, NOW, 60e6),
      'uplink:b': flat(since, NOW, 40e6),
      'line:x0': flat(since, NOW, 5e6),
    };
    const computed: string[] = [];
    class CountingShelf extends DayCache {
      override remember<T>(key: string, compute: () => T): T {
        return super.remember(key, () => (computed.push(key), compute()));
      }
    }
    const context = {
      ...contextOver(
        {
          lines,
          pools: [],
          contracts: ['a', 'b'].map((uplink) => ({ uplink, from: since, until: null, rate: both(500), document: 'K' })),
          shares: [{ from: since, shares: { a: perMille(600), b: perMille(400) } }],
          poolLimits: [],
          allocations: lines.map(({ id }, n) => allocation(n + 1, id, both(30))),
        },
        rates,
      ),
      cache: new CountingShelf(),
    };
    const uplinks = ['a', 'b'].map((id) => ({ id, name: id, router: 'core', interface: id }));
    const desk = { ...context, office: { ...context.office, uplinks }, clock: { now: () => NOW } } as unknown as Desk;
    warmCache(desk, undefined);
    expect(computed.length).toBeGreaterThan(0);
    computed.length = 0;
    for (const asking of lines)
      inputsFor(context, { line: asking, wanted: both(40), window: null, request: null, from: NOW });
    expect(computed).toEqual([]);
  });
});
