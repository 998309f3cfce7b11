import type { DayCache } from '../../assessment/day-cache.ts';
import type { ReadContext } from '../../assessment/read-context.ts';
import { Fault } from '../../domain/fault.ts';
import type { Office } from '../../domain/office.ts';
import { actingRoles, type Actor, type Role } from '../../domain/person.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Ledger, LedgerView } from '../../ports/ledger.ts';
import type { SamplesView } from '../../ports/samples.ts';
import type { Change } from '../../shaping/queue.ts';

/** What every act of the desk works with. No wire: the desk decides and writes the ledger, loops talk to the world. */
export interface Desk {
  readonly ledger: Ledger;
  readonly samples: SamplesView;
  readonly office: Office;
  readonly cache: DayCache;
  readonly clock: Clock;
  words(router: string, change: Change): readonly string[];
}

/** What a view sees from here; `ledger` is the open transaction's books where there is one. */
export function contextOf(desk: Desk, ledger: LedgerView = desk.ledger): ReadContext {
  const { samples, office, cache, clock } = desk;
  return { ledger, samples, office, cache, now: clock.now(), words: (router, change) => desk.words(router, change) };
}

/**
 * Throws Fault `request/not-your-role` unless the actor acts in one of these roles; for acts that belong to no request.
 */
export function authorise(actor: Actor, ...needed: readonly Role[]): void {
  const roles = actingRoles(actor);
  if (!roles.some((role) => needed.includes(role))) {
    throw new Fault('request/not-your-role', { role: roles.join(','), needed: needed.join(',') });
  }
}
