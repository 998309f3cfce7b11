import type { Desk } from '../desk/desk.ts';
import { intend } from '../desk/intend.ts';
import { noteTable } from '../desk/note-table.ts';
import { settle } from '../desk/settle.ts';
import { Fault } from '../domain/fault.ts';
import type { RouterPlan } from '../domain/office.ts';
import { type Span, span } from '../domain/moment.ts';
import type { Log } from '../ports/log.ts';
import type { Router, RouterSession } from '../ports/router.ts';
import { judge, type Op } from '../shaping/op.ts';
import type { Loop } from './loop.ts';

/** A write is read back on a fresh session, at once. */
const SOON = span(0);

/**
 * One router: the table is read once a pass and stored as observed; open ops are settled by it; then each due plan is intended, read
 * again right before the write, and written at most once. A write ends with an open op, which the next pass settles: a restart needs no
 * code of its own.
 */
export function provisionLoop(desk: Desk, router: Router, plan: RouterPlan, log: Log, every: Span): Loop {
  return {
    name: `provision:${plan.name}`,
    async pass() {
      const session = await router.open();
      try {
        const queues = await session.queues();
        const traits = await session.traits();
        const observed = { router: plan.name, at: desk.clock.now(), identity: session.identity, traits, queues };
        desk.ledger.observe((notes) => notes.observed(observed));
        // All of them: what is still in doubt is asked again when the router had its quiet, not at once.
        const settled = desk.ledger.openOps(plan.name).map((op) => settle(desk, op.id, observed));
        const wrote = await writeDue(session, queues);
        noteTable(desk, observed);
        const waiting = desk.ledger.openOps(plan.name).length > 0;
        return { after: wrote ? SOON : waiting ? plan.quiet : every, changed: wrote || settled.includes(true) };
      } finally {
        await session.close();
      }
    },
  };

  async function writeDue(session: RouterSession, table: Awaited<ReturnType<RouterSession['queues']>>): Promise<boolean> {
    let wrote = false;
    const busy = new Set(desk.ledger.openOps(plan.name).map((op) => op.change.owner));
    for (const due of desk.ledger.plans({ router: plan.name, dueBy: desk.clock.now() })) {
      // An op without its verdict is UNKNOWN: nothing more is asked of that queue.
      if (busy.has(due.owner)) continue;
      const op = intend(desk, due.id, table);
      if (op === undefined) continue;
      busy.add(due.owner);
      if (plan.mode === 'apply') await write(session, op);
      wrote = true;
    }
    return wrote;
  }

  async function write(session: RouterSession, op: Op): Promise<void> {
    const { change } = op;
    const name = change.kind === 'move' || change.kind === 'remove' ? change.was.name : change.want.name;
    if (judge(change, await session.named(name, change.owner)).kind !== 'as-before') return;
    try {
      await session.write(change);
      log.info({ op: op.id, request: op.request, owner: change.owner, change: change.kind }, 'queue written');
    } catch (error) {
      if (!(error instanceof Fault) || !isRefusal(error)) throw error;
      desk.ledger.observe((notes) => notes.refused(op.id, String(error.facts['message'] ?? error.code)));
      log.warn({ op: op.id, code: error.code }, 'router refused the change');
    }
  }
}

/** The router answered with a no: nothing was changed, and nothing is in doubt. */
function isRefusal(fault: Fault): boolean {
  return (
    fault.code === 'router/trap' ||
    fault.code === 'router/no-permission' ||
    fault.code === 'router/bad-word' ||
    fault.code === 'router/foreign-queue'
  );
}
