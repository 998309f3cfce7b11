import type { Line } from '../../domain/line.ts';
import { AGENT } from '../../domain/person.ts';
import { NO_RATE } from '../../domain/rate.ts';
import type { Request } from '../../domain/request.ts';
import type { GroupRaise } from '../../planning/group-raises.ts';
import { groupRaises } from '../../planning/group-raises.ts';
import { seenQueue } from '../../planning/seen-queue.ts';
import type { Books } from '../../ports/ledger.ts';
import { contextOf, type Desk } from '../act/desk.ts';

/**
 * Raises the pools that carry lines of this agency only, so that the line fits below them: a limit from now on, and for
 * a temporary grant the old limit again after its end and grace. Each change is a plan of its own. Returns the pools;
 * empty when they are large enough.
 */
export function raiseGroups(desk: Desk, books: Books, request: Request, line: Line): readonly GroupRaise[] {
  const now = desk.clock.now();
  const raises = groupRaises(contextOf(desk, books), line, request.wanted ?? NO_RATE, request.window);
  for (const { pool, from, to, limits } of raises) {
    for (const limit of limits) {
      books.putPoolLimit(limit);
      const seen = seenQueue(books, pool);
      books.planChange({
        router: pool.router,
        owner: pool.id,
        purpose: 'pool',
        request: null,
        dueAt: limit.from,
        seen,
      });
    }
    const until = request.window === null ? null : (limits.at(-1)?.from ?? null);
    const facts = { pool: pool.id, from, to, until };
    books.enter({ at: now, actor: AGENT, act: 'base-data/pool-limit', request: request.id, facts });
  }
  return raises;
}
