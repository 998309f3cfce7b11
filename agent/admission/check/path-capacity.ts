import type { Path } from '../../domain/line.ts';
import type { Moment, Window } from '../../domain/moment.ts';
import { never } from '../../domain/never.ts';
import { perMille, type PerMille, type Rate, rate } from '../../domain/rate.ts';
import { changesAfter, type Contract, inForce, type PoolLimit } from '../../domain/uplink.ts';

const WHOLE = perMille(1000);
const NONE = perMille(0);

/** Returns the ids of the uplinks that may carry a path. */
export function membersOf(path: Path): readonly string[] {
  return path.kind === 'pinned' ? [path.uplink] : path.uplinks;
}

/**
 * Returns the part of a path's traffic on each member, in thousandths. Pinned: all on its uplink. Failover: all on the
 * first member that is up, or on the preferred one when none is. Balanced: as `shares` says; undefined when `shares`
 * lacks a member.
 */
export function sharesOf(
  path: Path,
  shares: Readonly<Record<string, PerMille>> | undefined,
  isUp: (uplink: string) => boolean,
): ReadonlyMap<string, PerMille> | undefined {
  switch (path.kind) {
    case 'pinned':
      return new Map([[path.uplink, WHOLE]]);
    case 'failover': {
      const active = path.uplinks.find(isUp) ?? path.uplinks[0];
      return new Map(path.uplinks.map((uplink) => [uplink, uplink === active ? WHOLE : NONE]));
    }
    case 'balanced': {
      const known = path.uplinks.map((uplink) => [uplink, shares?.[uplink]] as const);
      if (known.some(([, share]) => share === undefined)) return undefined;
      return new Map(known.map(([uplink, share]) => [uplink, share ?? NONE]));
    }
    default:
      return never(path);
  }
}

/**
 * Gives the shares of members that are down to the members that are up, in proportion and rounded up. Returns the
 * shares unchanged when no member is up.
 *
 *   handedOver({a: 600, b: 400}, only b is up) → {a: 0, b: 1000}
 */
export function handedOver(
  shares: ReadonlyMap<string, PerMille>,
  isUp: (uplink: string) => boolean,
): ReadonlyMap<string, PerMille> {
  const alive = [...shares].filter(([uplink]) => isUp(uplink)).reduce((sum, [, share]) => sum + share, 0);
  if (alive === 0) return shares;
  return new Map(
    [...shares].map(([uplink, share]) => [uplink, isUp(uplink) ? perMille(Math.ceil((share * 1000) / alive)) : NONE]),
  );
}

/** Contracted capacity of an uplink, or why it is unknown. `ends`: a contract ends at `at` without a successor. */
export type Capacity =
  | { readonly kind: 'known'; readonly rate: Rate }
  | { readonly kind: 'no-contract' }
  | { readonly kind: 'ends'; readonly at: Moment };

/**
 * Returns the smallest contracted capacity from `from` on, for a permanent request. A contract that ends without a
 * successor keeps counting; a finding reports it elsewhere.
 */
export function lastingCapacity(contracts: readonly Contract[], from: Moment): Capacity {
  const rates = [from, ...changesAfter(contracts, from)].flatMap((at) => rateAt(contracts, at) ?? []);
  return rates.length === 0 ? { kind: 'no-contract' } : { kind: 'known', rate: smallest(rates) };
}

/**
 * Returns the smallest contracted capacity inside a window, for a temporary request. A contract that ends inside the
 * window without a successor makes it unknown.
 */
export function windowCapacity(contracts: readonly Contract[], window: Window): Capacity {
  const rates: Rate[] = [];
  for (const at of [window.from, ...changesAfter(contracts, window.from).filter((t) => t < window.until)]) {
    const contract = inForce(contracts, at);
    if (contract === undefined) return rates.length === 0 ? { kind: 'no-contract' } : { kind: 'ends', at };
    rates.push(contract.rate);
  }
  return { kind: 'known', rate: smallest(rates) };
}

/**
 * Returns the smallest limit of a pool from `from` on, up to `until` when given. Undefined when no limit was ever
 * decided.
 */
export function lastingPoolLimit(limits: readonly PoolLimit[], from: Moment, until: Moment | null): Rate | undefined {
  const instants = [from, ...changesAfter(limits, from).filter((at) => until === null || at < until)];
  const rates = instants.flatMap((at) => inForce(limits, at)?.rate ?? []);
  return rates.length === 0 ? undefined : smallest(rates);
}

function rateAt(contracts: readonly Contract[], at: Moment): Rate | undefined {
  const newest = contracts.filter((c) => c.from <= at).toSorted((a, b) => b.from - a.from)[0];
  return (inForce(contracts, at) ?? newest)?.rate;
}

function smallest(rates: readonly Rate[]): Rate {
  return rate(Math.min(...rates.map((r) => r.down)), Math.min(...rates.map((r) => r.up)));
}
