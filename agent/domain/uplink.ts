import type { Moment } from './moment.ts';
import type { PerMille, Rate } from './rate.ts';

/** A link to an internet provider, as configured: which interface of which router carries it. */
export interface Uplink {
  readonly id: string;
  readonly name: string;
  readonly router: string;
  readonly interface: string;
}

/** Contracted capacity of one uplink, dated. In force from `from` until `until` or the next contract of the same uplink. */
export interface Contract {
  readonly uplink: string;
  readonly from: Moment;
  readonly until: Moment | null;
  readonly rate: Rate;
  /** Number of the contract or of its addendum. */
  readonly document: string;
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

/** Whatever is dated and in force at `at`: the newest that has begun and not ended. */
export function inForce<T extends { readonly from: Moment; readonly until?: Moment | null }>(
  dated: readonly T[],
  at: Moment,
): T | undefined {
  return dated
    .filter((entry) => entry.from <= at)
    .toSorted((a, b) => b.from - a.from)
    .find((entry) => entry.until === undefined || entry.until === null || at < entry.until);
}

/** Instants after `at` at which something dated begins or ends. */
export function changesAfter(dated: readonly { readonly from: Moment; readonly until?: Moment | null }[], at: Moment): readonly Moment[] {
  return dated.flatMap((entry) => [entry.from, entry.until]).filter((when): when is Moment => typeof when === 'number' && when > at);
}
