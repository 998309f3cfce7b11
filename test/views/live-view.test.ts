import { describe, expect, it } from 'vitest';
import type { Line } from '../../agent/domain/line.ts';
import { mbps } from '../../agent/domain/rate.ts';
import { liveView } from '../../agent/views/live-view.ts';
import { queuesView } from '../../agent/views/queues-view.ts';
import type { ReadContext } from '../../agent/assessment/read-context.ts';
import { uplinksView } from '../../agent/views/uplinks-view.ts';
import { allocation, bareLine, both, NOW, when } from '../office/evidence-kit.ts';
import { five, type Rates, contextOver } from '../office/read-context-kit.ts';

const SLOT = 300_000;
const START = when('2026-01-01T00:00+07:00');

function line(id: string): Line {
  return { ...bareLine(id), agency: `opd-${id}` };
}

/** One interval that ended `ago` ms before now. */
const ended = (ago: number, megabits: number) => [five(NOW - ago - SLOT, mbps(megabits), mbps(megabits / 2))];

function contextOf(rates: Rates): ReadContext {
  const context = contextOver(
    {
      lines: ['small', 'large', 'dark', 'silent'].map(line),
      pools: [],
      contracts: [{ uplink: 'a', from: START, until: null, rate: both(400), document: 'K' }],
      shares: [],
      poolLimits: [],
      allocations: [allocation(1, 'large', both(40))],
    },
    rates,
    { down: ['uplink:b'] },
  );
  const uplinks = ['a', 'b'].map((id) => ({ id, name: id, router: 'core', interface: id }));
  const routers = [{ name: 'core' }] as unknown as ReadContext['office']['routers'];
  return {
    ...context,
    office: { ...context.office, uplinks, routers },
    ledger: { ...context.ledger, agencies: () => [] },
  };
}

const RATES: Rates = {
  'uplink:a': ended(0, 300),
  'line:small': ended(SLOT, 2),
  'line:large': ended(2 * SLOT, 38),
  'line:dark': ended(2 * SLOT + 1, 90),
};

describe('agent/views/live-view', () => {
  it('orders lines from the largest download on, and what is not known last', () => {
    const { lines, uplinks } = liveView(contextOf(RATES));
    expect(lines.map((l) => [l.line, l.now?.down ?? null, l.ageMs])).toEqual([
      ['large', 38e6, 2 * SLOT],
      ['small', 2e6, SLOT],
      ['dark', null, 2 * SLOT + 1],
      ['silent', null, null],
    ]);
    expect(lines.map((l) => l.allocation)).toEqual([both(40), null, null, null]);
    expect(lines[0]).toMatchObject({ agency: 'opd-large', uplinks: ['a'] });
    expect(uplinks).toEqual([
      { id: 'a', contract: both(400), operational: null, now: both(300, 150), ageMs: 0 },
      { id: 'b', contract: null, operational: false, now: null, ageMs: null },
    ]);
  });

  it('takes no interval for now that ends after now: the clock was set back', () => {
    const ahead = contextOf({ ...RATES, 'line:small': ended(-1, 2), 'uplink:a': ended(-3_600_000, 300) });
    const { lines, uplinks } = liveView(ahead);
    expect(lines.find((l) => l.line === 'small')).toMatchObject({ now: null, ageMs: null });
    expect(uplinks[0]).toMatchObject({ now: null, ageMs: null });
  });

  it('shows no rate as of now that is older than two intervals, wherever it is shown', () => {
    const old = contextOf({ ...RATES, 'uplink:a': ended(2 * SLOT + 1, 300) });
    expect(uplinksView(old)[0]).toMatchObject({ live: null, ageMs: 2 * SLOT + 1 });
    expect(uplinksView(contextOf(RATES))[0]).toMatchObject({ live: both(300, 150), ageMs: 0 });
    const row = (owner: string) => ({
      name: owner,
      comment: `bwagent:${owner}`,
      position: 0,
      maxLimit: both(1),
      targets: [],
    });
    const observed = { router: 'core', at: NOW, queues: ['large', 'dark'].map(row) };
    const ledger = { ...old.ledger, observed: () => observed, findings: () => [] } as unknown as ReadContext['ledger'];
    const shown = queuesView({ ...old, ledger }).filter((q) => q.position !== null);
    expect(shown.map((q) => [q.name, q.live])).toEqual([
      ['large', both(38, 19)],
      ['dark', null],
    ]);
  });
});
