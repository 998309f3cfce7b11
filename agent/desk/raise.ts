import { Fault } from '../domain/fault.ts';
import type { Actor } from '../domain/person.ts';
import type { Books, Case } from '../ports/ledger.ts';
import { planHash } from '../shaping/plan.ts';
import { bindingFor } from '../views/binding.ts';
import { advanceIn } from './advance.ts';
import { type Desk, sightOf } from './desk.ts';
import { findCase } from '../views/find-case.ts';
import type { BodyOf } from './order.ts';

/** An event that a person raises. An approval must name the plan that was shown: if anything it is bound to changed since, it is refused. */
export function raise(desk: Desk, body: BodyOf<'raise'>, actor: Actor): Case {
  return desk.ledger.record((books) => {
    const found = findCase(books, body.number, desk.office.profile);
    if (body.event.kind === 'approved') mustMatch(desk, books, found, body.event.planHash);
    return advanceIn(desk, books, found.request.id, body.event, actor);
  });
}

function mustMatch(desk: Desk, books: Books, { request, stage }: Case, shown: string): void {
  const line = books.lines().find((l) => l.id === request.line);
  if (line === undefined) throw new Fault('request/no-line', { agency: request.agency });
  const now = planHash(bindingFor(sightOf(desk, books), request, line));
  if (shown !== now) throw new Fault('request/plan-changed', { number: request.number });
  if (stage.at === 'assessed' && !stage.enough) throw new Fault('request/not-enough', { key: 'decision' });
}
