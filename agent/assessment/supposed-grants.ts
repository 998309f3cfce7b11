import { type Allocation, inForceOf } from '../domain/allocation.ts';
import { DAY, after, type Moment } from '../domain/moment.ts';
import { NO_RATE, type Rate } from '../domain/rate.ts';
import type { Request } from '../domain/request.ts';
import type { ReadContext } from './read-context.ts';
import { supposedLedger } from './supposed-ledger.ts';

/** A simulated reduction of a line's permanent rate. */
export interface Reduction {
  readonly line: string;
  readonly service: 'shared' | 'dedicated';
  /** New permanent rate. */
  readonly proposed: Rate;
}

/** Returns the context with these allocations instead of the ledger's; nothing is written. */
export function withAllocations(context: ReadContext, allocations: readonly Allocation[]): ReadContext {
  return { ...context, ledger: supposedLedger(context.ledger, { allocations: () => allocations }) };
}

/**
 * Returns the allocations as they would be after the reductions: the old grant is ended, a new one is on the router
 * now. Committed bandwidth falls. The 95th percentile stays, because it is measured.
 */
export function reducedGrants(
  allocations: readonly Allocation[],
  reductions: readonly Reduction[],
  now: Moment,
): readonly Allocation[] {
  const olds = new Map(reductions.map(({ line }) => [line, inForceOf(allocations, line)]));
  const kept = allocations.map((a) =>
    olds.get(a.line)?.id === a.id ? { ...a, state: { at: 'ended' as const, since: now } } : a,
  );
  let id = lastId(allocations);
  const fresh = reductions.flatMap(({ line, service, proposed }): readonly Allocation[] => {
    const old = olds.get(line);
    if (old === undefined) return [];
    const limitAt = service === 'dedicated' ? proposed : old.limitAt;
    const state = { at: 'granted', since: now } as const;
    return [
      {
        id: (id += 1),
        line,
        request: null,
        rate: proposed,
        limitAt,
        window: null,
        state,
        appliedAt: now,
        returnedAt: null,
      },
    ];
  });
  return [...kept, ...fresh];
}

/**
 * Returns the allocations with a hold of one day for a request, as the check makes it when there is enough (SOP step
 * 5).
 */
export function grantsWithHold(
  allocations: readonly Allocation[],
  request: Request,
  line: string,
  service: 'shared' | 'dedicated',
  now: Moment,
): readonly Allocation[] {
  const rate = request.wanted ?? NO_RATE;
  const limitAt =
    service === 'dedicated' && request.window === null ? rate : (inForceOf(allocations, line)?.limitAt ?? NO_RATE);
  const state = { at: 'held', until: after(now, DAY) } as const;
  const id = lastId(allocations) + 1;
  return [
    ...allocations,
    { id, line, request: request.id, rate, limitAt, window: request.window, state, appliedAt: null, returnedAt: null },
  ];
}

function lastId(allocations: readonly Allocation[]): number {
  return allocations.reduce((most, a) => Math.max(most, a.id), 0);
}
