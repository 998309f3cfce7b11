import type { Moment } from '../domain/moment.ts';
import { NO_RATE, plus, type Rate } from '../domain/rate.ts';
import { type Contract, contractsOf, inForce } from '../domain/uplink.ts';
import type { ReadContext } from './read-context.ts';
import { supposedLedger } from './supposed-ledger.ts';

/** What is supposed of the network, in its order. */
export type Supposition =
  | { readonly what: 'lost'; readonly uplink: string }
  | { readonly what: 'ends'; readonly uplink: string; readonly at: Moment }
  | { readonly what: 'more'; readonly uplink: string; readonly from: Moment; readonly rate: Rate };

/** The same context as if these things were so; nothing is written. */
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
 * Nothing is contracted from `at` on, and nothing counts on: that is what is supposed, unlike a contract of which no
 * successor is known.
 */
function ended(contracts: readonly Contract[], uplink: string, at: Moment): readonly Contract[] {
  const before = contracts
    .filter((c) => c.from < at)
    .map((c) => (c.until === null || c.until > at ? { ...c, until: at } : c));
  return [...before, { uplink, from: at, until: null, rate: NO_RATE, document: '' }];
}

/** What is in force at `from`, and whatever begins later, is larger by the rate; before that all is as it was. */
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
