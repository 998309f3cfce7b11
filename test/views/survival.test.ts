import { describe, expect, it } from 'vitest';
import { decide } from '../../agent/admission/decision.ts';
import type { Line, Path } from '../../agent/domain/line.ts';
import type { Rate } from '../../agent/domain/rate.ts';
import { termsFor } from '../../agent/views/availability.ts';
import type { Sight } from '../../agent/views/sight.ts';
import { survivalOf } from '../../agent/views/survival.ts';
import { allocation, both, NOW, when } from '../admission/evidence-kit.ts';
import { flat, type Rates, sightOver } from '../admission/sight-kit.ts';

const START = when('2026-01-01T00:00+07:00');
const MARCH = when('2026-03-01T00:00+07:00');
const FAILOVER: Path = { kind: 'failover', uplinks: ['a', 'b'] };
/** Link A carries 150; link B stands by and counts nothing. */
const STANDING_BY: Rates = { 'uplink:a': flat(MARCH, NOW, 150e6) };

interface Office {
  readonly contracts?: Readonly<Record<string, Rate>>;
  readonly rates?: Rates;
  readonly down?: readonly string[];
}

function lineOn(path: Path): Line {
  return { id: 'x', agency: 'x', router: 'core', queue: 'x', targets: [], parent: null, service: 'shared', path };
}

function sightOf({ contracts = { a: both(300), b: both(100) }, rates = STANDING_BY, down = [] }: Office = {}): Sight {
  const books = {
    lines: [lineOn(FAILOVER)],
    pools: [],
    contracts: Object.entries(contracts).map(([uplink, rate]) => ({ uplink, from: START, until: null, rate, document: 'K' })),
    shares: [],
    poolLimits: [],
    allocations: [allocation(1, 'x', both(20))],
  };
  return sightOver(books, rates, { down: down.map((id) => `uplink:${id}`) });
}

const asking = (wanted: number, path: Path = FAILOVER) => ({
  line: lineOn(path),
  wanted: both(wanted),
  window: null,
  request: null,
  from: NOW,
});

describe('agent/views/survival', () => {
  it('says what the standby would carry of what both carried', () => {
    const survival = survivalOf(sightOf(), asking(60))!;
    expect([survival.lost, survival.onto, survival.unknown]).toEqual(['a', 'b', []]);
    const measured = survival.keys.find((k) => k.key === 'measured' && k.direction === 'down');
    expect(measured).toMatchObject({ bound: 'b', demand: 178e6, limit: 85e6, pass: false });
    const roomy = survivalOf(sightOf({ contracts: { a: both(300), b: both(300) } }), asking(60))!;
    expect(roomy.keys.every((k) => k.bound === 'b' && k.pass)).toBe(true);
  });

  it("counts what the standby carries of others' traffic as well", () => {
    const rates = { ...STANDING_BY, 'uplink:b': flat(MARCH, NOW, 40e6) };
    const measured = survivalOf(sightOf({ rates }), asking(60))!.keys.find((k) => k.key === 'measured');
    expect(measured).toMatchObject({ demand: 218e6 });
  });

  it('says why it is not known, and nothing where there is no standby or nothing is asked', () => {
    const noContract = { contracts: { a: both(300) } };
    expect(survivalOf(sightOf(noContract), asking(60))).toEqual({
      lost: 'a',
      onto: 'b',
      keys: [],
      unknown: [{ why: 'no-contract', uplink: 'b' }],
    });
    expect(survivalOf(sightOf(), asking(20))).toBeNull();
    expect(survivalOf(sightOf({ down: ['a'] }), asking(60))).toBeNull();
    expect(survivalOf(sightOf({ down: ['b'] }), asking(60))).toBeNull();
    expect(survivalOf(sightOf(), asking(60, { kind: 'pinned', uplink: 'a' }))).toBeNull();
  });
});

describe('a path that its standby carries', () => {
  const verdict = (wanted: number, office: Office): string => decide(termsFor(sightOf(office), asking(wanted))).verdict;

  it('neither postpones nor grants, whether the standby has room or not; and is judged again once the link is back', () => {
    const roomy = { contracts: { a: both(300), b: both(900) } };
    expect([verdict(60, { down: ['a'] }), verdict(60, { ...roomy, down: ['a'] })]).toEqual(['waiting-for-room', 'waiting-for-room']);
    expect([verdict(60, {}), verdict(900, {})]).toEqual(['enough', 'not-enough']);
  });

  it('is no refuge where nothing is known of what it took over', () => {
    expect(verdict(60, { down: ['a'], rates: {} })).toBe('unknown');
  });

  it('leaves a window that begins later to the preferred link and its own past', () => {
    const window = { from: when('2026-05-09T08:00+07:00'), until: when('2026-05-09T16:00+07:00') };
    const busy = { ...STANDING_BY, 'uplink:b': flat(MARCH, NOW, 1e6) };
    const terms = termsFor(sightOf({ down: ['a'], rates: busy }), { ...asking(60), window });
    expect(terms.bounds.map((b) => [b.name, b.standsInFor ?? null])).toEqual([['a', null]]);
    expect(terms.directions.down.busy).toMatchObject({ kind: 'known', bits: 150e6 });
    expect(decide(terms).verdict).toBe('enough');
  });
});
