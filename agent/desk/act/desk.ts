import type { DayCache } from '../../assessment/day-cache.ts';
import type { ReadContext } from '../../assessment/read-context.ts';
import { Fault } from '../../domain/fault.ts';
import type { Office } from '../../domain/office.ts';
import { actingRoles, type Actor, type Role } from '../../domain/person.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Ledger, LedgerView } from '../../ports/ledger.ts';
import type { SamplesView } from '../../ports/samples.ts';
import type { Change } from '../../shaping/queue.ts';

/**
 * What every function of the desk works with. It holds no network connection: the desk reads, decides and writes the
 * ledger, and loops talk to routers and the helpdesk.
 */
export interface Desk {
  readonly ledger: Ledger;
  readonly samples: SamplesView;
  readonly office: Office;
  readonly cache: DayCache;
  readonly clock: Clock;
  /** Returns a queue change as RouterOS commands (see `ReadContext.words`). */
  words(router: string, change: Change): readonly string[];
}

/**
 * Returns the context in which assessment and planning read, at the present time.
 * @param ledger the open transaction, so that its writes are seen; default: the ledger itself.
 */
export function contextOf(desk: Desk, ledger: LedgerView = desk.ledger): ReadContext {
  const { samples, office, cache, clock } = desk;
  return { ledger, samples, office, cache, now: clock.now(), words: (router, change) => desk.words(router, change) };
}

/**
 * Throws Fault `request/not-your-role` unless the actor holds one of these roles. For orders that belong to no request;
 * orders about a request are authorised in `advance`.
 */
export function authorise(actor: Actor, ...needed: readonly Role[]): void {
  const roles = actingRoles(actor);
  if (!roles.some((role) => needed.includes(role))) {
    throw new Fault('request/not-your-role', { role: roles.join(','), needed: needed.join(',') });
  }
}
