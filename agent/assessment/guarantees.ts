import { idle } from '../admission/check/guaranteed.ts';
import { membersOf } from '../admission/check/path-shares.ts';
import type { DirectionTerms } from '../admission/check/decision-inputs.ts';
import { bps, type Direction } from '../domain/rate.ts';
import type { Asking } from './check-query.ts';
import type { Gathered } from './line-figures.ts';
import { sharesFor } from './commitment-book.ts';

/**
 * What sleeps of the guarantees of other lines on the asking line's path, and the asking line's own guarantee beside
 * its own use.
 */
export function guarantees(
  found: Gathered,
  asking: Asking,
  direction: Direction,
): Pick<DirectionTerms, 'idle' | 'own'> {
  const { sight } = found;
  const shareOf = sharesFor(sight, asking, membersOf(asking.line.path));
  let idleSum = 0;
  let own: DirectionTerms['own'] = null;
  for (const line of sight.ledger.lines()) {
    if (shareOf(line) === 0) continue;
    const isAsking = line.id === asking.line.id;
    const cir = found.guarantee(line, direction);
    if (cir === 0 && !(isAsking && line.service === 'dedicated')) continue;
    const busy = found.busy(line, direction, 'low');
    if (isAsking) own = { cir, busy };
    else idleSum += idle(cir, busy);
  }
  return { idle: bps(idleSum), own };
}
