import { type Finding, finding } from '../domain/finding.ts';
import { type FlowBalance, flowBalance, type Flows } from '../domain/flow-balance.ts';
import { before, DAY, type Moment } from '../domain/moment.ts';
import type { Subject } from '../domain/reading.ts';
import { contractsOf, inForce } from '../domain/uplink.ts';
import type { Sight } from './sight.ts';

/** An hour of common intervals at least. */
const LEAST = 12;
/** Below this part of the uplinks' traffic the limits hold for too little of it. */
const MOSTLY = 800;

/** What the counters of the last day say about each other: directions the wrong way round, traffic that no queue sees, slow ports. */
export function flowFindings(sight: Sight): readonly Finding[] {
  return [...sight.office.routers.flatMap(({ name }) => routerFindings(sight, name)), ...portFindings(sight)];
}

function routerFindings(sight: Sight, router: string): readonly Finding[] {
  const balance = balanceOf(sight, router);
  if (balance === undefined) return [];
  const { direction, queued } = balance;
  return [
    ...(direction === 'swapped' ? [finding('meter/direction-swapped', 'alarm', router)] : []),
    ...(queued !== null && queued < MOSTLY
      ? [finding('meter/unqueued-traffic', 'warn', router, { percent: Math.round(queued / 10) })]
      : []),
  ];
}

/** Over the intervals of the last day in which every uplink and every line that was measured at all has its rate. */
function balanceOf(sight: Sight, router: string): FlowBalance | undefined {
  const uplinks = sight.office.uplinks.filter((u) => u.router === router).map((u): Subject => `uplink:${u.id}`);
  const lines = sight.ledger.lines().filter((l) => l.router === router);
  const above = sumOf(sight, uplinks);
  const below = sumOf(
    sight,
    lines.map((l): Subject => `line:${l.id}`),
  );
  const common = [...above.keys()].filter((start) => below.has(start));
  if (common.length < LEAST) return undefined;
  return flowBalance(total(above, common), total(below, common));
}

function sumOf({ samples, now }: Sight, subjects: readonly Subject[]): ReadonlyMap<Moment, Flows> {
  const window = { from: before(now, DAY), until: now };
  const measured = subjects.map((subject) => samples.series(subject, window)).filter((series) => series.length > 0);
  const sums = new Map<Moment, Flows & { readonly parts: number }>();
  for (const { start, down, up } of measured.flat()) {
    const sum = sums.get(start) ?? { down: 0, up: 0, parts: 0 };
    sums.set(start, { down: sum.down + down, up: sum.up + up, parts: sum.parts + 1 });
  }
  return new Map([...sums].filter(([, { parts }]) => parts === measured.length));
}

function total(sums: ReadonlyMap<Moment, Flows>, starts: readonly Moment[]): Flows {
  return starts.reduce((all, start) => ({ down: all.down + (sums.get(start)?.down ?? 0), up: all.up + (sums.get(start)?.up ?? 0) }), {
    down: 0,
    up: 0,
  });
}

/** A port that negotiated less than the contract: what was bought cannot come through. IF-MIB ifHighSpeed, 0 where unknown. */
function portFindings({ ledger, samples, office, now }: Sight): readonly Finding[] {
  return office.uplinks.flatMap((uplink) => {
    const speed = samples.last(`uplink:${uplink.id}`)?.speedMbps ?? 0;
    const contract = inForce(contractsOf(ledger.contracts(), uplink.id), now)?.rate;
    if (speed === 0 || contract === undefined || speed * 1e6 >= Math.max(contract.down, contract.up)) return [];
    return [finding('meter/speed-below-contract', 'alarm', uplink.id, { speed, contract: Math.max(contract.down, contract.up) })];
  });
}
