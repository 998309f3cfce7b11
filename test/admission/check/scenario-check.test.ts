import { describe, expect, it } from 'vitest';
import { decide } from '../../../agent/admission/check/decision.ts';
import type { ConstraintResult } from '../../../agent/admission/check/constraints.ts';
import { largestAddition, partialOffer } from '../../../agent/admission/check/offer.ts';
import type { DecisionInputs } from '../../../agent/admission/check/decision-inputs.ts';
import type { Allocation } from '../../../agent/domain/allocation.ts';
import type { Line } from '../../../agent/domain/line.ts';
import type { Moment, Window } from '../../../agent/domain/moment.ts';
import { NO_RATE, perMille } from '../../../agent/domain/rate.ts';
import { inputsFor } from '../../../agent/assessment/availability.ts';
import { loadScenario } from '../../lab/scenario.ts';
import type { ExpectedCheck } from '../../lab/scenario-ticket.ts';
import { history } from '../../lab/traffic.ts';
import { allocation, both, span, when } from '../../office/evidence-kit.ts';
import { five, type Rates, type Tables, contextOver } from '../../office/read-context-kit.ts';

const scenario = loadScenario();
const START = when('2026-01-01T00:00+07:00');
const MORE = when('2026-05-20T08:00+07:00');
/**
 * Four weeks of frozen history end here; the minutes after midnight keep the newest sample fresh and the live key
 * quiet.
 */
const NOW = when('2026-05-04T00:15+07:00');
const PATH = { kind: 'balanced', uplinks: ['isp-a', 'isp-b'] } as const;

const lines: readonly Line[] = scenario.agencies.map((a) => ({
  id: a.id,
  agency: a.id,
  router: 'core',
  queue: a.queue.name,
  targets: a.queue.targets,
  parent: a.queue.parent,
  service: a.class,
  path: PATH,
}));

/** The frozen April: the total split 0.6 / 0.4 over the uplinks, and each line's own. */
function april(): Rates {
  const { starts, total, agencies } = history(scenario, '2026-04-06T00:00+07:00', NOW);
  const a = (rate: number): number => Math.round(0.6 * rate);
  const rates = { down: total.down, up: total.up };
  const series = (of: typeof rates, part: (rate: number) => number): Rates[string] =>
    [...starts].map((start, i) => five(start, part(of.down[i]!), part(of.up[i]!)));
  return {
    'uplink:isp-a': series(rates, a),
    'uplink:isp-b': series(rates, (rate) => rate - a(rate)),
    ...Object.fromEntries([...agencies].map(([id, own]) => [`line:${id}`, series(own, (rate) => rate)])),
  };
}

const base: readonly Allocation[] = scenario.agencies.map(
  ({ id, class: service, allocationMbps: { down, up } }, place) =>
    allocation(place + 1, id, both(down, up), { limitAt: service === 'dedicated' ? both(down, up) : NO_RATE }),
);

/** Grants of the month in their order: ticket, line, new total, when the router was seen to carry it. */
const GRANTS = [
  [41, 'dinkes', 40, '2026-05-04T11:05+07:00'],
  [45, 'dispenda', 40, '2026-05-06T14:10+07:00'],
  [48, 'setwan', 40, '2026-05-12T09:15+07:00'],
  [42, 'disdik', 100, '2026-05-20T08:55+07:00'],
] as const;

/** The books after so many of the month's grants. */
function booksAfter(grants: number): Tables {
  const given = GRANTS.slice(0, grants);
  const old = base.map(
    (a): Allocation => (given.some(([, line]) => line === a.line) ? { ...a, state: { at: 'ended', since: START } } : a),
  );
  const granted = given.map(([request, line, total, at], n) =>
    allocation(100 + n, line, both(total), { request, appliedAt: when(at) }),
  );
  return {
    lines,
    pools: [
      { id: 'pool', router: 'core', queue: '0.TOTAL-PEMDA', parent: null, targets: ['10.62.0.0/16'], path: PATH },
    ],
    contracts: [
      { uplink: 'isp-a', from: START, until: null, rate: both(300), document: 'K-A' },
      { uplink: 'isp-b', from: START, until: MORE, rate: both(200), document: 'K-B' },
      { uplink: 'isp-b', from: MORE, until: null, rate: both(300), document: 'K-B/2' },
    ],
    shares: [
      { from: START, shares: { 'isp-a': perMille(600), 'isp-b': perMille(400) } },
      { from: MORE, shares: { 'isp-a': perMille(500), 'isp-b': perMille(500) } },
    ],
    poolLimits: [
      { pool: 'pool', from: START, rate: both(500) },
      { pool: 'pool', from: MORE, rate: both(600) },
    ],
    allocations: [...old, ...granted],
  };
}

const RATES = april();
const oneDecimal = (bits: number): number => Math.round(bits / 1e5) / 10;

