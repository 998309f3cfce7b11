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

/**
 * Why no bandwidth may be reclaimed from a line now, whatever it uses. `open-request`: it has a request that is not
 * decided. `held`: capacity is held for it. `pending-grant`: a grant is not on the router yet. `pending-change`: a
 * change of its queue is not on the router yet. `temporary-grant`: one is running. `recently-raised`: its limit rose
 * within `policy.reviewDays`.
 */
export type InTheWay =
  | 'open-request'
  | 'held'
  | 'pending-grant'
  | 'pending-change'
  | 'temporary-grant'
  | 'recently-raised';

/**
 * Work in progress for a line outside its allocations: an open request, or a change of its queue that is not on the
 * router yet.
 */
export interface Unfinished {
  readonly isAsking: boolean;
  readonly isChanging: boolean;
}

/**
 * Whether a line could do with less bandwidth. `give-back`: the proposed new rate, and what it frees. `keep` and
 * `unknown`: why not. A person decides; nothing is reduced automatically.
 */
export type ReclaimProposal =
  | { readonly kind: 'give-back'; readonly proposed: Rate; readonly freed: Rate }
  | { readonly kind: 'keep'; readonly why: InTheWay | 'in-use' | 'nothing-to-free' }
  | { readonly kind: 'unknown'; readonly why: UnknownUse | 'path-full' | 'path-unknown' };

/**
 * Proposes a smaller permanent rate for a line whose p95 is below `policy.reclaimBelow` of its rate in both directions:
 * p95 × `policy.reclaimRoom`, rounded up to whole steps. The proposal is never above the present rate. It is never
 * below the limit-at of a shared line. The guarantee of a dedicated line is reduced with its rate.
 * @param use measured use of the line.
 * @param held its present permanent rate and limit-at.
 * @param stands why nothing may be reclaimed now (see `inTheWay`); undefined: nothing is in the way.
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
 * Returns the proposal unchanged when the line's path has room. On a full path a line may use little only because it
 * gets little, so the answer is `unknown`.
 * @param path asked only for a `give-back` proposal.
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

/**
 * Returns the first reason why nothing may be reclaimed from a line now; undefined when there is none.
 * @param allocations of this line, ended ones too.
 */
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
