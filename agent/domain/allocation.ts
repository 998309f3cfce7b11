import { after, MINUTE, type Moment, span, type Window } from './moment.ts';
import { larger, NO_RATE, type Rate } from './rate.ts';

/** What a line holds, or may come to hold. A hold is an allocation that waits for approval; it charges capacity like the grant it would become. */
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

/** The time a temporary allocation charges: to its end and the grace after it, and on until it was verified as returned. */
export function chargedWindow(window: Window, returnedAt: Moment | null, graceMinutes: number, now: Moment): Window {
  const end = after(window.until, span(graceMinutes * MINUTE));
  if (returnedAt !== null) return { from: window.from, until: returnedAt < end ? returnedAt : end };
  return { from: window.from, until: now >= end ? after(now, span(1)) : end };
}

/** The permanent rate of a line in force: the newest granted permanent allocation. NO_RATE when it has none. */
export function permanentOf(allocations: readonly Allocation[], line: string): Allocation | undefined {
  return allocations.filter((a) => a.line === line && a.window === null && a.state.at === 'granted').toSorted((a, b) => b.id - a.id)[0];
}

export function permanentRate(allocations: readonly Allocation[], line: string): Rate {
  return permanentOf(allocations, line)?.rate ?? NO_RATE;
}

/**
 * What the line's queue should carry at `at`: the permanent rate, or more while a temporary grant runs. Computed, never undone:
 * two temporary grants on one line count their maximum.
 */
export function desiredRate(allocations: readonly Allocation[], line: string, at: Moment, graceMinutes: number): Rate {
  const grace = span(graceMinutes * MINUTE);
  return allocations
    .filter((a) => a.line === line && a.window !== null && a.state.at === 'granted' && a.returnedAt === null)
    .filter((a) => a.window !== null && a.window.from <= at && at < after(a.window.until, grace))
    .reduce((most, a) => larger(most, a.rate), permanentRate(allocations, line));
}
