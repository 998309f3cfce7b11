import { Fault } from '../../domain/fault.ts';
import { type Actor } from '../../domain/person.ts';
import type { Books, LedgerView } from '../../ports/ledger.ts';
import type { Aim, PlanDraft } from '../../shaping/plan.ts';
import { decide } from '../../admission/check/decision.ts';
import { inputsFor } from '../../assessment/availability.ts';
import { linePlan } from '../../planning/line-plan.ts';
import { type Duties, refusal } from '../../workflow/authority.ts';
import { authorise, contextOf, type Desk } from '../act/desk.ts';
import { lineDraft } from './line-draft.ts';
import type { BodyOf, DoneOf } from '../act/order.ts';
import { enterAhead } from './plan-books.ts';

/**
 * Shows or records a change that the office makes to a line or pool. With `shown` null the plan is only shown. With the
 * hash of the shown plan it is recorded, unless anything in it has changed. A new line must pass the availability
 * check. Throws Fault `queue/not-changeable`, `request/not-your-role`, `request/not-enough` and those of `lineDraft`.
 */
export function changeLine(desk: Desk, body: BodyOf<'change-line'>, actor: Actor): DoneOf<'change-line'> {
  return desk.ledger.record((books) => {
    const draft = lineDraft(desk, books, body.change);
    const plan = linePlan(contextOf(desk, books), draft);
    if (plan === undefined) throw new Fault('queue/no-such', { queue: draft.owner });
    if (body.shown === null) return { ...plan, recorded: false };
    mayOrder(desk, draft, actor);
    if (body.reason.trim() === '') throw new Fault('request/bad-value', { field: 'reason', value: '' });
    if (body.shown !== plan.hash) throw new Fault('queue/not-changeable', { queue: plan.queue, why: 'plan-changed' });
    const [refused] = plan.refusals;
    if (refused !== undefined) throw new Fault('queue/not-changeable', { queue: refused.subject, why: refused.code });
    if (draft.aim?.kind === 'add') mustFit(desk, books, draft.aim);
    const at = desk.clock.now();
    voidRestores(books, draft);
    const id = books.planChange(draft);
    enterAhead(books, draft, at);
    const { change, reason } = body;
    books.enter({
      at,
      actor,
      act: `line/${change.kind}`,
      request: null,
      facts: { plan: id, owner: draft.owner, change, reason, ...pasted(plan) },
    });
    return { ...plan, recorded: true };
  });
}

/** An order for a queue replaces a restoration of it that still waits: what should stand there is decided anew. */
function voidRestores(books: Books, { router, owner, dueAt }: PlanDraft): void {
  for (const plan of books.plans({ router, dueBy: dueAt }))
    if (plan.owner === owner && plan.purpose === 'restore') books.closePlan(plan.id, 'void');
}

function pasted({ words, hash }: { readonly words: readonly string[]; readonly hash: string }) {
  return { words: words.join('\n'), hash };
}

/**
 * Throws a Fault unless the actor may order this change. Reducing or removing a line needs the division head. Adding
 * one needs whoever may approve a request of its size. Other changes move no bandwidth, so the computer specialist may
 * order them too.
 */
function mayOrder(desk: Desk, { aim, owner }: PlanDraft, actor: Actor): void {
  if (actor.kind === 'person' && actor.paper?.document.trim() === '') throw new Fault('request/needs-document', {});
  switch (aim?.kind) {
    case 'reduce':
    case 'remove':
      return authorise(actor, 'division-head');
    case 'add': {
      const duties: Duties = {
        number: owner,
        requester: { kind: 'agency' },
        checker: null,
        approver: null,
        addition: aim.rate,
        profile: desk.office.profile,
      };
      const refused = refusal({ kind: 'approved', planHash: '' }, actor, duties);
      if (refused !== undefined) throw refused;
      return;
    }
    case 'reshape':
    case 'move':
    case 'compensate':
    case undefined:
      return authorise(actor, 'division-head', 'computer-specialist');
  }
}

/** Throws Fault `request/not-enough` unless the new line passes the availability check. */
function mustFit(desk: Desk, books: LedgerView, { line, rate }: Extract<Aim, { kind: 'add' }>): void {
  const context = contextOf(desk, books);
  const { verdict } = decide(
    inputsFor(context, { line, wanted: rate, window: null, request: null, from: context.now }),
  );
  if (verdict !== 'enough') throw new Fault('request/not-enough', { key: verdict });
}
