import type { Facts, Finding } from '../../domain/finding.ts';
import { AGENT } from '../../domain/person.ts';
import type { Books } from '../../ports/ledger.ts';
import type { Plan, Purpose } from '../../shaping/plan.ts';
import type { ObservedQueue } from '../../shaping/queue.ts';
import { advanceIn } from '../request/advance.ts';
import type { Desk } from '../act/desk.ts';
import { noteLateness } from './note-lateness.ts';
import { takeBack, takeOver } from './plan-books.ts';
import { enqueueForOffice } from '../request/enqueue.ts';

/**
 * Closes a plan as done, because the router shows what it wanted; its request goes on to the next stage.
 * @param row the queue as read back, kept as evidence; null: it is gone, as planned.
 */
export function fulfil(desk: Desk, books: Books, plan: Plan, row: ObservedQueue | null): void {
  const at = desk.clock.now();
  const evidence = row === null ? {} : evidenceOf(row);
  books.closePlan(plan.id, 'done');
  takeOver(books, plan, at);
  books.enter({
    at,
    actor: AGENT,
    act: `plan/${plan.purpose}-done`,
    request: plan.request,
    facts: { plan: plan.id, owner: plan.owner, evidence },
  });
  noteLateness(desk, books, plan);
  if (plan.request !== null) advanceIn(desk, books, plan.request, { kind: 'applied', facts: evidence }, AGENT);
}

/**
 * Closes a plan as void, because it cannot be carried out. Its request is told why; for a plan without a request, the
 * office is told.
 */
export function closeWithout(desk: Desk, books: Books, plan: Plan, facts: Facts): void {
  const at = desk.clock.now();
  books.closePlan(plan.id, 'void');
  takeBack(books, plan, at);
  books.enter({
    at,
    actor: AGENT,
    act: 'plan/void',
    request: plan.request,
    facts: { plan: plan.id, owner: plan.owner, ...facts },
  });
  if (plan.request !== null) advanceIn(desk, books, plan.request, { kind: 'not-applied', facts, again: false }, AGENT);
  else enqueueForOffice(books, 'specialist/apply-failed', `plan:${plan.id}:void`, at, { queue: plan.owner, ...facts });
}

/**
 * Leaves a plan due that cannot be written now: a return or a restoration is never dropped. Tells people once for each
 * reason (`facts.why`), also when reasons come and go in turn.
 */
export function keepWaiting(desk: Desk, books: Books, plan: Plan, facts: Facts): void {
  const at = desk.clock.now();
  const why = String(facts['why'] ?? '');
  const key = `plan:${plan.id}:waits:${why}`;
  const stage = plan.request === null ? undefined : books.request(plan.request)?.stage;
  const isReturn = stage?.at === 'returning';
  if (isReturn && wasTold(books, plan, why)) return;
  if (isReturn && plan.request !== null) {
    const told = { ...facts, plan: plan.id };
    advanceIn(desk, books, plan.request, { kind: 'not-applied', facts: told, again: false }, AGENT);
  } else if (!enqueueForOffice(books, 'specialist/apply-failed', key, at, { queue: plan.owner, ...facts })) return;
  books.enter({
    at,
    actor: AGENT,
    act: 'plan/waits',
    request: plan.request,
    facts: { plan: plan.id, owner: plan.owner, ...facts },
  });
}

/** Whether people were told that this plan waits for this reason. */
function wasTold(books: Books, { id, request }: Plan, why: string): boolean {
  return (
    request !== null &&
    books.outboxOf(request).some(({ message }) => {
      const facts = message.kind === 'notice' ? message.notice.facts : {};
      return facts['plan'] === id && facts['why'] === why;
    })
  );
}

/**
 * Purposes of plans that are verified even when the queue has no effect: they only mark a queue, or bring back an
 * earlier state.
 */
const LEAVES_EFFECT: ReadonlySet<Purpose> = new Set(['adopt', 'compensate', 'return']);

/**
 * Returns why a queue that reads back as planned still has no effect, from findings about it; undefined when it has, or
 * when the plan does not depend on it.
 */
export function withoutEffect({ purpose }: Plan, effects: readonly Finding[]): Facts | undefined {
  const alarm = LEAVES_EFFECT.has(purpose) ? undefined : effects.find((f) => f.level === 'alarm');
  return alarm === undefined
    ? undefined
    : { why: alarm.code, queue: alarm.subject, detail: JSON.stringify(alarm.facts) };
}

/** Returns a queue as read back, as facts for audit entries and notices. Rates in bit/s. */
export function evidenceOf(row: ObservedQueue): Facts {
  return {
    queue: row.name,
    down: row.maxLimit.down,
    up: row.maxLimit.up,
    limitAtDown: row.limitAt.down,
    limitAtUp: row.limitAt.up,
    targets: row.targets.join(','),
    parent: row.parent,
    position: row.position,
    comment: row.comment,
  };
}
