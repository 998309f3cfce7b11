import type { Dice } from '../fakes/dice.ts';
import { drawGrants } from './draw-grants.ts';
import { drawTraffic, type Grid, originOf, type Outages, summedTraffic, type TrafficRule } from './draw-traffic.ts';
import { DAY, SLOT } from './local-days.ts';
import { OFFICE } from './office-facts.ts';
import type { Dated, LineFact, PathFact, PoolFact, RowFact, SeriesFact, World } from './world-facts.ts';

export const MEGA = 1_000_000;

/** What a world may hold. */
export interface Scope {
  readonly failover: boolean;
  readonly trees: boolean;
}

const UPLINKS = ['a', 'b'] as const;
const AGENCIES = ['dinkes', 'bappeda', 'kominfo'] as const;

function drawPath(dice: Dice, scope: Scope): PathFact {
  if (scope.failover && dice.onceIn(2))
    return {
      kind: 'failover',
      uplinks: dice.one([
        ['a', 'b'],
        ['b', 'a'],
      ]),
    };
  return { kind: 'pinned', uplink: dice.onceIn(4) ? 'b' : 'a' };
}

function drawLines(dice: Dice, scope: Scope, pools: readonly PoolFact[]): readonly LineFact[] {
  const path = drawPath(dice, scope);
  return Array.from({ length: 2 + dice.below(4) }, (_, n) => ({
    id: `l${n}`,
    agency: dice.one(AGENCIES),
    queue: `L${n}`,
    parent: pools.length === 0 || dice.onceIn(4) ? null : dice.one(pools).queue,
    dedicated: dice.onceIn(3),
    path: scope.failover && dice.onceIn(4) ? drawPath(dice, scope) : path,
  }));
}

function drawPools(dice: Dice, scope: Scope): readonly PoolFact[] {
  if (!scope.trees) return [];
  return Array.from({ length: dice.below(4) }, (_, n) => ({
    id: `p${n}`,
    queue: `P${n}`,
    parent: n === 0 || dice.onceIn(4) ? null : `P${dice.below(n)}`,
  }));
}

function drawRule(dice: Dice, days: number, silent: number): TrafficRule {
  return {
    busy: dice.below(60 * MEGA) + MEGA,
    quiet: 100 + dice.below(900),
    fasting: 300 + dice.below(900),
    since: dice.onceIn(4) ? dice.below(days) : 0,
    lostDay: dice.onceIn(2) ? 0 : 4 + dice.below(30),
    lostSlot: dice.onceIn(2) ? 0 : 10 + dice.below(200),
    silent: dice.onceIn(12) ? dice.below(6) : silent,
  };
}

function drawOutages(dice: Dice, slots: number): Outages {
  if (dice.onceIn(2)) return [];
  return Array.from({ length: 1 + dice.below(4) }, () => {
    const from = dice.below(slots);
    return [from, from + 1 + dice.below(dice.onceIn(3) ? 600 : 40)] as const;
  });
}

function drawContracts(dice: Dice, now: number, load: Readonly<Record<string, number>>): readonly Dated[] {
  return UPLINKS.flatMap((of) => {
    const size = (): Dated['rate'] => {
      const bits = Math.floor(((load[of]! + 10 * MEGA) * (900 + dice.below(1600))) / 1000);
      return { down: bits, up: Math.floor((bits * (500 + dice.below(600))) / 1000) };
    };
    const began = now - (100 + dice.below(200)) * DAY;
    const end = now + (dice.below(160) - 80) * DAY + dice.below(DAY);
    const first: Dated = { of, from: began, until: dice.onceIn(3) ? end : null, rate: size() };
    if (!dice.onceIn(3)) return [first];
    const from = Math.max(began + 1, now + (dice.below(90) - 30) * DAY);
    const until = dice.onceIn(3) ? from + (1 + dice.below(60)) * DAY : null;
    return [first, { of, from, until, rate: size() }];
  });
}

function drawPoolLimits(dice: Dice, pools: readonly PoolFact[], now: number): readonly Dated[] {
  const rate = (): Dated['rate'] => {
    const size = (20 + dice.below(150)) * MEGA;
    return dice.onceIn(10) ? { down: 0, up: size } : { down: size, up: size - dice.below(10) * MEGA };
  };
  return pools.flatMap((pool) => {
    if (dice.onceIn(5)) return [];
    const first: Dated = { of: pool.id, from: now - 200 * DAY, until: null, rate: rate() };
    if (!dice.onceIn(4)) return [first];
    return [first, { of: pool.id, from: now + (dice.below(60) - 30) * DAY, until: null, rate: rate() }];
  });
}

