import { idleGuarantee } from '../admission/check/guaranteed.ts';
import { membersOf } from '../admission/check/path-shares.ts';
import type { DirectionInputs } from '../admission/check/decision-inputs.ts';
import { bps, type Direction } from '../domain/rate.ts';
import type { CheckQuery } from './check-query.ts';
import type { LineFigures } from './line-figures.ts';
import { sharesFor } from './commitment-book.ts';

/**
 * What sleeps of the guarantees of other lines on the asking line's path, and the asking line's own guarantee beside
 * its own use.
 */
export function guarantees(
  found: LineFigures,
  asking: CheckQuery,
  direction: Direction,
): Pick<DirectionInputs, 'idle' | 'own'> {
  const { context } = found;
  const shareOf = sharesFor(context, asking, membersOf(asking.line.path));
  let idleSum = 0;
  let own: DirectionInputs['own'] = null;
  for (const line of context.ledger.lines()) {
    if (shareOf(line) === 0) continue;
    const isAsking = line.id === asking.line.id;
    const cir = found.guarantee(line, direction);
    if (cir === 0 && !(isAsking && line.service === 'dedicated')) continue;
    const busy = found.busy(line, direction, 'low');
    if (isAsking) own = { cir, busy };
    else idleSum += idleGuarantee(cir, busy);
  }
  return { idle: bps(idleSum), own };
}
