import { never } from '../../domain/never.ts';
import { type Bps, bps, demandOf, limitOf, perMille, type PerMille } from '../../domain/rate.ts';
import { committedDemand, committedWithout } from './committed-demand.ts';
import { type ConstraintResult, demandOn, expectedNow, expectedOf, isMember, ownIdle } from './constraints.ts';
import type { ConstrainedLink, DecisionInputs, DemandSource } from './decision-inputs.ts';

/**
 * One summand of a demand. `busy`: 95th percentile B, adjusted. `growth`: G. `expected`: what is expected of the
 * addition. `idle`: unused guarantees of other lines. `own-idle`: of the requesting line. `live`: load now. `others`:
 * committed to other lines. `own`: committed to the requesting line.
 */
export interface Summand {
  readonly what: 'busy' | 'growth' | 'expected' | 'idle' | 'own-idle' | 'live' | 'others' | 'own';
  readonly bits: Bps;
}

/** What one constraint adds up from: Σ parts × share = demand, rounded up; percent × capacity = limit, rounded down. */
export interface Breakdown {
  readonly key: ConstraintResult['key'];
  readonly bound: string;
  readonly direction: ConstraintResult['direction'];
  readonly parts: readonly Summand[];
  /** Part of the sum that runs on this link, in thousandths. Of `others` and `own` it is applied already. */
  readonly share: PerMille;
  readonly demand: Bps;
  readonly limit: Bps;
  readonly capacity: Bps;
  /** Part of the capacity that is the limit, in thousandths. */
  readonly percent: PerMille;
  /** Where the demand of a queue comes from. null: an uplink. */
  readonly source: DemandSource | null;
  /** Part of `busy` that was added for grants which the samples do not show yet. */
  readonly adjusted: Bps;
  /** Samples of earlier days in `busy`, in the place of hours that are not the own demand. */
  readonly replaced: number;
  /** Lines whose guarantee is unused, and how much of it, the largest first; at most 20. */
  readonly idleOf: readonly { readonly line: string; readonly bits: Bps }[];
}

/**
 * Returns what a constraint result of these inputs adds up from, so that a reader can add it up by hand. undefined: the
 * inputs have no such link, or were stored by a formula before 3.
 */
export function breakdownOf(inputs: DecisionInputs, result: ConstraintResult): Breakdown | undefined {
  const link = inputs.bounds.find(({ name }) => name === result.bound);
  if (link?.capacity === null || link === undefined || inputs.formula < 3) return undefined;
  const { key, direction } = result;
  const demand = demandOn(inputs, link, direction);
  const figures = demand.busy.figures.map(({ replaced = 0 }) => replaced);
  const { percent, capacity } = limitOn(inputs, link, result);
  return {
    key,
    bound: result.bound,
    direction,
    parts: partsOf(inputs, link, result).filter(({ bits }) => bits !== 0),
    share: key === 'promised' || isMember(inputs, link, direction) ? WHOLE : link.share,
    demand: result.demand,
    limit: limitOf(percent, capacity),
    capacity,
    percent,
    source: inputs.directions[direction].demands?.[link.name]?.source ?? null,
    ...(isMeasured(key) ? { adjusted: demand.raised, replaced: Math.max(0, ...figures) } : NOT_MEASURED),
    idleOf: key === 'guaranteed' ? (demand.idleOf ?? []) : [],
  };
}

const WHOLE = perMille(1000);
const NOT_MEASURED = { adjusted: bps(0), replaced: 0 };

function isMeasured(key: ConstraintResult['key']): boolean {
  return key === 'measured' || key === 'guaranteed';
}

function partsOf(
  inputs: DecisionInputs,
  link: ConstrainedLink,
  { key, direction, instant }: ConstraintResult,
): readonly Summand[] {
  const { delta } = inputs.directions[direction];
  const demand = demandOn(inputs, link, direction);
  const use = expectedOf(inputs, delta);
  const unused = key === 'guaranteed' ? ownIdle(inputs, demand, delta, use) : 0;
  // The addition to a member takes the member's share, its demand does not.
  const shared = (bits: number): Bps => (isMember(inputs, link, direction) ? demandOf(link.share, bits) : bps(bits));
  const expected = shared(use);
  const measured: readonly Summand[] = [
    { what: 'busy', bits: bps(demand.busy.kind === 'known' ? demand.busy.bits : 0) },
    { what: 'growth', bits: demand.growth },
    { what: 'expected', bits: expected },
  ];
  switch (key) {
    case 'measured':
      return measured;
    case 'guaranteed':
      return [
        ...measured,
        { what: 'idle', bits: demand.idle },
        { what: 'own-idle', bits: bps(shared(use + unused) - expected) },
      ];
    case 'live':
      return [
        { what: 'live', bits: demand.live.kind === 'known' ? demand.live.bits : bps(0) },
        { what: 'expected', bits: shared(expectedNow(inputs, direction, delta)) },
      ];
    case 'promised': {
      const at = (inputs.directions[direction].promised[link.name] ?? []).find((one) => one.at === instant);
      if (at === undefined) return [];
      const others = committedWithout(inputs.policy, at);
      const own = bps(committedDemand(inputs, link, direction, at, delta) - others);
      return [
        { what: 'others', bits: others },
        { what: 'own', bits: own },
      ];
    }
    default:
      return never(key);
  }
}

function limitOn(
  { policy, directions }: DecisionInputs,
  { name, capacity }: ConstrainedLink,
  { key, direction, instant }: ConstraintResult,
): { readonly percent: PerMille; readonly capacity: Bps } {
  const whole = capacity?.[direction] ?? bps(0);
  if (key === 'measured') return { percent: policy.busyLimit, capacity: whole };
  if (key !== 'promised') return { percent: policy.liveLimit, capacity: whole };
  const at = (directions[direction].promised[name] ?? []).find((one) => one.at === instant);
  return { percent: perMille(1000 - policy.reserve), capacity: at?.capacity ?? whole };
}
