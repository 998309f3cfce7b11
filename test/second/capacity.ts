import { DAY } from './local-days.ts';
import type { Dated, Way, World } from './world-facts.ts';

/** What is known of a capacity at an instant. */
type Known = { readonly rate: Dated['rate'] } | 'none' | 'ended' | 'ends';

/** C of an uplink: the smallest from an instant on, or why it is not known. */
export type Capacity =
  | { readonly known: true; readonly bits: Readonly<Record<Way, number>> }
  | { readonly known: false; readonly why: 'no-contract' | 'contract-ended' | 'contract-ends' };

/** The contract in force: the newest that has begun; when it has ended, an older one whose own end is ahead. */
function inForce(contracts: readonly Dated[], at: number): { readonly at: Dated; readonly ended: boolean } | undefined {
  const begun = contracts.filter(({ from }) => from <= at).toSorted((a, b) => b.from - a.from);
  const newest = begun[0];
  if (newest === undefined) return undefined;
  if (newest.until === null || at < newest.until) return { at: newest, ended: false };
  const older = begun.find(({ until }) => until !== null && at < until);
  if (older !== undefined) return { at: older, ended: false };
  // None is in force: the one that was the last to end counts on.
  const last = begun.toSorted((a, b) => (b.until ?? 0) - (a.until ?? 0) || b.from - a.from)[0] ?? newest;
  return { at: last, ended: true };
}

/** @param windowEnd a window counts on an ended contract only if it ends within the grace; null: a request for good. */
function knownAt(world: World, contracts: readonly Dated[], at: number, windowEnd: number | null): Known {
  const found = inForce(contracts, at);
  if (found === undefined) return 'none';
  const { rate, until } = found.at;
  if (!found.ended || until === null) return { rate };
  if (until <= world.now)
    return (windowEnd ?? at + 1) <= until + world.policy.contractGraceDays * DAY ? { rate } : 'ended';
  return windowEnd === null ? { rate } : 'ends';
}

/** The smallest C of an uplink from `from` on; `until`: of a window, null for good. */
export function capacityOf(world: World, uplink: string, from: number, until: number | null): Capacity {
  const contracts = world.contracts.filter(({ of }) => of === uplink);
  const changes = contracts.flatMap((contract) => [contract.from, contract.until]);
  const instants = [
    from,
    ...changes.filter((at): at is number => at !== null && at > from && at < (until ?? Infinity)),
  ].toSorted((a, b) => a - b);
  let smallest = { down: Infinity, up: Infinity };
  let why: 'none' | 'ended' | 'ends' | undefined;
  for (const at of instants) {
    const known = knownAt(world, contracts, at, until);
    if (typeof known !== 'string')
      smallest = { down: Math.min(smallest.down, known.rate.down), up: Math.min(smallest.up, known.rate.up) };
    // For good, a gap that lies ahead is a finding and no reason; inside a window it is one.
    else if (at === from || until !== null) why ??= known;
  }
  if (why === undefined) return { known: true, bits: smallest };
  return { known: false, why: why === 'none' ? 'no-contract' : why === 'ended' ? 'contract-ended' : 'contract-ends' };
}
