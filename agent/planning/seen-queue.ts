import type { LedgerView } from '../ports/ledger.ts';
import { rowsOf } from '../shaping/change.ts';
import type { QueueShape } from '../shaping/queue.ts';

/**
 * Returns the queue of a line or pool as the router last showed it, with only the fields that plans set. null when the
 * router showed none.
 */
export function seenQueue(
  ledger: LedgerView,
  place: { readonly id: string; readonly queue: string; readonly router: string },
): QueueShape | null {
  const row = rowsOf(place.id, place.queue, ledger.observed(place.router)?.queues ?? [])[0];
  if (row === undefined) return null;
  const { name, targets, parent, maxLimit, limitAt } = row;
  return { name, targets, parent, maxLimit, limitAt };
}
