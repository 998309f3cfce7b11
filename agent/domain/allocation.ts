import { after, MINUTE, type Moment, span, type Window } from './moment.ts';
import { DIRECTIONS, larger, NO_RATE, type Rate } from './rate.ts';

/**
 * Bandwidth that the ledger gives to a line: for good or for a time, granted or only held. A hold keeps capacity for a
 * request that waits for approval. A hold counts against capacity like the later grant.
 */
export interface Allocation {
  readonly id: number;
  /** Id of the line. */
  readonly line: string;
  /** Id of the request that this allocation came from. null: base data that was adopted or imported. */
  readonly request: number | null;
  /** Total rate of the line while this allocation is in force (MIR, RouterOS max-limit), bit/s. */
  readonly rate: Rate;
  /** Guaranteed part of the rate (CIR, RouterOS limit-at), bit/s. */
  readonly limitAt: Rate;
  /** Time of a temporary allocation, without the grace minutes after it. null: permanent. */
  readonly window: Window | null;
  readonly state: AllocationState;
  /** When the agent first saw this allocation on the router. null: not seen yet. */
  readonly appliedAt: Moment | null;
  /** When the agent saw that the router no longer carries this temporary allocation. null: not seen yet. */
  readonly returnedAt: Moment | null;
}

/** State of an allocation: held until a time, granted since a time, or ended since a time. */
export type AllocationState =
  | { readonly at: 'held'; readonly until: Moment }
  | { readonly at: 'granted'; readonly since: Moment }
  | { readonly at: 'ended'; readonly since: Moment };

/** Returns whether the allocation is a hold that has not expired. A hold expires at `until` itself. */
export function isLiveHold(allocation: Allocation, now: Moment): boolean {
  return allocation.state.at === 'held' && now < allocation.state.until;
}

/**
 * Returns whether the allocation counts against capacity now or later: it is granted, or a hold that has not expired.
 */
export function counts(allocation: Allocation, now: Moment): boolean {
  return allocation.state.at === 'granted' || isLiveHold(allocation, now);
}

/**
 * Time in which an allocation counts against capacity: from `from` up to but not including `until`. `until` null: no
 * known end.
 */
export interface Charge {
  readonly from: Moment;
  readonly until: Moment | null;
}

/**
 * Returns the time in which a temporary allocation counts against capacity: its window plus the grace minutes. A grant
 * that was seen to be returned earlier counts only until then. A grant that is not seen to be returned after the grace
 * counts without an end, because the router may still carry it. A hold always ends, because a hold is never on the
 * router.
 */
export function chargedTime(
  { state, returnedAt }: Allocation,
  window: Window,
  graceMinutes: number,
  now: Moment,
): Charge {
  const end = withGrace(window, graceMinutes).until;
  if (returnedAt !== null) return { from: window.from, until: returnedAt < end ? returnedAt : end };
  return { from: window.from, until: state.at === 'granted' && now >= end ? null : end };
}

/**
 * Returns the window with its end moved later by `graceMinutes`: in these minutes the router may still carry the grant.
 */
export function withGrace(window: Window, graceMinutes: number): Window {
  return { from: window.from, until: after(window.until, span(graceMinutes * MINUTE)) };
}

/**
 * Returns whether `at` lies in the time of the charge, so that its allocation counts against capacity at that instant.
 */
export function chargesAt(charge: Charge, at: Moment): boolean {
  return at >= charge.from && (charge.until === null || at < charge.until);
}

/**
 * Returns whether the time of the charge and the window have an instant in common, so that its allocation counts
 * against capacity then.
 */
export function chargesIn(charge: Charge, window: Window): boolean {
  return charge.from < window.until && (charge.until === null || window.from < charge.until);
}

/**
 * Returns the newest granted permanent allocation of a line, applied on the router or not. undefined: the line has
 * none.
 */
export function permanentOf(allocations: readonly Allocation[], line: string): Allocation | undefined {
  return allocations
    .filter((a) => a.line === line && a.window === null && a.state.at === 'granted')
    .toSorted((a, b) => b.id - a.id)[0];
}

