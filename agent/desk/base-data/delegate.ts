import { Fault } from '../../domain/fault.ts';
import type { Actor } from '../../domain/person.ts';
import { authorise, type Desk } from '../act/desk.ts';
import type { BodyOf, DoneOf } from '../act/order.ts';
import { endTyped, startTyped } from '../../domain/typed/typed-time.ts';

/**
 * Hands a role to a person for a time, by a letter (Plt., Plh.). Throws Fault `request/same-person` when the person
 * would hand the role to itself, `host/no-such-user`, `request/not-your-role`, `request/bad-value` or
 * `request/needs-document`.
 */
export function delegate(desk: Desk, body: BodyOf<'delegate'>, actor: Actor): DoneOf<'delegate'> {
  authorise(actor, 'division-head', 'department-head');
  const { zone } = desk.office.calendar;
  const [from, until] = [startTyped('from', body.from, zone), endTyped('until', body.until, zone)];
  if (until <= from) throw new Fault('request/bad-value', { field: 'until', value: body.until });
  if (body.letter.trim() === '') throw new Fault('request/needs-document', {});
  if (!desk.office.people.some((p) => p.id === body.person))
    throw new Fault('host/no-such-user', { user: body.person });
  if (actor.kind === 'person' && actor.person === body.person)
    throw new Fault('request/same-person', { duty: 'delegate' });
  desk.ledger.record((books) => {
    books.putDelegation({ person: body.person, role: body.role, from, until, letter: body.letter });
    books.enter({ at: desk.clock.now(), actor, act: 'people/delegate', request: null, facts: { ...body } });
  });
  return { person: body.person, from, until };
}
