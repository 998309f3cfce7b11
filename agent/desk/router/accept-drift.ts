import { Fault } from '../../domain/fault.ts';
import { finding } from '../../domain/finding.ts';
import { type WriteFreeze, isWriteFreeze } from '../../domain/write-freeze.ts';
import type { Actor } from '../../domain/person.ts';
import { authorise, type Desk } from '../act/desk.ts';
import type { BodyOf, DoneOf } from '../act/order.ts';

/**
 * The division head has looked at what stopped all writing on a router, and lets the agent go on: from then on each
 * difference is shown and resolved for itself. More of it than was accepted stops all writing again.
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

/** Another router that is accepted is the router from now on: nothing of it is left to show. */
function accepted({ code, subject, facts }: WriteFreeze): ReturnType<typeof finding>[] {
  if (code === 'router/swapped') return [];
  return [finding('router/drift-accepted', 'warn', subject, { code, count: facts['of'] ?? facts['count'] ?? 0 })];
}
