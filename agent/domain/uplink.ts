import type { Moment } from './moment.ts';
import type { PerMille, Rate } from './rate.ts';

/** A link to an internet provider: one interface of one router. */
export interface Uplink {
  readonly id: string;
  readonly name: string;
  readonly router: string;
  readonly interface: string;
}

/**
 * Contracted capacity of one uplink for a time, in both directions. Valid from `from` until `until` (null: no end), or
 * until a newer contract of the same uplink begins. When the newer contract ends, an older one is valid again only if
 * it has an `until` that is still ahead.
 */
export interface Contract {
  /** Id of the uplink. */
  readonly uplink: string;
  readonly from: Moment;
  readonly until: Moment | null;
  readonly rate: Rate;
  /** Number of the contract or of its addendum. */
  readonly document: string;
}

/** Returns the contracts of one uplink. */
export function contractsOf(contracts: readonly Contract[], uplink: string): readonly Contract[] {
  return contracts.filter((contract) => contract.uplink === uplink);
}

/**
 * How a balanced path divides its traffic over its uplinks, by uplink id. Valid until the next entry. The shares add up
 * to 1000.
 */
export interface Shares {
  readonly from: Moment;
  readonly shares: Readonly<Record<string, PerMille>>;
}

/**
 * Limit of a pool's queue from `from` on, as people decided it. `pool` is the pool's id. Valid until the next entry.
 */
export interface PoolLimit {
  readonly pool: string;
  readonly from: Moment;
  readonly rate: Rate;
}

/**
 * Returns the dated entry that is valid at `at`: the newest that has begun. undefined: none is. If that one has ended,
 * the newest older entry counts that has an `until` still ahead; an older entry without an end was replaced for good.
 */
export function inForce<T extends { readonly from: Moment; readonly until?: Moment | null }>(
  dated: readonly T[],
  at: Moment,
): T | undefined {
  const [newest, ...replaced] = dated.filter((entry) => entry.from <= at).toSorted((a, b) => b.from - a.from);
  if (newest === undefined || (newest.until ?? null) === null || runsOn(newest, at)) return newest;
  return replaced.find((entry) => runsOn(entry, at));
}

function runsOn({ until }: { readonly until?: Moment | null }, at: Moment): boolean {
  return typeof until === 'number' && at < until;
}

/** Returns the instants after `at` at which one of the dated entries begins or ends, in no particular order. */
export function changesAfter(
  dated: readonly { readonly from: Moment; readonly until?: Moment | null }[],
  at: Moment,
): readonly Moment[] {
  return dated
    .flatMap((entry) => [entry.from, entry.until])
    .filter((when): when is Moment => typeof when === 'number' && when > at);
}
