import { before } from '../domain/moment.ts';
import { dayOf } from '../domain/zone.ts';
import { SETTLED } from './day-cache.ts';
import type { ReadContext } from './read-context.ts';

/**
 * What rests on past days alone is computed once and kept under `key`, which names everything else it rests on, the day
 * included; but only once the last interval of yesterday has had time to come in. Before that it is computed each time.
 */
export function memoised<T>(context: Pick<ReadContext, 'office' | 'cache' | 'now'>, key: string, compute: () => T): T {
  const { zone } = context.office.calendar;
  const settled = dayOf(before(context.now, SETTLED), zone) === dayOf(context.now, zone);
  return settled ? context.cache.remember(key, compute) : compute();
}