/**
 * Returns whether the router may carry the allocation: it is base data, or a grant that was seen on the router. A grant
 * that is approved but not yet applied is not in force.
 */
export function isInForce({ request, appliedAt }: Allocation): boolean {
  return request === null || appliedAt !== null;
}

/**
 * Returns the newest permanent allocation of a line that may be on the router. A grant that is not yet applied is left
 * out. undefined: the line has none.
 */
export function inForceOf(allocations: readonly Allocation[], line: string): Allocation | undefined {
  return permanentOf(allocations.filter(isInForce), line);
}

/**
 * Returns when the permanent limit of a line last rose on the router in at least one direction, for whatever reason.
 * undefined: never. The first allocation of a line is a rise only if a request asked for it. A reduction is no rise.
 * @param allocations all allocations of one line, ended ones too.
 */
export function lastRise(allocations: readonly Allocation[]): Moment | undefined {
  const stood = allocations.filter((a) => a.window === null && isInForce(a));
  let before: Rate | undefined;
  let risen: Moment | undefined;
  for (const { request, rate, appliedAt } of stood.toSorted(
    (a, b) => (a.appliedAt ?? 0) - (b.appliedAt ?? 0) || a.id - b.id,
  )) {
    const old = before ?? (request === null ? rate : NO_RATE);
    if (appliedAt !== null && DIRECTIONS.some((d) => rate[d] > old[d])) risen = appliedAt;
    before = rate;
  }
  return risen;
}

/**
 * Returns whether `grant`, once in force, ends `old`: both are of the same line, and `old` is permanent, granted and in
 * force.
 */
export function isReplacedBy(grant: Allocation, old: Allocation): boolean {
  return (
    old.line === grant.line &&
    old.window === null &&
    old.id !== grant.id &&
    old.state.at === 'granted' &&
    isInForce(old)
  );
}

/**
 * Returns `grant` with its rate and guarantee raised to those of the allocations it replaces, in each direction. So a
 * grant for more bandwidth that is applied late never lowers what the line has by then.
 */
export function atLeast(grant: Allocation, replaced: readonly Allocation[]): Allocation {
  return replaced.reduce(
    (most, { rate, limitAt }) => ({ ...most, rate: larger(most.rate, rate), limitAt: larger(most.limitAt, limitAt) }),
    grant,
  );
}

/**
 * Returns the id of the request whose permanent grant for this line is approved but not yet seen on the router.
 * undefined: there is none.
 */
export function pendingRequest(allocations: readonly Allocation[], line: string): number | undefined {
  return (
    allocations.find((a) => a.line === line && a.window === null && a.state.at === 'granted' && !isInForce(a))
      ?.request ?? undefined
  );
}

/**
 * Returns the rate of `permanentOf`: the line's newest granted permanent rate, bit/s. NO_RATE if the line has none.
 */
export function permanentRate(allocations: readonly Allocation[], line: string): Rate {
  return permanentOf(allocations, line)?.rate ?? NO_RATE;
}

/**
 * Returns the permanent rate that is granted to a line, bit/s: a grant counts from when it is made, a reduction from
 * when it is seen on the router. So it is, in each direction, the larger of `permanentRate` and the rate in force.
 *
 *   30/30 in force, 40/20 granted and not applied yet → 40/30
 */
export function grantedRate(allocations: readonly Allocation[], line: string): Rate {
  return larger(permanentRate(allocations, line), inForceOf(allocations, line)?.rate ?? NO_RATE);
}

/**
 * Returns the rate that the line's queue should have at `at`, bit/s: in each direction the largest of the permanent
 * rate and all temporary grants that run then, grace minutes included. Always computed from the allocations, so that
 * nothing has to be undone when a grant ends.
 */
export function desiredRate(allocations: readonly Allocation[], line: string, at: Moment, graceMinutes: number): Rate {
  const grace = span(graceMinutes * MINUTE);
  return allocations
    .filter((a) => a.line === line && a.window !== null && a.state.at === 'granted' && a.returnedAt === null)
    .filter((a) => a.window !== null && a.window.from <= at && at < after(a.window.until, grace))
    .reduce((most, a) => larger(most, a.rate), permanentRate(allocations, line));
}
