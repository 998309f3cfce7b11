import { type Bps, bps, demandOf, type Direction, limitOf, perMille, type PerMille } from '../../domain/rate.ts';
import { committedDemand } from './committed-demand.ts';
import type { ConstrainedLink, DecisionInputs, Demand } from './decision-inputs.ts';

/**
 * The four constraints of the availability check. `measured`: 95th percentile plus the addition. `guaranteed`: the same
 * plus unused guarantees. `promised`: committed bandwidth. `live`: the load right now.
 */
export type ConstraintName = 'measured' | 'guaranteed' | 'promised' | 'live';

/** One constraint on one link or pool in one direction: `demand ≤ limit`, bit/s. Equal values pass. */
export interface ConstraintResult {
  /** Which constraint. */
  readonly key: ConstraintName;
  /** Id of the uplink or pool. */
  readonly bound: string;
  readonly direction: Direction;
  readonly demand: Bps;
  readonly limit: Bps;
  readonly pass: boolean;
  /**
   * Set on `measured` only: the 95th percentile reaches the saturation share of capacity. A full link hides how much is
   * wanted, so the constraint fails whatever the numbers say.
   */
  readonly saturated: boolean;
  /** Set on `promised` only: the moment with the largest committed sum (ms since 1970). */
  readonly instant: number | null;
}

const WHOLE = perMille(1000);

/**
 * Returns how much of an addition of `delta` bit/s is expected to be used: a × Δ rounded up for a permanent request,
 * all of it for a temporary one. A negative `delta` counts as 0.
 */
export function expectedOf(inputs: DecisionInputs, delta: number): Bps {
  return demandOf(inputs.window === null ? inputs.policy.activity : WHOLE, Math.max(0, delta));
}

/**
 * Computes every constraint of one link or pool in one direction, for an addition of `delta` (Δ) bit/s. Demands are
 * rounded up, limits down. Empty when the capacity or the 95th percentile is unknown.
 *
 * - measured: B + G + a·Δ ≤ u·C (B: 95th percentile, G: its growth, C: capacity)
 * - guaranteed: B + G + a·Δ + unused guarantees ≤ l·C
 * - promised: committed bandwidth after the grant ≤ (1 − r)·C
 * - live: L + a·Δ ≤ l·C (L: load now); left out when L is unknown or not asked
 *
 * @param delta addition to the line's rate in bit/s; 0 shows the present state.
 * @param share part of the path's demand on this link, in thousandths.
 */
export function judgeConstraints(
  inputs: DecisionInputs,
  link: ConstrainedLink,
  direction: Direction,
  delta: number,
  share: PerMille,
): readonly ConstraintResult[] {
  const d = demandOn(inputs, link, direction);
  if (link.capacity === null || d.busy.kind === 'unknown' || isUnlimited(inputs, link, direction)) return [];
  const capacity = link.capacity[direction];
  const expected = expectedOf(inputs, delta);
  const busy = d.busy.bits + d.growth;
  const sumOf = (base: number, added: number): Bps => leftSide(inputs, link, direction, share, base, added);
  const result = (
    key: ConstraintName,
    demand: Bps,
    limit: Bps,
    more: Partial<ConstraintResult> = {},
  ): ConstraintResult => {
    return {
      key,
      bound: link.name,
      direction,
      demand,
      limit,
      pass: demand <= limit,
      saturated: false,
      instant: null,
      ...more,
    };
  };
  const saturated = isSaturated(
    inputs,
    d.standing ?? d.busy.bits,
    isMember(inputs, link, direction) ? WHOLE : share,
    capacity,
  );
  const measured = result('measured', sumOf(busy, expected), limitOf(inputs.policy.busyLimit, capacity));
  const results = [
    saturated ? { ...measured, pass: false, saturated } : measured,
    result(
      'guaranteed',
      sumOf(busy + d.idle, expected + ownIdle(inputs, d, delta, expected)),
      limitOf(inputs.policy.liveLimit, capacity),
    ),
    committedResult(inputs, link, direction, delta, result),
  ];
  if (d.live.kind === 'known') {
    const demand = sumOf(d.live.bits, expectedNow(inputs, direction, delta));
    results.push(result('live', demand, limitOf(inputs.policy.liveLimit, capacity)));
  }
  return results;
}

