import { routerOf } from '../../domain/office.ts';
import type { Facts } from '../../domain/finding.ts';
import { between } from '../../domain/moment.ts';
import { never } from '../../domain/never.ts';
import { AGENT } from '../../domain/person.ts';
import { NO_RATE } from '../../domain/rate.ts';
import type { Books, Observed } from '../../ports/ledger.ts';
import { effectFindings } from '../../shaping/effect-check.ts';
import { judge, type Op, type Seen } from '../../shaping/op.ts';
import type { Plan } from '../../shaping/plan.ts';
import { isKept, isStuck } from '../../shaping/try-again.ts';
import type { ObservedQueue } from '../../shaping/queue.ts';
import { advanceIn } from '../request/advance.ts';
import { closeWithout, evidenceOf, fulfil, keepWaiting, withoutEffect } from './close-plan.ts';
import type { Desk } from '../act/desk.ts';

/**
 * Settles an open op by the table read on a fresh session. This is the only way to learn its outcome, also after a
 * restart. The change is there and works → `verified`. The queue is as before → still open until the quiet interval is
 * over, then `not-applied`. Anything else → `needs-human`, with both values. Returns whether the op is settled; if not,
 * nothing was stored.
 */
export function settle(desk: Desk, opId: number, observed: Observed): boolean {
  return desk.ledger.record((books) => {
    const op = books.op(opId);
    const plan = op === undefined ? undefined : books.plan(op.plan);
    if (op === undefined || plan === undefined || op.state !== 'open') return false;
    const seen = judge(op.change, observed.queues);
    switch (seen.kind) {
      case 'done':
        verified(desk, books, op, plan, seen.row, observed);
        break;
      case 'as-before':
        return asBefore(desk, books, op, plan);
      case 'gone':
      case 'foreign':
      case 'doubled':
        needsHuman(desk, books, op, plan, strangeFacts(op, seen));
        break;
      default:
        return never(seen);
    }
    return true;
  });
}

function verified(desk: Desk, books: Books, op: Op, plan: Plan, row: ObservedQueue | null, observed: Observed): void {
  const effects = row === null ? [] : effectFindings(plan.owner, row, observed.queues, observed.traits);
  const noEffect = withoutEffect(plan, effects);
  if (noEffect !== undefined) return needsHuman(desk, books, op, plan, { ...noEffect, ...bothValues(op) });
  const at = desk.clock.now();
  const evidence = row === null ? {} : evidenceOf(row);
  books.settle(op.id, 'verified', at, evidence);
  books.enter({
    at,
    actor: AGENT,
    act: 'op/verified',
    request: op.request,
    facts: { op: op.id, plan: plan.id, evidence, effects },
  });
  if (plan.state === 'due') fulfil(desk, books, plan, row);
}

function asBefore(desk: Desk, books: Books, op: Op, plan: Plan): boolean {
  const at = desk.clock.now();
  const router = routerOf(desk.office, op.router);
  if (op.refused === null && (router?.mode === 'manual' || between(op.intendedAt, at) < (router?.quiet ?? 0)))
    return false;
  const tries = books.opsOfPlan(op.plan);
  const stuck = isStuck(tries);
  const again = plan.state === 'due' && (!stuck || isKept(plan));
  const facts: Facts = { why: op.refused === null ? 'no-trace' : 'refused', message: op.refused, tries: tries.length };
  books.settle(op.id, 'not-applied', at, facts);
  books.enter({
    at,
    actor: AGENT,
    act: 'op/not-applied',
    request: op.request,
    facts: { op: op.id, plan: plan.id, again, ...facts },
  });
  if (!again) closeWithout(desk, books, plan, facts);
  else if (stuck) keepWaiting(desk, books, plan, facts);
  else if (plan.request !== null) {
    advanceIn(desk, books, plan.request, { kind: 'not-applied', facts, again: true }, AGENT);
  }
  return true;
}

function needsHuman(desk: Desk, books: Books, op: Op, plan: Plan, facts: Facts): void {
  const at = desk.clock.now();
  books.settle(op.id, 'needs-human', at, facts);
  books.enter({
    at,
    actor: AGENT,
    act: 'op/needs-human',
    request: op.request,
    facts: { op: op.id, plan: plan.id, ...facts },
  });
  if (plan.state !== 'due') return;
  if (plan.purpose === 'return') keepWaiting(desk, books, plan, facts);
  else closeWithout(desk, books, plan, facts);
}

/** Returns the limits that the op wrote and the limits before, and the op id by which people may take it back. */
function bothValues({ id, change }: Op): Facts {
  const before = change.kind === 'set' ? change.was.maxLimit : change.kind === 'add' ? NO_RATE : undefined;
  if (before === undefined || !('want' in change)) return {};
  const { down, up } = change.want.maxLimit;
  return { op: id, wantedDown: down, wantedUp: up, wasDown: before.down, wasUp: before.up, compensable: true };
}

/** Returns the values that were wanted and the values that the router shows. */
function strangeFacts(op: Op, seen: Exclude<Seen, { kind: 'done' | 'as-before' }>): Facts {
  const wanted = op.change.kind === 'move' || op.change.kind === 'remove' ? op.change.was : op.change.want;
  const asked = {
    why: `read-back/${seen.kind}`,
    queue: wanted.name,
    wantedDown: wanted.maxLimit.down,
    wantedUp: wanted.maxLimit.up,
  };
  const row = seen.kind === 'foreign' ? seen.row : seen.kind === 'doubled' ? seen.rows[0] : undefined;
  if (row === undefined) return asked;
  return {
    ...asked,
    foundDown: row.maxLimit.down,
    foundUp: row.maxLimit.up,
    foundName: row.name,
    fields: seen.kind === 'foreign' ? seen.fields.join(',') : '',
  };
}
