import type { Moment } from '../domain/moment.ts';
import { NO_RATE, plus, type Rate } from '../domain/rate.ts';
import { type Contract, contractsOf, inForce } from '../domain/uplink.ts';
import type { ReadContext } from './read-context.ts';
import { supposedLedger } from './supposed-ledger.ts';

/**
 * One simulated change of the network. `lost`: the uplink is gone for good. `ends`: its contract ends at `at`. `more`:
 * its contracts grow by `rate` from `from` on.
 */
export type Supposition =
  | { readonly what: 'lost'; readonly uplink: string }
  | { readonly what: 'ends'; readonly uplink: string; readonly at: Moment }
  | { readonly what: 'more'; readonly uplink: string; readonly from: Moment; readonly rate: Rate };

/** Returns the context with the changes applied in the given order; nothing is written. */
export function supposed(context: ReadContext, suppositions: readonly Supposition[]): ReadContext {
  return suppositions.reduce(withOne, context);
}

function withOne(context: ReadContext, supposition: Supposition): ReadContext {
  if (supposition.what === 'lost') return { ...context, lost: new Set([...(context.lost ?? []), supposition.uplink]) };
  const { ledger } = context;
  const own = contractsOf(ledger.contracts(), supposition.uplink);
  const others = ledger.contracts().filter((c) => c.uplink !== supposition.uplink);
  const contracts = [
    ...others,
    ...(supposition.what === 'ends' ? ended(own, supposition.uplink, supposition.at) : grown(own, supposition)),
  ];
  return { ...context, ledger: supposedLedger(ledger, { contracts: () => contracts }) };
}

/**
 * Simulates a contract that ends at `at`: capacity is 0 from then. (A real contract without a known successor keeps
 * counting, see `lastingCapacity`.)
 */
function ended(contracts: readonly Contract[], uplink: string, at: Moment): readonly Contract[] {
  const before = contracts
    .filter((c) => c.from < at)
    .map((c) => (c.until === null || c.until > at ? { ...c, until: at } : c));
  return [...before, { uplink, from: at, until: null, rate: NO_RATE, document: '' }];
}

/** Adds `rate` to the contract in force at `from` and to every later one. Earlier contracts stay as they are. */
function grown(
  contracts: readonly Contract[],
  { uplink, from, rate }: Extract<Supposition, { what: 'more' }>,
): readonly Contract[] {
  const old = inForce(contracts, from);
  const later = contracts.filter((c) => c.from > from).map((c) => ({ ...c, rate: plus(c.rate, rate) }));
  const before = contracts.filter((c) => c.from < from);
  const until = old?.until ?? null;
  const next = { uplink, from, until, rate: old === undefined ? rate : plus(old.rate, rate), document: '' };
  return [...before, next, ...later];
}
