import type { Path } from '../../domain/line.ts';
import type { Moment, Window } from '../../domain/moment.ts';
import type { Policy } from '../../domain/policy.ts';
import type { Bps, Direction, PerMille, Rate } from '../../domain/rate.ts';
import type { BusyP95 } from './demand-figures.ts';
import type { CommittedInstant } from './committed.ts';

/** What limits a path: one of its uplinks, or the pool queue above it. */
export interface ConstrainedLink {
  readonly kind: 'uplink' | 'pool';
  readonly name: string;
  /** Part of the path's whole demand that this bound carries: 1000 for a pinned uplink and for the pool. */
  readonly share: PerMille;
  /** The same with the shares of uplinks that are down handed to the others; 0 for one that is down itself. */
  readonly shareNow: PerMille;
  /** C; null when no contract says. */
  readonly capacity: Rate | null;
  readonly operational: boolean;
  /** The preferred member of a failover path, which is down and whose traffic this one carries meanwhile. */
  readonly standsInFor?: string;
}

/** L, the live figure of the path, or why there is none. */
export type Live =
  | { readonly kind: 'known'; readonly bits: Bps; readonly ageMs: number }
  | { readonly kind: 'not-asked' }
  | { readonly kind: 'unknown'; readonly why: 'stale' | 'no-samples'; readonly ageMs: number | null };

/** Every number of one direction. Demands of the whole path; a bound takes its share. */
export interface DirectionInputs {
  /** Δ: wanted − in force at the start. A direction with Δ ≤ 0 is not asked. */
  readonly delta: number;
  readonly busy: BusyP95;
  /** What B was raised by in all, for the reader. */
  readonly raised: Bps;
  readonly growth: Bps;
  readonly live: Live;
  /** Σ max(0, CIR − own p95) over the guaranteed lines of the path, the asking line left out. */
  readonly idle: Bps;
  /** The asking line's guarantee and own p95; null when it has none. */
  readonly own: { readonly cir: Bps; readonly busy: Bps } | null;
  /** By bound name. */
  readonly promised: Readonly<Record<string, readonly CommittedInstant[]>>;
}

/** Why nothing can be said, beyond what a direction's figures say. */
export type UnknownReason =
  | { readonly why: 'no-contract'; readonly uplink: string }
  | { readonly why: 'no-shares' }
  | { readonly why: 'contract-ends'; readonly uplink: string; readonly at: Moment }
  | { readonly why: 'clock-suspect' };

/** All that a decision rests on. Plain data: stored with the decision and replayed from there. */
export interface DecisionInputs {
  readonly formula: number;
  readonly at: Moment;
  readonly line: string;
  readonly service: 'shared' | 'dedicated';
  readonly path: Path;
  readonly window: Window | null;
  readonly inForce: Rate;
  readonly wanted: Rate;
  readonly policy: Policy;
  readonly bounds: readonly ConstrainedLink[];
  readonly directions: Readonly<Record<Direction, DirectionInputs>>;
  readonly blind: readonly UnknownReason[];
}
