import type { Path } from '../../domain/line.ts';
import { after, DAY, type Moment, span, type Window } from '../../domain/moment.ts';
import { never } from '../../domain/never.ts';
import { type Direction, perMille, type PerMille, type Rate, rate } from '../../domain/rate.ts';
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

/**
 * Contracted capacity of an uplink, or why it is unknown. `ends`: a contract ends at `at` without a successor. `ended`:
 * the last contract ended at `at`, longer ago than the grace.
 */
export type Capacity =
  /** `ended`: the contract of this rate ended then, and counts on for the grace. */
  | { readonly kind: 'known'; readonly rate: Rate; readonly ended?: Moment }
  | { readonly kind: 'no-contract' }
  | { readonly kind: 'ends'; readonly at: Moment }
  | { readonly kind: 'ended'; readonly at: Moment };

/** The time of the check, and for how long a contract counts on after it has ended. */
export interface ContractGrace {
  readonly now: Moment;
  readonly days: number;
}

/**
 * Returns the smallest contracted capacity from `from` on, for a permanent request. A contract that will end without a
 * successor keeps counting; one that has ended counts on for the grace.
 */
export function lastingCapacity(contracts: readonly Contract[], from: Moment, grace: ContractGrace): Capacity {
  const first = rateAt(contracts, from, grace);
  if (first === undefined) return endOf(contracts, from);
  const later = changesAfter(contracts, from).flatMap((at) => rateAt(contracts, at, grace) ?? []);
  return knownCapacity([first, ...later], endedBy(contracts, from, grace));
}

/**
 * Returns the smallest contracted capacity inside a window, for a temporary request. A contract that ends inside the
 * window without a successor makes it unknown; one that has ended counts on in a window that ends within the grace.
 */
export function windowCapacity(contracts: readonly Contract[], window: Window, grace: ContractGrace): Capacity {
  const rates: Rate[] = [];
  for (const at of [window.from, ...changesAfter(contracts, window.from).filter((t) => t < window.until)]) {
    const ended = inForce(contracts, at) === undefined ? lastEnded(contracts, at) : undefined;
    if (ended !== undefined && ended.until > grace.now) return { kind: 'ends', at: ended.until };
    if (ended !== undefined && window.until > graceEnd(ended, grace)) return { kind: 'ended', at: ended.until };
    const found = inForce(contracts, at) ?? ended;
    if (found === undefined) return { kind: 'no-contract' };
    rates.push(found.rate);
  }
  return knownCapacity(rates, endedBy(contracts, window.from, grace));
}

function knownCapacity(rates: readonly Rate[], ended: Moment | undefined): Capacity {
  return { kind: 'known', rate: smallest(rates), ...(ended === undefined ? {} : { ended }) };
}

/** Returns when the contract ended that counts on at `at`; undefined: one is in force, or none has ended by now. */
function endedBy(contracts: readonly Contract[], at: Moment, { now }: ContractGrace): Moment | undefined {
  const ended = inForce(contracts, at) === undefined ? lastEnded(contracts, at) : undefined;
  return ended === undefined || ended.until > now ? undefined : ended.until;
}

type Ended = Contract & { readonly until: Moment };

/** Returns the contract that was the last in force before `at`; undefined when one is in force or none ever was. */
export function lastEnded(contracts: readonly Contract[], at: Moment): Ended | undefined {
  return contracts
    .filter((c): c is Ended => c.until !== null && c.until <= at)
    .toSorted((a, b) => b.until - a.until || b.from - a.from)[0];
}

function graceEnd({ until }: Ended, { days }: ContractGrace): Moment {
  return after(until, span(days * DAY));
}

function endOf(contracts: readonly Contract[], at: Moment): Capacity {
  const ended = lastEnded(contracts, at);
  return ended === undefined ? { kind: 'no-contract' } : { kind: 'ended', at: ended.until };
}

function rateAt(contracts: readonly Contract[], at: Moment, grace: ContractGrace): Rate | undefined {
  const found = inForce(contracts, at);
  if (found !== undefined) return found.rate;
  const ended = lastEnded(contracts, at);
  if (ended === undefined) return undefined;
  return ended.until > grace.now || at < graceEnd(ended, grace) ? ended.rate : undefined;
}

/**
 * Returns the smallest limit of a pool from `from` on, up to `until` when given: in each direction the smallest that is
 * one, 0 when none is. Undefined when no limit was ever decided.
 */
export function lastingLimit(limits: readonly PoolLimit[], from: Moment, until: Moment | null): Rate | undefined {
  const instants = [from, ...changesAfter(limits, from).filter((at) => until === null || at < until)];
  const rates = instants.flatMap((at) => inForce(limits, at)?.rate ?? []);
  if (rates.length === 0) return undefined;
  const least = (direction: Direction): number => {
    const some = rates.map((r) => r[direction]).filter((bits) => bits > 0);
    return some.length === 0 ? 0 : Math.min(...some);
  };
  return rate(least('down'), least('up'));
}

/**
 * Returns the largest limit of a pool from `from` on, up to `until` when given: what it passes upward at most; 0 in a
 * direction in which it has no limit at some time. Undefined when no limit was ever decided.
 */
export function mostPassed(limits: readonly PoolLimit[], from: Moment, until: Moment | null): Rate | undefined {
  const instants = [from, ...changesAfter(limits, from).filter((at) => until === null || at < until)];
  const rates = instants.map((at) => inForce(limits, at)?.rate);
  const known = rates.flatMap((found) => found ?? []);
  if (known.length === 0) return undefined;
  const most = (direction: Direction): number =>
    rates.some((found) => (found?.[direction] ?? 0) === 0) ? 0 : Math.max(...known.map((r) => r[direction]));
  return rate(most('down'), most('up'));
}

function smallest(rates: readonly Rate[]): Rate {
  return rate(Math.min(...rates.map((r) => r.down)), Math.min(...rates.map((r) => r.up)));
}