/** Returns the demand by which a link or queue is judged: its own if the inputs have it, else that of the path. */
export function demandOn({ directions }: DecisionInputs, { name }: ConstrainedLink, direction: Direction): Demand {
  return directions[direction].demands?.[name] ?? directions[direction];
}

/** Whether a link's demand is that of a member of a balanced path beside other lines (see `DemandSource`). */
export function isMember({ directions }: DecisionInputs, { name }: ConstrainedLink, direction: Direction): boolean {
  return directions[direction].demands?.[name]?.source === 'member';
}

/**
 * Returns the left side of a measured constraint: demand and addition times the share, rounded up once. The demand of a
 * member is its own already; only the addition takes the share. While it carries more than its share, because another
 * member is down, its demand grows with the share.
 */
function leftSide(
  inputs: DecisionInputs,
  link: ConstrainedLink,
  direction: Direction,
  share: PerMille,
  base: number,
  added: number,
): Bps {
  if (!isMember(inputs, link, direction)) return demandOf(share, base + added);
  const grown = link.share > 0 && share > link.share ? perMille(Math.ceil((share * 1000) / link.share)) : WHOLE;
  return bps(demandOf(grown, base) + demandOf(share, added));
}

/** Whether a queue has no limit in this direction, so that it limits nothing. */
function isUnlimited({ formula }: DecisionInputs, { kind, capacity }: ConstrainedLink, direction: Direction): boolean {
  return formula >= 3 && kind === 'pool' && capacity?.[direction] === 0;
}

/** Whether the 95th percentile reaches the saturation share of the capacity: exactly, before any rounding. */
function isSaturated({ formula, policy }: DecisionInputs, busy: number, share: PerMille, capacity: number): boolean {
  if (formula < 3) return demandOf(share, busy) >= limitOf(policy.saturation, capacity);
  return BigInt(share) * BigInt(busy) >= BigInt(policy.saturation) * BigInt(capacity);
}

/** Returns what is expected to be added to the load of now: a × (new rate − rate that stands on the router). */
export function expectedNow(inputs: DecisionInputs, direction: Direction, delta: number): Bps {
  const { standing, inForce } = inputs;
  return expectedOf(inputs, standing === undefined ? delta : inForce[direction] + delta - standing[direction]);
}

/**
 * Returns the unused guarantee of the requesting line after the grant, in bit/s. It is guaranteed Δ more if it is
 * dedicated; a shared line keeps its limit-at. Its expected use is subtracted. (Formula 2 added Δ for both.)
 */
export function ownIdle(
  { formula, service }: DecisionInputs,
  { own }: Pick<Demand, 'own'>,
  delta: number,
  expected: number,
): number {
  if (own === null) return 0;
  const guaranteed = formula < 3 || service === 'dedicated' ? own.cir + delta : own.cir;
  return Math.max(0, guaranteed - own.busy - expected);
}

type ResultOf = (key: ConstraintName, demand: Bps, limit: Bps, more?: Partial<ConstraintResult>) => ConstraintResult;

function committedResult(
  inputs: DecisionInputs,
  link: ConstrainedLink,
  direction: Direction,
  delta: number,
  result: ResultOf,
): ConstraintResult {
  const whole = link.capacity?.[direction] ?? 0;
  const instants = inputs.directions[direction].promised[link.name] ?? [];
  const sums = instants.map((instant) => {
    const limit = limitOf(perMille(1000 - inputs.policy.reserve), instant.capacity ?? whole);
    return { at: instant.at, limit, demand: committedDemand(inputs, link, direction, instant, delta) };
  });
  const none = { at: inputs.at, limit: limitOf(perMille(1000 - inputs.policy.reserve), whole), demand: bps(0) };
  const first = inputs.formula < 3 ? none : (sums[0] ?? none);
  const worst = sums.reduce((most, s) => (s.demand - s.limit > most.demand - most.limit ? s : most), first);
  return result('promised', worst.demand, worst.limit, { instant: worst.at });
}
