import type { Desk } from '../desk/act/desk.ts';
import { intend } from '../desk/router/intend.ts';
import { noteAway, noteBack } from '../desk/router/note-outage.ts';
import { noteTable } from '../desk/router/note-table.ts';
import { settle } from '../desk/router/settle.ts';
import { Fault } from '../domain/fault.ts';
import type { RouterPlan } from '../domain/office.ts';
import { between, type Moment, type Span, span } from '../domain/moment.ts';
import type { Observed } from '../ports/ledger.ts';
import type { Log } from '../ports/log.ts';
import type { Router, RouterSession } from '../ports/router.ts';
import { isNew } from '../shaping/blast-radius.ts';
import { judge, nameIn, type Op } from '../shaping/op.ts';
import type { Plan } from '../shaping/plan.ts';
import type { ObservedQueue } from '../shaping/queue.ts';
import type { Loop } from './loop.ts';

/** A write is read back at once, on a new session. */
const SOON = span(0);

/**
 * Keeps one router as planned (SOP 6). A pass reads the table, stores it as observed, settles open ops by it, and then
 * writes each due plan at most once, after reading the queue again. A write leaves an open op, which the next pass
 * settles; so a restart needs no code of its own.
 */
export function provisionLoop(desk: Desk, router: Router, plan: RouterPlan, log: Log, every: Span): Loop {
  let last: Observed | undefined;
  return {
    name: `provision:${plan.name}`,
    breaker: { opensAfter: 3, refusal: 'router/refused-login', refusalWait: plan.loginRetry },
    async pass() {
      const session = await seen(router.open());
      try {
        const observed = await seen(read(session));
        const before = last ?? desk.ledger.observed(plan.name);
        noteBack(desk, plan.name, every, before?.at);
        desk.ledger.observe((notes) => notes.observed(observed));
        last = observed;
        // First: a table that contradicts the ledger stops settling and writing.
        if (!noteTable(desk, observed, before)) return { after: every, changed: false };
        // Settles all of them. An op still in doubt is asked again after the router's quiet time, not at once.
        const settled = desk.ledger.openOps(plan.name).map((op) => settle(desk, op.id, observed));
        const { wrote, until } = await writeDue(session, observed.queues);
        const waiting = desk.ledger.openOps(plan.name).length > 0;
        return {
          after: wrote ? SOON : waiting ? plan.quiet : sooner(every, until),
          changed: wrote || settled.includes(true),
        };
      } finally {
        await session.close();
      }
    },
  };

  async function read(session: RouterSession): Promise<Observed> {
    const queues = await session.queues();
    const traits = await session.traits();
    return { router: plan.name, at: desk.clock.now(), identity: session.identity, traits, queues };
  }

  /** Waits for the router; notes the begin of an outage when it fails. */
  async function seen<T>(giving: Promise<T>): Promise<T> {
    try {
      return await giving;
    } catch (error) {
      if (error instanceof Fault) noteAway(desk, plan.name, error);
      throw error;
    }
  }

  /** The wait until the first waiting plan can go on, at most `rest`. */
  function sooner(rest: Span, until: Moment | null): Span {
    return until === null ? rest : span(Math.max(0, Math.min(rest, between(desk.clock.now(), until))));
  }

  async function writeDue(session: RouterSession, table: readonly ObservedQueue[]): Promise<Written> {
    let wrote = false;
    let until: Moment | null = null;
    const busy = new Set(desk.ledger.openOps(plan.name).map((op) => op.change.owner));
    for (const due of returnsFirst(desk.ledger.plans({ router: plan.name, dueBy: desk.clock.now() }))) {
      // An open op is UNKNOWN: its queue is not written meanwhile.
      if (busy.has(due.owner)) continue;
      const intended = intend(desk, due.id, table);
      if (intended.kind === 'waits' && 'until' in intended.wait) until = earlier(until, intended.wait.until);
      // The group's plan is written by the next pass, which follows at once.
      if (intended.kind === 'raised') wrote = true;
      if (intended.kind !== 'op') continue;
      busy.add(due.owner);
      if (plan.mode === 'apply') await write(session, intended.op);
      wrote = true;
    }
    return { wrote, until };
  }

  async function write(session: RouterSession, op: Op): Promise<void> {
    const { change } = op;
    // A move depends on its neighbours, so the whole table is read.
    const rows = change.kind === 'move' ? await session.queues() : await session.named(nameIn(change), change.owner);
    if (judge(change, rows).kind !== 'as-before') return;
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

interface Written {
  readonly wrote: boolean;
  /** When the first plan that waits for a time can go on. */
  readonly until: Moment | null;
}

/**
 * Orders due plans: what gives capacity back, or restores an approved value, takes the hour's writes before anything
 * new. A new plan of the same queue goes right before it, so that one write does both and the line has no dip between.
 */
function returnsFirst(plans: readonly Plan[]): readonly Plan[] {
  const back = plans.filter((plan) => !isNew(plan));
  const fresh = plans.filter(isNew);
  const paired = back.flatMap((plan) => [...fresh.filter(({ owner }) => owner === plan.owner), plan]);
  return [...new Set([...paired, ...fresh])];
}

function earlier(a: Moment | null, b: Moment): Moment {
  return a === null || b < a ? b : a;
}

/** Whether the router, or our own check, refused the change: nothing was changed and nothing is in doubt. */
function isRefusal(fault: Fault): boolean {
  return (
    fault.code === 'router/trap' ||
    fault.code === 'router/no-permission' ||
    fault.code === 'router/bad-word' ||
    fault.code === 'router/foreign-queue'
  );
}
