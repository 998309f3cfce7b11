import { Fault } from '../../agent/domain/fault.ts';
import { judge } from '../../agent/shaping/op.ts';
import type { Change, ObservedQueue } from '../../agent/shaping/queue.ts';
import type { WiredOffice } from '../office/wired/wired-office.ts';
import { planRow } from '../office/sample-rows.ts';

const REFUSALS: ReadonlySet<string> = new Set([
  'router/trap',
  'router/no-permission',
  'router/bad-word',
  'router/foreign-queue',
]);

/** Records a durable intent by a person's order, as the desk does, and returns the op's id. */
export function intendDirect({ ledger, clock }: WiredOffice, change: Change): number {
  return ledger.record((books) => {
    const at = clock.now();
    const { owner } = change;
    const plan = books.planChange(planRow(owner, { dueAt: at }));
    const op = books.intend({ plan, router: 'core', request: null, change, intendedAt: at });
    books.closePlan(plan, 'done');
    const actor = { kind: 'person', person: 'prakom', roles: ['computer-specialist'], paper: null } as const;
    books.enter({
      at,
      actor,
      act: 'drift/restore',
      request: null,
      facts: { router: 'core', owner, how: 'restore', reason: 'uji' },
    });
    return op;
  });
}

/**
 * One visit that writes one change of a queue by hand of the port: read, intend, read again, write once. Doubts stay
 * open ops.
 */
export async function writeDirect(
  office: WiredOffice,
  queue: string,
  make: (was: ObservedQueue) => Change,
): Promise<void> {
  try {
    const session = await office.router.open();
    try {
      const was = (await session.queues()).find((row) => row.name === queue);
      if (was === undefined) return;
      const change = make(was);
      const op = intendDirect(office, change);
      if (judge(change, await session.queues()).kind !== 'as-before') return;
      await session.write(change).catch((error: unknown) => {
        if (!(error instanceof Fault) || !REFUSALS.has(error.code)) throw error;
        office.ledger.observe((notes) => notes.refused(op, String(error.facts['message'] ?? error.code)));
      });
    } finally {
      await session.close();
    }
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    office.failures.push(error.code);
  }
}