function termsOf(
  line: string,
  total: number,
  grants: number,
  from: Moment = NOW,
  window: Window | null = null,
): DecisionInputs {
  const context = contextOver(booksAfter(grants), RATES, { now: NOW });
  return inputsFor(context, {
    line: lines.find((l) => l.id === line)!,
    wanted: both(total),
    window,
    request: null,
    from,
  });
}

function key(terms: DecisionInputs, name: ConstraintResult['key'], bound: string): ConstraintResult {
  return decide(terms).keys.find((k) => k.key === name && k.bound === bound && k.direction === 'down')!;
}

/** Ticket, whether it is the re-check after the capacity grew, line, wanted total, grants before it. */
const TABLE = [
  ['0041', 'check', 'dinkes', 40, 0],
  ['0042', 'check', 'disdik', 100, 1],
  ['0045', 'check', 'dispenda', 40, 1],
  ['0047', 'check', 'dishubkan', 50, 2],
  ['0048', 'check', 'setwan', 80, 2],
  ['0049', 'check', 'dpmptsp', 60, 3],
  ['0042', 'recheck', 'disdik', 100, 3],
  ['0048', 'recheck', 'setwan', 80, 4],
] as const;

describe("the scenario's numbers", () => {
  it.each(TABLE)('ticket %s, %s: %s to %i Mbps', (ticket, which, line, total, grants) => {
    const { expected } = scenario.tickets.find((t) => t.id === `BW-2026-${ticket}`)!;
    const said = expected[which] as ExpectedCheck;
    const terms = termsOf(line, total, grants, which === 'recheck' ? MORE : NOW);
    const measured = key(terms, 'measured', 'pool');
    const promised = key(terms, 'promised', 'pool');
    const own = (total * 1e6 - terms.inForce.down) / 2;
    const busy = terms.directions.down.busy;
    expect({
      verdict: decide(terms).verdict,
      capacityMbps: terms.bounds.find((b) => b.kind === 'pool')!.capacity!.down / 1e6,
      busyP95Mbps: busy.kind === 'known' ? oneDecimal(busy.bits) : busy.why,
      projectedP95Mbps: oneDecimal(measured.demand),
      p95LimitMbps: measured.limit / 1e6,
      measuredEnough: measured.pass,
      promisedMbps: (promised.demand - own) / 1e6,
      promisableMbps: promised.limit / 1e6,
      promiseLeftMbps: (promised.limit - promised.demand + own) / 1e6,
      promisedEnough: promised.pass,
      additionMbps: terms.directions.down.delta / 1e6,
      largestAdditionMbps: largestAddition(terms, 'down') / 1e6,
    }).toEqual({
      verdict: said.verdict,
      capacityMbps: said.capacityMbps,
      busyP95Mbps: said.busyP95Mbps,
      projectedP95Mbps: said.projectedP95Mbps,
      p95LimitMbps: said.p95LimitMbps,
      measuredEnough: said.measuredEnough,
      promisedMbps: said.promisedMbps,
      promisableMbps: said.promisableMbps,
      promiseLeftMbps: said.promiseLeftMbps,
      promisedEnough: said.promisedEnough,
      additionMbps: said.additionMbps,
      largestAdditionMbps: said.largestAdditionMbps,
    });
  });

  it('rests on the base figures to the bit', () => {
    const { down, up } = termsOf('dinkes', 40, 0).directions;
    expect([down.busy, up.busy]).toMatchObject([{ bits: 385_804_632 }, { bits: 127_336_815 }]);
  });

  it('gives every uplink the dated share of the sum and of the promises', () => {
    const before = termsOf('dinkes', 40, 0);
    const after = termsOf('disdik', 100, 3, MORE);
    expect(before.bounds.map((b) => [b.name, b.share])).toEqual([
      ['isp-a', 600],
      ['isp-b', 400],
      ['pool', 1000],
    ]);
    expect(key(before, 'measured', 'isp-a').demand).toBe(Math.ceil(0.6 * 392_804_632));
    expect(after.bounds.map((b) => b.share)).toEqual([500, 500, 1000]);
    expect([key(after, 'promised', 'isp-a').demand, key(after, 'promised', 'isp-b').demand]).toEqual([240e6, 240e6]);
  });

  it('offers 0048 a first part of 40 Mbps', () => {
    expect(partialOffer(termsOf('setwan', 80, 2))).toEqual(both(40));
  });

  it.each([
    ['0044', 'bkpsdm', 100, 1, span('2026-05-09T06:00+07:00', '2026-05-10T18:00+07:00')],
    ['0051', 'setda', 150, 4, span('2026-06-01T06:00+07:00', '2026-06-01T12:00+07:00')],
  ] as const)('temporary ticket %s is enough', (ticket, line, total, grants, window) => {
    const said = scenario.tickets.find((t) => t.id === `BW-2026-${ticket}`)!.expected.check!;
    expect(decide(termsOf(line, total, grants, NOW, window)).verdict).toBe(said.verdict);
  });
});
