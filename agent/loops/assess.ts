import type { Desk } from '../desk/act/desk.ts';
import { check } from '../desk/request/check.ts';
import { waitingForCheck } from '../desk/request/waiting.ts';
import { warmCache } from '../desk/base-data/warm-cache.ts';
import type { Span } from '../domain/moment.ts';
import type { Day } from '../domain/zone.ts';
import type { Loop } from './loop.ts';

/**
 * Repeats the availability check (SOP step 5) of every request that waits for one, in their order. Repeating is how a
 * request learns that capacity became free.
 */
export function assessLoop(desk: Desk, every: Span): Loop {
  let read: Day | undefined;
  return {
    name: 'assess',
    async pass() {
      read = warmCache(desk, read);
      let changed = false;
      for (const id of waitingForCheck(desk.ledger)) {
        const before = desk.ledger.request(id);
        const after = check(desk, id);
        changed ||= before?.stage.at !== after?.stage.at;
      }
      return { after: every, changed };
    },
  };
}
