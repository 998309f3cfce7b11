import type { Facts, Finding } from '../../domain/finding.ts';
import { AGENT } from '../../domain/person.ts';
import type { Books } from '../../ports/ledger.ts';
import type { Plan } from '../../shaping/plan.ts';
import type { ObservedQueue } from '../../shaping/queue.ts';
import { advanceIn } from '../request/advance.ts';
import type { Desk } from '../act/desk.ts';
import { noteLateness } from './note-lateness.ts';
import { takeBack, takeOver } from './plan-books.ts';
import { enqueueForOffice } from '../request/enqueue.ts';

/** The router shows what the plan wanted: done, with the row as evidence (null: it is gone); its request goes on. */
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

/** The plan cannot be carried out as it was decided: void, people are told why, with both values. */
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
 * The plan stays due although it cannot be written now: what gives capacity back or restores an approved value is never
 * dropped. People are told once for each reason.
 */
export function keepWaiting(desk: Desk, books: Books, plan: Plan, facts: Facts): void {
  const at = desk.clock.now();
  const why = String(facts['why'] ?? '');
  const stage = plan.request === null ? undefined : books.request(plan.request)?.stage;
  if (stage?.at === 'returning' && stage.failed?.['why'] === why) return;
  const isTold = stage?.at === 'returning';
  if (isTold && plan.request !== null)
    advanceIn(desk, books, plan.request, { kind: 'not-applied', facts, again: false }, AGENT);
  else if (
    !enqueueForOffice(books, 'specialist/apply-failed', `plan:${plan.id}:waits:${why}`, at, {
      queue: plan.owner,
      ...facts,
    })
  )
    return;
  books.enter({
    at,
    actor: AGENT,
    act: 'plan/waits',
    request: plan.request,
    facts: { plan: plan.id, owner: plan.owner, ...facts },
  });
}

/** Why a queue that reads back right still has no effect, out of what was found about it; undefined when it has. */
export function withoutEffect(effects: readonly Finding[]): Facts | undefined {
  const alarm = effects.find((f) => f.level === 'alarm');
  return alarm === undefined
    ? undefined
    : { why: alarm.code, queue: alarm.subject, detail: JSON.stringify(alarm.facts) };
}

/** What was read back, as facts: the proof that goes with every notice and audit entry. */
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
