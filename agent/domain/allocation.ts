import { after, MINUTE, type Moment, span, type Window } from './moment.ts';
import { DIRECTIONS, larger, NO_RATE, type Rate } from './rate.ts';

/**
 * What a line holds, or may come to hold. A hold is an allocation that waits for approval; it charges capacity like the
 * grant it would become.
 */
export interface Allocation {
  readonly id: number;
  readonly line: string;
  /** The request it came from; null for base data that was adopted or imported. */
  readonly request: number | null;
  /** Total rate of the line while this allocation is in force. */
  readonly rate: Rate;
  /** Guaranteed part (RouterOS limit-at). */
  readonly limitAt: Rate;
  /** null: permanent. */
  readonly window: Window | null;
  readonly state: AllocationState;
  /** When the router was seen to carry it; null while it was not. */
  readonly appliedAt: Moment | null;
  /** When the router was seen without it again. */
  readonly returnedAt: Moment | null;
}

export type AllocationState =
  | { readonly at: 'held'; readonly until: Moment }
  | { readonly at: 'granted'; readonly since: Moment }
  | { readonly at: 'ended'; readonly since: Moment };

/** A held allocation whose time has not run out. `until` = now is expired. */
export function isLiveHold(allocation: Allocation, now: Moment): boolean {
  return allocation.state.at === 'held' && now < allocation.state.until;
}

/** Whether it charges capacity at all today or later: granted, or held and not expired. */
export function counts(allocation: Allocation, now: Moment): boolean {
  return allocation.state.at === 'granted' || isLiveHold(allocation, now);
}

/** The time in which something charges capacity; `until` null: no end is known. */
export interface Charge {
  readonly from: Moment;
  readonly until: Moment | null;
}

/**
 * The time a temporary allocation charges: to its end and the grace after it. A grant that is not verified as returned
 * by then charges on without an end, later windows too: nobody knows when the router lets go of it. A hold never was on
 * the router, and ends.
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

/** A temporary window with the minutes after its end in which the router may still carry it. */
export function withGrace(window: Window, graceMinutes: number): Window {
  return { from: window.from, until: after(window.until, span(graceMinutes * MINUTE)) };
}

/** Whether a charge runs at `at`. */
export function chargesAt(charge: Charge, at: Moment): boolean {
  return at >= charge.from && (charge.until === null || at < charge.until);
}

/** Whether a charge runs at some instant of the window. */
export function chargesIn(charge: Charge, window: Window): boolean {
  return charge.from < window.until && (charge.until === null || window.from < charge.until);
}

/** The permanent rate of a line in force: the newest granted permanent allocation. NO_RATE when it has none. */
export function permanentOf(allocations: readonly Allocation[], line: string): Allocation | undefined {
  return allocations
    .filter((a) => a.line === line && a.window === null && a.state.at === 'granted')
    .toSorted((a, b) => b.id - a.id)[0];
}

/**
 * Whether the router may show it: base data, or a grant that it was seen to carry. What is approved alone is not there
 * yet.
 */
export function isInForce({ request, appliedAt }: Allocation): boolean {
  return request === null || appliedAt !== null;
}

/** What the line has for good on the router; a grant that is approved alone is left out. */
export function inForceOf(allocations: readonly Allocation[], line: string): Allocation | undefined {
  return permanentOf(allocations.filter(isInForce), line);
}

/**
 * When the permanent limit of a line last rose on the router, in one direction at least, whoever asked for it;
 * undefined: never. A line begins with its base, which is no rise unless a request asked for it; nor is a reduction.
 * @param allocations those of the line, ended too.
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

/** Whether a permanent grant that comes into force ends this one: what the line has for good until then. */
export function isReplacedBy(grant: Allocation, old: Allocation): boolean {
  return (
    old.line === grant.line &&
    old.window === null &&
    old.id !== grant.id &&
    old.state.at === 'granted' &&
    isInForce(old)
  );
}

/** The grant with no less than what it replaces: an addition that comes late takes nothing away. */
export function atLeast(grant: Allocation, replaced: readonly Allocation[]): Allocation {
  return replaced.reduce(
    (most, { rate, limitAt }) => ({ ...most, rate: larger(most.rate, rate), limitAt: larger(most.limitAt, limitAt) }),
    grant,
  );
}

/** The request whose permanent grant of this line was approved and never seen on the router. */
export function pendingRequest(allocations: readonly Allocation[], line: string): number | undefined {
  return (
    allocations.find((a) => a.line === line && a.window === null && a.state.at === 'granted' && !isInForce(a))
      ?.request ?? undefined
  );
}

export function permanentRate(allocations: readonly Allocation[], line: string): Rate {
  return permanentOf(allocations, line)?.rate ?? NO_RATE;
}

/**
 * What the line's queue should carry at `at`: the permanent rate, or more while a temporary grant runs. Computed, never
 * undone: two temporary grants on one line count their maximum.
 */
export function desiredRate(allocations: readonly Allocation[], line: string, at: Moment, graceMinutes: number): Rate {
  const grace = span(graceMinutes * MINUTE);
  return allocations
    .filter((a) => a.line === line && a.window !== null && a.state.at === 'granted' && a.returnedAt === null)
    .filter((a) => a.window !== null && a.window.from <= at && at < after(a.window.until, grace))
    .reduce((most, a) => larger(most, a.rate), permanentRate(allocations, line));
}
