import type { Moment, Window } from '../../domain/moment.ts';
import { type Rate, rate } from '../../domain/rate.ts';
import { changesAfter, type Contract, inForce, type PoolLimit } from '../../domain/uplink.ts';

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
