import type { Path } from '../../domain/line.ts';
import type { Moment, Window } from '../../domain/moment.ts';
import { never } from '../../domain/never.ts';
import { perMille, type PerMille, type Rate, rate } from '../../domain/rate.ts';
import { changesAfter, type Contract, inForce, type PoolLimit } from '../../domain/uplink.ts';

const WHOLE = perMille(1000);
const NONE = perMille(0);

/** Uplinks that may carry a path. */
export function membersOf(path: Path): readonly string[] {
  return path.kind === 'pinned' ? [path.uplink] : path.uplinks;
}

/**
 * Part of a path's traffic on each of its members, in thousandths. Failover: all on the first that is up (the first
 * when none is). Balanced: the dated shares; undefined when they do not name a member.
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
 * The shares with those of members that are down handed to the members that are up, in proportion and rounded up. All
 * as before when none is up.
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

/** C of an uplink for a request, or why it is not known. */
export type Capacity =
  | { readonly kind: 'known'; readonly rate: Rate }
  | { readonly kind: 'no-contract' }
  | { readonly kind: 'ends'; readonly at: Moment };

/**
 * The smallest capacity known from `from` on. A contract that ends without a successor counts on: that is a finding,
 * not a gap.
 */
export function lastingCapacity(contracts: readonly Contract[], from: Moment): Capacity {
  const rates = [from, ...changesAfter(contracts, from)].flatMap((at) => rateAt(contracts, at) ?? []);
  return rates.length === 0 ? { kind: 'no-contract' } : { kind: 'known', rate: smallest(rates) };
}

/** The smallest capacity inside a window. A contract that ends inside without a successor leaves it unknown. */
export function windowCapacity(contracts: readonly Contract[], window: Window): Capacity {
  const rates: Rate[] = [];
  for (const at of [window.from, ...changesAfter(contracts, window.from).filter((t) => t < window.until)]) {
    const contract = inForce(contracts, at);
    if (contract === undefined) return rates.length === 0 ? { kind: 'no-contract' } : { kind: 'ends', at };
    rates.push(contract.rate);
  }
  return { kind: 'known', rate: smallest(rates) };
}

/** The smallest limit of a pool from `from` on (until `until`, where given); undefined while none was decided. */
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
