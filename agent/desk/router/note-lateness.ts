import { after, MINUTE, type Moment, moment, span } from '../../domain/moment.ts';
import { AGENT } from '../../domain/person.ts';
import type { Request } from '../../domain/request.ts';
import type { Books } from '../../ports/ledger.ts';
import type { Plan } from '../../shaping/plan.ts';
import { outageOf } from '../../domain/outage.ts';
import { lateness } from '../../workflow/lateness.ts';
import type { Desk } from '../act/desk.ts';

/**
 * Enters in the audit how late the start or the end of a temporary grant was verified on the router, and why. Enters
 * nothing when it was in time.
 */
export function noteLateness(desk: Desk, books: Books, plan: Plan): void {
  const request = plan.request === null ? undefined : books.request(plan.request)?.request;
  if (request === undefined || (plan.purpose !== 'grant' && plan.purpose !== 'return')) return;
  const planned = plannedAt(desk, books, request, plan.purpose);
  if (planned === undefined) return;
  const now = desk.clock.now();
  const plans = books.plans({ request: request.id }).filter((p) => p.purpose === plan.purpose);
  const first = books.ops(request.id).find((op) => plans.some((p) => p.id === op.plan));
  const noticed = moment(Math.min(...plans.map((p) => p.dueAt)));
  const late = lateness({
    planned,
    noticed,
    begun: first?.intendedAt ?? now,
    done: now,
    outage: outageOf(books, plan.router),
  });
  if (late === undefined) return;
  const facts = { edge: plan.purpose === 'grant' ? 'start' : 'end', planned, plan: plan.id, ...late };
  books.enter({ at: now, actor: AGENT, act: 'request/late', request: request.id, facts });
}

/**
 * Returns when the change should have been on the router: a start not before the grant, an end after the grace.
 * Undefined for a permanent grant.
 */
function plannedAt(desk: Desk, books: Books, request: Request, purpose: 'grant' | 'return'): Moment | undefined {
  const { window } = request;
  if (window === null) return undefined;
  if (purpose === 'return') return after(window.until, span(desk.office.policy.graceMinutes * MINUTE));
  const mine = books.allocations().findLast((a) => a.request === request.id && a.state.at === 'granted');
  return moment(Math.max(window.from, mine?.state.at === 'granted' ? mine.state.since : window.from));
}
