import { before } from '../domain/moment.ts';
import { dayOf } from '../domain/zone.ts';
import { SETTLED } from './day-cache.ts';
import type { Sight } from './read-context.ts';

/**
 * What rests on past days alone is computed once and kept under `key`, which names everything else it rests on, the day
 * included; but only once the last interval of yesterday has had time to come in. Before that it is computed each time.
 */
export function remembered<T>(sight: Pick<Sight, 'office' | 'shelf' | 'now'>, key: string, compute: () => T): T {
  const { zone } = sight.office.calendar;
  const settled = dayOf(before(sight.now, SETTLED), zone) === dayOf(sight.now, zone);
  return settled ? sight.shelf.remember(key, compute) : compute();
}
