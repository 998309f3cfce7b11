import { describe, expect, it } from 'vitest';
import type { DirectionInputs } from '../../agent/admission/check/decision-inputs.ts';
import { DayCache } from '../../agent/assessment/day-cache.ts';
import { inputsFor } from '../../agent/assessment/availability.ts';
import type { Path } from '../../agent/domain/line.ts';
import { perMille } from '../../agent/domain/rate.ts';
import { allocation, bareLine, both, NOW, when } from '../office/evidence-kit.ts';
import { contextOver, flat, type Rates } from '../office/read-context-kit.ts';

const START = when('2026-01-01T00:00+07:00');
const SINCE = when('2026-04-06T00:00+07:00');
const OUT = when('2026-04-27T00:00+07:00');
const BACK = when('2026-05-02T00:00+07:00');
const ON_A: Path = { kind: 'pinned', uplink: 'a' };
const ON_B: Path = { kind: 'pinned', uplink: 'b' };
const A_THEN_B: Path = { kind: 'failover', uplinks: ['a', 'b'] };
const BOTH: Path = { kind: 'balanced', uplinks: ['a', 'b'] };

const changed = (usual: number, meanwhile: number) => [
  ...flat(SINCE, OUT, usual),
  ...flat(OUT, BACK, meanwhile),
  ...flat(BACK, NOW, usual),
];

/** From 27 April to 1 May link a carried nothing, and link b, line x and its pool carried more. */
const RATES: Rates = {
  'uplink:a': changed(60e6, 0),
  'uplink:b': changed(40e6, 90e6),
  'line:x': changed(10e6, 28e6),
  'pool:p': changed(10e6, 28e6),
};

/** The figures of line x on `own` below a pool, beside line y on `other`. */
function figuresOf(own: Path, other: Path, cache: DayCache): DirectionInputs {
  const asking = { ...bareLine('x', own, 'dedicated'), parent: 'top' };
  const books = {
    lines: [asking, bareLine('y', other, 'shared')],
    pools: [{ id: 'p', router: 'core', queue: 'top', parent: null, targets: [], path: own }],
    contracts: ['a', 'b'].map((uplink) => ({ uplink, from: START, until: null, rate: both(500), document: 'K' })),
    shares: [{ from: START, shares: { a: perMille(600), b: perMille(400) } }],
    poolLimits: [{ pool: 'p', from: START, rate: both(300) }],
    allocations: [allocation(1, 'x', both(30)), allocation(2, 'y', both(30))],
  };
  const context = { ...contextOver(books, RATES), cache };
  return inputsFor(context, { line: asking, wanted: both(40), window: null, request: null, from: NOW }).directions.down;
}

describe('figures that were computed before a path changed', () => {
  it('are not used after another line got a standby, whose traffic a link then carried', () => {
    const cache = new DayCache();
    const before = figuresOf(ON_B, ON_B, cache);
    const after = figuresOf(ON_B, A_THEN_B, cache);
    expect(before.busy).toMatchObject({ bits: 90e6 });
    expect(after.busy).toMatchObject({ kind: 'unknown', why: 'coverage' });
    expect(after).toEqual(figuresOf(ON_B, A_THEN_B, new DayCache()));
  });

  it.each([ON_A, A_THEN_B, BOTH])('are not used after the path of the line became %o', (path) => {
    const cache = new DayCache();
    figuresOf(ON_B, ON_B, cache);
    expect(figuresOf(path, ON_B, cache)).toEqual(figuresOf(path, ON_B, new DayCache()));
  });
});
