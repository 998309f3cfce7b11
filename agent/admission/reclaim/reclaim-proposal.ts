import {
  type Allocation,
  chargedTime,
  chargesAt,
  counts,
  isInForce,
  isLiveHold,
  lastRise,
} from '../../domain/allocation.ts';
import { between, DAY, type Moment } from '../../domain/moment.ts';
import type { OfficePolicy } from '../../domain/policy.ts';
import { type Bps, bps, demandOf, type Direction, DIRECTIONS, minus, type Rate, rate } from '../../domain/rate.ts';
import { never } from '../../domain/never.ts';
import type { Fullness } from './fullness.ts';
import type { LineUse, UnknownUse } from './line-use.ts';

/** What stands in the way of asking a line to give back, whatever it uses. */
export type InTheWay =
  | 'open-request'
  | 'held'
  | 'pending-grant'
  | 'pending-change'
  | 'temporary-grant'
  | 'recently-raised';

/**
 * What waits for a line outside its allocations: an open request, and a change of its queue that the router does not
 * show yet.
 */
export interface Unfinished {
  readonly isAsking: boolean;
  readonly isChanging: boolean;
}

/** Whether a line could do with less, how much, and why not. A proposal: a person orders the reduction. */
export type ReclaimProposal =
  | { readonly kind: 'give-back'; readonly proposed: Rate; readonly freed: Rate }
  | { readonly kind: 'keep'; readonly why: InTheWay | 'in-use' | 'nothing-to-free' }
  | { readonly kind: 'unknown'; readonly why: UnknownUse | 'path-full' | 'path-unknown' };

/**
 * The p95 with the policy's room, rounded up to whole steps: never below the guaranteed part of a shared line, never
 * above what it has. A dedicated line's whole rate is its guarantee, so that is asked back with it. @param stands what
 * stands in the way, if anything does.
 */
export function reclaimProposal(
  use: LineUse,
  held: Pick<Allocation, 'rate' | 'limitAt'>,
  service: 'shared' | 'dedicated',
  stands: InTheWay | undefined,
  policy: OfficePolicy,
): ReclaimProposal {
  if (stands !== undefined) return { kind: 'keep', why: stands };
  if (use.kind === 'unknown') return { kind: 'unknown', why: use.why };
  const isIdle = DIRECTIONS.every((d) => use[d].p95 < demandOf(policy.reclaimBelow, held.rate[d]));
  if (!isIdle) return { kind: 'keep', why: 'in-use' };
  const sized = (d: Direction): number =>
    sizeOf(use[d].p95, held.rate[d], service === 'dedicated' ? 0 : held.limitAt[d], policy);
  const proposed = rate(sized('down'), sized('up'));
  const freed = minus(held.rate, proposed);
  return freed.down + freed.up === 0
    ? { kind: 'keep', why: 'nothing-to-free' }
    : { kind: 'give-back', proposed, freed };
}

/**
 * The same under the line's path: where that is full, the line may use little because it gets little, and nobody knows
 * what it would use.
 */
export function underPath(outcome: ReclaimProposal, path: () => Fullness): ReclaimProposal {
  if (outcome.kind !== 'give-back') return outcome;
  const fullness = path();
  switch (fullness) {
    case 'room':
      return outcome;
    case 'full':
      return { kind: 'unknown', why: 'path-full' };
    case 'unknown':
      return { kind: 'unknown', why: 'path-unknown' };
    default:
      return never(fullness);
  }
}

function sizeOf(p95: Bps, present: Bps, floor: number, policy: OfficePolicy): Bps {
  const step = policy.offerStep;
  const steps = Math.max(1, Math.ceil(demandOf(policy.reclaimRoom, p95) / step));
  return bps(Math.min(present, Math.max(steps * step, floor)));
}

/** The first thing that stands in the way. @param allocations those of the line, ended ones too. */
export function inTheWay(
  allocations: readonly Allocation[],
  unfinished: Unfinished,
  policy: OfficePolicy,
  now: Moment,
): InTheWay | undefined {
  if (unfinished.isAsking) return 'open-request';
  if (allocations.some((a) => isLiveHold(a, now))) return 'held';
  const granted = allocations.filter((a) => a.state.at === 'granted');
  if (granted.some((a) => a.window === null && !isInForce(a))) return 'pending-grant';
  if (unfinished.isChanging) return 'pending-change';
  if (granted.some((a) => runs(a, policy, now))) return 'temporary-grant';
  return isRecent(lastRise(allocations), policy, now) ? 'recently-raised' : undefined;
}

function runs(a: Allocation, { graceMinutes }: OfficePolicy, now: Moment): boolean {
  return (
    a.window !== null &&
    counts(a, now) &&
    a.returnedAt === null &&
    chargesAt(chargedTime(a, a.window, graceMinutes, now), now)
  );
}

function isRecent(risen: Moment | undefined, { reviewDays }: OfficePolicy, now: Moment): boolean {
  return risen !== undefined && between(risen, now) < reviewDays * DAY;
}
