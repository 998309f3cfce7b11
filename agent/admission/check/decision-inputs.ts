import type { Path } from '../../domain/line.ts';
import type { Moment, Window } from '../../domain/moment.ts';
import type { Policy } from '../../domain/policy.ts';
import type { Bps, Direction, PerMille, Rate } from '../../domain/rate.ts';
import type { BusyP95 } from './demand-figures.ts';
import type { CommittedInstant } from './committed-instant.ts';

/** What limits a line: one of the uplinks of its path, or a queue with a limit above it, however far up. */
export interface ConstrainedLink {
  readonly kind: 'uplink' | 'pool';
  /** Id of the uplink or of the pool. */
  readonly name: string;
  /**
   * Part of the path's demand that this link or pool carries, in thousandths. 1000 for a pinned uplink and for a pool.
   */
  readonly share: PerMille;
  /**
   * `share` with links that are down left out: their shares are given to the links that are up. 0 for a link that is
   * down.
   */
  readonly shareNow: PerMille;
  /**
   * C: contracted capacity of the uplink or limit of the pool, bit/s; 0 in a direction in which a pool has no limit.
   * null: no contract is known.
   */
  readonly capacity: Rate | null;
  /**
   * Whether the link is up (IF-MIB ifOperStatus). A link that is down now counts as up for a request that begins later.
   * Always true for a pool.
   */
  readonly operational: boolean;
  /** Contracted rate, set on an uplink whose port came up slower: `capacity` is what the port carries then. */
  readonly contract?: Rate;
  /** Set on an uplink whose contract ended then, and whose capacity counts on for the grace. */
  readonly contractEnded?: Moment;
  /** Set on an active standby of a failover path: id of the preferred uplink, which is down. */
  readonly standsInFor?: string;
}

/**
 * L: largest of the newest 5-minute rates of the path, bit/s. `ageMs` is the age of the newest interval. `not-asked`:
 * the request is for a window that has not begun, so the present load does not matter.
 */
export type Live =
  | { readonly kind: 'known'; readonly bits: Bps; readonly ageMs: number }
  | { readonly kind: 'not-asked' }
  | { readonly kind: 'unknown'; readonly why: 'stale' | 'no-samples'; readonly ageMs: number | null };

/** Measured demand in one direction, bit/s: of a path, or of one queue or link. */
export interface Demand {
  /** B: 95th percentile, adjusted for grants that are not yet in the history. */
  readonly busy: BusyP95;
  /** Largest sum of adjustments in `busy`, for display only. */
  readonly raised: Bps;
  /**
   * `busy` without temporary grants of others, which do not make a link full. Absent: the same as `busy`, or not known.
   */
  readonly standing?: number;
  /** G: expected growth of the 95th percentile until capacity can be bought. */
  readonly growth: Bps;
  readonly live: Live;
  /** Unused guaranteed bandwidth of the other lines on the path or below the queue: Σ max(0, CIR − own p95). */
  readonly idle: Bps;
  /** The lines of `idle` with the most unused, the largest first, for display only. Absent before formula 3. */
  readonly idleOf?: readonly { readonly line: string; readonly bits: Bps }[];
  /** The requesting line's own CIR and p95; null when it has no guarantee. */
  readonly own: { readonly cir: Bps; readonly busy: Bps } | null;
}

/**
 * Where the demand of one queue or link comes from. `queue`: its own counters, which hold those of its children.
 * `lines`: the sum of the lines below it. `links`: the uplinks that its lines use, at most that much. `member`: one
 * uplink of a balanced path beside lines that use only this one.
 */
export type DemandSource = 'queue' | 'lines' | 'links' | 'member';

/** Demand of one queue or link that is not its share of the path's demand. */
export interface LinkDemand extends Demand {
  readonly source: DemandSource;
}

/**
 * All numbers of one direction, in bit/s. The demand is that of the whole path; an uplink takes its share of it.
 */
export interface DirectionInputs extends Demand {
  /** Δ: wanted rate − permanent rate now. A direction with Δ ≤ 0 is not checked. */
  readonly delta: number;
  /** Demand of the queues above the line by `ConstrainedLink.name`. Absent before formula 3: the path's demand. */
  readonly demands?: Readonly<Record<string, LinkDemand>>;
  /** Committed bandwidth by `ConstrainedLink.name`, one entry for each instant to check. */
  readonly promised: Readonly<Record<string, readonly CommittedInstant[]>>;
}

/**
 * A reason why the check has no answer, other than missing samples. `no-contract`: capacity unknown. `no-shares`: a
 * balanced path whose shares are not in the ledger. `contract-ends`: a contract ends inside the requested window.
 * `contract-ended`: the last contract ended longer ago than the grace. `unlimited-line`: another line has no limit, is
 * not measured, and no queue above it has a limit. `clock-suspect`: a sample is dated in the future.
 */
export type UnknownReason =
  | { readonly why: 'no-contract'; readonly uplink: string }
  | { readonly why: 'no-shares' }
  | { readonly why: 'contract-ends'; readonly uplink: string; readonly at: Moment }
  | { readonly why: 'contract-ended'; readonly uplink: string; readonly at: Moment }
  | { readonly why: 'unlimited-line'; readonly line: string }
  | { readonly why: 'clock-suspect' };

/**
 * All inputs of one availability check (SOP step 5). Plain data, stored with the decision, so that `decide` can compute
 * it again.
 *
 * Some field names are older than the words of the documentation, and keep their stored form: `bounds` (constrained
 * links and pools), `blind` (reasons why the answer is unknown), `raised` (adjustments), `promised` (committed
 * bandwidth), `idle` (unused guarantees), `own` (the requesting line's guarantee), `busy` (95th percentile), and `key`
 * (constraint) and `bound` (link or pool) in ConstraintResult.
 */
export interface DecisionInputs {
  /**
   * Version of the arithmetic. Version 1 lacks `CommittedInstant.own` and judged links that are down by their full
   * capacity. Version 2 judged every queue by the demand of the links.
   */
  readonly formula: number;
  /** When the inputs were read. */
  readonly at: Moment;
  /** Id of the requesting line. */
  readonly line: string;
  readonly service: 'shared' | 'dedicated';
  readonly path: Path;
  /** null: a permanent request. */
  readonly window: Window | null;
  /** Permanent rate granted to the line now. */
  readonly inForce: Rate;
  /** New total rate of the line, not the addition. */
  readonly wanted: Rate;
  /** Rate that the line's queue has on the router now. Absent before formula 3. */
  readonly standing?: Rate;
  /** Copy of the policy numbers used. */
  readonly policy: Policy;
  readonly bounds: readonly ConstrainedLink[];
  readonly directions: Readonly<Record<Direction, DirectionInputs>>;
  readonly blind: readonly UnknownReason[];
}