function drawTable(dice: Dice, world: Omit<World, 'table'>): World['table'] {
  if (dice.onceIn(3)) return null;
  const of = (id: string): Dated | undefined =>
    world.poolLimits.filter(({ of: whose, from }) => whose === id && from <= world.now).at(-1);
  const pools = world.pools.map((pool): RowFact => {
    const none = dice.onceIn(2) ? { down: 0, up: 0 } : { down: 60 * MEGA, up: 60 * MEGA };
    return { ...bare(pool.queue, pool.parent), maxLimit: of(pool.id)?.rate ?? none };
  });
  const shown = (line: LineFact): RowFact['maxLimit'] => {
    const has = world.grants.findLast(
      ({ line: id, window, appliedAt }) => id === line.id && window === null && appliedAt !== null,
    );
    return has === undefined || dice.onceIn(6) ? { down: 20 * MEGA, up: 30 * MEGA } : has.rate;
  };
  const lines = world.lines.map((line): RowFact => {
    const burst = dice.onceIn(6)
      ? { limit: { down: 70 * MEGA, up: 60 * MEGA }, threshold: { down: 45 * MEGA, up: 50 * MEGA } }
      : null;
    return { ...bare(line.queue, line.parent), maxLimit: shown(line), burst };
  });
  const strange = dice.onceIn(4) ? [bare('strange', world.pools[0]?.queue ?? null)] : [];
  return [...pools, ...lines, ...strange];
}

function bare(name: string, parent: string | null): RowFact {
  return { name, parent, maxLimit: { down: 10 * MEGA, up: 10 * MEGA }, disabled: false, burst: null };
}

/** A whole world: lines, queues, contracts, grants of all states, and what was measured. */
export function drawWorld(dice: Dice, scope: Scope): World {
  const day = Date.parse('2026-03-01T00:00+07:00') + dice.below(150) * DAY;
  const now = day + dice.below(DAY / 1000) * 1000;
  const days = dice.onceIn(3) ? 100 : dice.onceIn(6) ? 3 + dice.below(8) : 28 + dice.below(30);
  const origin = originOf(now, days);
  const grid: Grid = { origin, slots: Math.floor((now - origin) / SLOT), calendar: OFFICE };
  const pools = drawPools(dice, scope);
  const lines = drawLines(dice, scope, pools);
  const series = new Map<string, SeriesFact>();
  const load: Record<string, number> = {};
  const down = new Set<string>();
  const outages = new Map<string, Outages>();
  for (const id of UPLINKS) {
    const rule = drawRule(dice, days, 0);
    load[id] = rule.busy;
    if (dice.onceIn(15)) down.add(id);
    const cuts = drawOutages(dice, grid.slots);
    const lasts: Outages = down.has(id) ? [[grid.slots - 1 - dice.below(20), grid.slots]] : [];
    outages.set(id, [...cuts, ...lasts]);
    series.set(
      `uplink:${id}`,
      drawTraffic(dice, grid, { ...rule, since: dice.onceIn(6) ? rule.since : 0 }, outages.get(id)!),
    );
  }
  for (const { id } of lines) {
    if (dice.onceIn(6)) continue;
    const rule = drawRule(dice, days, 0);
    series.set(`line:${id}`, drawTraffic(dice, grid, { ...rule, busy: rule.busy >> 1 }, []));
  }
  for (const pool of pools) {
    if (dice.onceIn(2)) continue;
    const below = lines
      .filter(({ parent }) => parent === pool.queue)
      .flatMap(({ id }) => series.get(`line:${id}`) ?? []);
    const since = dice.onceIn(3) ? dice.below(days) : 0;
    if (below.length > 0) series.set(`pool:${pool.id}`, summedTraffic(below, 800 + dice.below(600), since));
  }
  const contracts = drawContracts(dice, now, load);
  const poolLimits = drawPoolLimits(dice, pools, now);
  const grants = drawGrants(dice, lines, { now, origin });
  const policy = {
    busyLimit: 850,
    liveLimit: 950,
    reserve: dice.one([100, 0, 333]),
    sharing: dice.one([2000, 1500, 3333]),
    activity: dice.one([700, 1000, 333]),
    saturation: 950,
    leadDays: dice.onceIn(3) ? 1 + dice.below(60) : 0,
    enforced: !dice.onceIn(4),
    offerStep: 5 * MEGA,
    graceMinutes: 30,
    contractGraceDays: 60,
  };
  const world = {
    ...grid,
    now,
    policy,
    lines,
    pools,
    contracts,
    poolLimits,
    grants,
    series,
    down,
  };
  return { ...world, table: drawTable(dice, world) };
}
