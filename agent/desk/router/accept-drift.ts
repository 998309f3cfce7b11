import { Fault } from '../../domain/fault.ts';
import { finding } from '../../domain/finding.ts';
import { type WriteFreeze, isWriteFreeze } from '../../domain/write-freeze.ts';
import type { Actor } from '../../domain/person.ts';
import { authorise, type Desk } from '../act/desk.ts';
import type { BodyOf, DoneOf } from '../act/order.ts';

/**
 * Ends a write freeze on a router, on the order of the division head. From then on each difference is shown and
 * resolved by itself. More differences than were accepted freeze writing again. Throws Fault `request/not-your-role`,
 * or `router/not-halted` when writing is not frozen.
 */
export function acceptDrift(desk: Desk, body: BodyOf<'accept-drift'>, actor: Actor): DoneOf<'accept-drift'> {
  authorise(actor, 'division-head');
  const { router } = body;
  desk.ledger.record((books) => {
    const findings = books.findings(router);
    const freezes = findings.filter(isWriteFreeze);
    if (freezes.length === 0) throw new Fault('router/not-halted', { router });
    books.noteFindings(router, [
      ...findings.filter((f) => !isWriteFreeze(f) && f.code !== 'router/drift-accepted'),
      ...freezes.flatMap(accepted),
    ]);
    const codes = freezes.map(({ code }) => code).join(',');
    books.enter({ at: desk.clock.now(), actor, act: 'drift/accept', request: null, facts: { ...body, codes } });
  });
  return { router };
}

/**
 * Returns the finding that stays after a write freeze was accepted. None for `router/swapped`: the new router is the
 * router from now on.
 */
function accepted({ code, subject, facts }: WriteFreeze): ReturnType<typeof finding>[] {
  if (code === 'router/swapped') return [];
  return [finding('router/drift-accepted', 'warn', subject, { code, count: facts['of'] ?? facts['count'] ?? 0 })];
}
