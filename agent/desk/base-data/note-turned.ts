import type { BytesIn, Subject } from '../../domain/counters/reading.ts';
import { AGENT } from '../../domain/person.ts';
import type { Desk } from '../act/desk.ts';

/**
 * Records in the audit that the stored rates of some queues are turned: down and up are exchanged, because the octet
 * columns of the router are taken the other way round from now on. Past days that are cached are forgotten.
 */
export function noteTurned(
  desk: Desk,
  turn: { readonly router: string; readonly subjects: readonly Subject[]; readonly bytesIn: BytesIn },
): void {
  desk.ledger.record((books) =>
    books.enter({ at: desk.clock.now(), actor: AGENT, act: 'samples/turned', request: null, facts: { ...turn } }),
  );
  desk.cache.forget();
}
