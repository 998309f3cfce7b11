import type { Moment } from './moment.ts';
import type { PerMille, Rate } from './rate.ts';

/** A link to an internet provider, as configured: which interface of which router carries it. */
export interface Uplink {
  readonly id: string;
  readonly name: string;
  readonly router: string;
  readonly interface: string;
}

/**
 * Contracted capacity of one uplink, dated. In force from `from` until `until` or the next contract of the same uplink,
 * which replaces it. When that one ends, this one is in force again only if it has an `until` of its own that is still
 * ahead; one without an end is over.
 */
export interface Contract {
  readonly uplink: string;
  readonly from: Moment;
  readonly until: Moment | null;
  readonly rate: Rate;
  /** Number of the contract or of its addendum. */
  readonly document: string;
}

/** The contracts of one uplink. */
export function contractsOf(contracts: readonly Contract[], uplink: string): readonly Contract[] {
  return contracts.filter((contract) => contract.uplink === uplink);
}

/** How a balanced path divides traffic over its uplinks, dated; in force until the next. Sums to 1000. */
export interface Shares {
  readonly from: Moment;
  readonly shares: Readonly<Record<string, PerMille>>;
}

/** Limit of a pool queue as decided, dated. */
export interface PoolLimit {
  readonly pool: string;
  readonly from: Moment;
  readonly rate: Rate;
}

/**
 * Whatever is dated and in force at `at`: the newest that has begun. Once that has ended, an older one counts again
 * only where its own end is dated and still ahead; one without an end was replaced for good. Undefined where none is.
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

/** Instants after `at` at which something dated begins or ends. */
export function changesAfter(
  dated: readonly { readonly from: Moment; readonly until?: Moment | null }[],
  at: Moment,
): readonly Moment[] {
  return dated
    .flatMap((entry) => [entry.from, entry.until])
    .filter((when): when is Moment => typeof when === 'number' && when > at);
}
