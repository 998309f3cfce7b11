import { decide } from '../admission/decision.ts';
import { Fault } from '../domain/fault.ts';
import { type Facts, type Finding, finding } from '../domain/finding.ts';
import { before, HOUR } from '../domain/moment.ts';
import { never } from '../domain/never.ts';
import type { RouterPlan } from '../domain/office.ts';
import { AGENT } from '../domain/person.ts';
import type { Books } from '../ports/ledger.ts';
import { neededChange, type Needed } from '../shaping/change.ts';
import { guardFindings } from '../shaping/guard.ts';
import type { Op } from '../shaping/op.ts';
import type { Plan } from '../shaping/plan.ts';
import type { Change, ObservedQueue } from '../shaping/queue.ts';
import { termsFor } from '../views/availability.ts';
import { advanceIn } from './advance.ts';
import { closeWithout, fulfil } from './close-plan.ts';
import { ownedQueues, registryOf } from '../views/owned-queues.ts';
import { type Desk, sightOf } from './desk.ts';
import { withoutOwn } from './without-own.ts';

/**
 * Turns a due plan into a durable intent (SOP 6), or settles why not: the words are made now, from the ledger as it is and the table
 * just read, and every guard is asked again. Returns the open op that may be written once; undefined when nothing may be written.
 */
export function intend(desk: Desk, planId: number, table: readonly ObservedQueue[]): Op | undefined {
  return desk.ledger.record((books) => {
    const plan = books.plan(planId);
    if (plan === undefined || plan.state !== 'due') return undefined;
    const router = desk.office.routers.find((r) => r.name === plan.router);
    if (router === undefined || router.mode === 'observe' || mustWait(desk, books, plan, router)) return undefined;
    const want = ownedQueues(sightOf(desk, books), plan.router).find((o) => o.owner === plan.owner)?.want;
    if (want === undefined) throw new Fault('bug', { where: 'desk.intend', owner: plan.owner });
    const needed = neededChange(plan.purpose, plan.owner, want, plan.seen, table);
    switch (needed.kind) {
      case 'nothing':
        fulfil(desk, books, plan, needed.row);
        return undefined;
      case 'conflict':
        closeWithout(desk, books, plan, conflictFacts(needed));
        return undefined;
      case 'change':
        return openOp(desk, books, plan, needed.change, table);
      default:
        return never(needed);
    }
  });
}

/** Reasons that pass by themselves: the plan stays due and is asked again. */
function mustWait(desk: Desk, books: Books, plan: Plan, router: RouterPlan): boolean {
  const now = desk.clock.now();
  const restoring = plan.purpose === 'restore' || plan.purpose === 'return';
  if (!restoring && router.freezes.some((f) => now >= f.from && now < f.until)) return true;
  if (books.findings(plan.router).some((f) => f.code === 'queue/mass-drift')) return true;
  const recent = books.opsSince(before(now, HOUR)).filter((op) => op.router === plan.router);
  if (recent.length >= router.writesPerHour) return true;
  return plan.purpose === 'grant' && !stillFits(desk, books, plan);
}

/** A permanent grant is judged again at the moment it is applied; a pre-approved window only alarms. Not known is not yes. */
function stillFits(desk: Desk, books: Books, plan: Plan): boolean {
  const request = plan.request === null ? undefined : books.case(plan.request)?.request;
  const line = books.lines().find((l) => l.id === plan.owner);
  if (request === undefined || line === undefined || request.wanted === null || request.window !== null) return true;
  const ledger = withoutOwn(books, (a) => a.request === request.id && a.appliedAt === null);
  const terms = termsFor(sightOf(desk, ledger), {
    line,
    wanted: request.wanted,
    window: null,
    request: request.id,
    from: desk.clock.now(),
  });
  return decide(terms).verdict === 'enough';
}

function openOp(desk: Desk, books: Books, plan: Plan, change: Change, table: readonly ObservedQueue[]): Op | undefined {
  const refusals = refusalsOf(desk, books, plan, change, table);
  if (refusals.length > 0) {
    closeWithout(desk, books, plan, guardFacts(refusals));
    return undefined;
  }
  const at = desk.clock.now();
  const id = books.intend({ plan: plan.id, router: plan.router, request: plan.request, change, intendedAt: at });
  const words = desk.words(plan.router, change).join('\n');
  books.enter({ at, actor: AGENT, act: 'op/intended', request: plan.request, facts: { op: id, plan: plan.id, change, words } });
  if (plan.request !== null) advanceIn(desk, books, plan.request, { kind: 'intended', op: id }, AGENT);
  return books.op(id);
}

/** A mark changes no traffic, so that adoption is not held to the rules for new limits; its target and owner still are. */
function refusalsOf(desk: Desk, books: Books, plan: Plan, change: Change, table: readonly ObservedQueue[]): readonly Finding[] {
  if (change.kind === 'move' || change.kind === 'remove') return [];
  const found = guardFindings(plan.owner, change.want, table, registryOf(sightOf(desk, books), plan.router));
  const loosens = change.kind === 'mark' ? found.filter((f) => f.code.startsWith('guard/target')) : found;
  const bad = /^[\x20-\x7e]+$/.test(change.want.name) ? [] : [finding('guard/bad-word', 'alarm', change.want.name, { field: 'name' })];
  return [...loosens, ...bad];
}

function conflictFacts(needed: Extract<Needed, { kind: 'conflict' }>): Facts {
  const row = needed.rows[0];
  const found = row === undefined ? null : `${row.maxLimit.down}/${row.maxLimit.up}`;
  return { why: `conflict/${needed.why}`, fields: needed.fields.join(','), found, queue: row?.name ?? null };
}

function guardFacts(refusals: readonly Finding[]): Facts {
  const first = refusals[0];
  return { why: first?.code ?? 'guard', queue: first?.subject ?? null, detail: JSON.stringify(first?.facts ?? {}), count: refusals.length };
}
