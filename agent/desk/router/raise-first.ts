import type { Finding } from '../../domain/finding.ts';
import { NO_RATE } from '../../domain/rate.ts';
import { groupRaises, raiseRefusals } from '../../planning/group-raises.ts';
import type { PlannedChange } from '../../planning/planned-change.ts';
import { refusalsOf } from '../../planning/refusals.ts';
import type { Books } from '../../ports/ledger.ts';
import type { Plan } from '../../shaping/plan.ts';
import type { ObservedQueue } from '../../shaping/queue.ts';
import { contextOf, type Desk } from '../act/desk.ts';
import { raiseGroups } from '../request/raise-groups.ts';

/**
 * Plans to raise the agency's own group before a grant that needs it is written: only now, so that a grant that is
 * cancelled, or still waits for a second approval, raises nothing. Returns `raised`, or what refuses it: the raise of a
 * pool, or the grant itself. undefined: nothing has to be raised.
 */
export function raiseFirst(
  desk: Desk,
  books: Books,
  plan: Plan,
  planned: PlannedChange,
  table: readonly ObservedQueue[],
): 'raised' | readonly Finding[] | undefined {
  const request = plan.purpose === 'grant' && plan.request !== null ? books.request(plan.request)?.request : undefined;
  const line = books.line(plan.owner);
  if (request === undefined || line === undefined || planned.needed.kind === 'conflict') return undefined;
  const context = contextOf(desk, books);
  const raises = groupRaises(context, line, request.wanted ?? NO_RATE, request.window);
  if (raises.length === 0) return undefined;
  const names = new Set(raises.map(({ pool }) => pool.queue));
  const refusals = [
    ...raiseRefusals(context, raises, table),
    ...refusalsOf(plan, planned, table).filter(
      ({ code, facts }) => code !== 'guard/parent-too-small' || !names.has(String(facts['parent'])),
    ),
  ];
  if (refusals.length > 0) return refusals;
  raiseGroups(desk, books, request, line);
  return 'raised';
}
