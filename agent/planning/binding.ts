import { permanentRate } from '../domain/allocation.ts';
import type { Line } from '../domain/line.ts';
import { NO_RATE } from '../domain/rate.ts';
import type { Request } from '../domain/request.ts';
import type { Binding } from '../shaping/plan.ts';
import type { ReadContext } from '../assessment/read-context.ts';

/**
 * What an approval of this request is bound to, as things stand; a grant of its own that is not on the router yet
 * changes nothing of it.
 */
export function bindingFor({ ledger }: ReadContext, request: Request, line: Line): Binding {
  const others = ledger.allocations().filter((a) => a.request !== request.id || a.appliedAt !== null);
  return {
    agency: line.agency,
    line: line.id,
    queue: line.queue,
    targets: line.targets,
    from: permanentRate(others, line.id),
    to: request.wanted ?? NO_RATE,
    window: request.window,
  };
}
