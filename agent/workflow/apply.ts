import type { Facts } from '../domain/finding.ts';
import { before, MINUTE, span } from '../domain/moment.ts';
import { type MoveContext, type Moved, type Moves, notify, to } from './moved.ts';
import type { Stage, StageAt } from './stage.ts';

type ApplyEvent =
  | 'intended'
  | 'applied'
  | 'not-applied'
  | 'retried'
  | 'told'
  | 'informed'
  | 'expiry-near'
  | 'window-over'
  | 'return-due'
  | 'ended-early'
  | 'extended'
  | 'restore-ordered'
  | 'restored-by-hand';

/**
 * Rows of the SOP state machine (see `move`) for SOP steps 6 and 7: the grant is written, verified and reported, the
 * agency is told, and a temporary grant ends.
 */
export const applyMoves: Moves<ApplyEvent> = {
  intended: (stage, event) => {
    if (stage.at === 'returning' || stage.at === 'restoring') return to(stage);
    return stage.at === 'approved' ? to({ ...stage, at: 'applying', op: event.op }) : undefined;
  },

  applied: (stage, event, context) => {
    const since = context.now;
    switch (stage.at) {
      case 'approved': // the router already had the wanted values: nothing was written
      case 'applying':
        return active(stage.allocation, event.facts, context);
      case 'returning':
        return to(
          { at: 'returned', allocation: stage.allocation, since },
          { do: 'returned' },
          notify('agency/returned', event.facts, 'confirm'),
          notify('specialist/told-report', event.facts),
        );
      case 'restoring':
        return restored(stage.cause, context, event.facts);
      default:
        return undefined;
    }
  },

  'not-applied': (stage, event) => {
    const failed = notify('specialist/apply-failed', event.facts);
    const effects = event.again ? [] : [failed];
    switch (stage.at) {
      case 'approved':
      case 'applying':
        return notApplied(stage, event.facts, event.again);
      case 'returning':
        return to(
          { ...stage, retries: stage.retries + 1, failed: event.again ? stage.failed : event.facts },
          ...effects,
        );
      case 'restoring':
        return event.again ? to(stage) : to({ at: 'handling' }, failed);
      default:
        return undefined;
    }
  },

  retried: (stage) => {
    if (stage.at === 'apply-failed') {
      const { allocation, signed } = stage;
      return to({ at: 'approved', allocation, retries: 0, signed }, { do: 'plan', purpose: 'grant' });
    }
    if (stage.at === 'returning') return to({ ...stage, retries: 0, failed: null }, { do: 'plan', purpose: 'return' });
    // Nothing failed. The order makes the agent visit the router now, even during the wait after a refused login.
    return stage.at === 'approved' || stage.at === 'applying' || stage.at === 'restoring' ? to(stage) : undefined;
  },

  told: (stage, event) => {
    if (stage.at !== 'active' || event.notice !== 'agency/active') return undefined;
    return informed(stage, 'helpdesk');
  },

  informed: (stage, event) => (stage.at === 'active' ? informed(stage, event.how) : undefined),

  'expiry-near': (stage, _event, context) => {
    const { window } = context.request;
    if (window === null || (stage.at !== 'active' && stage.at !== 'informed')) return undefined;
    return to(
      { at: 'expiring', allocation: stage.allocation, until: window.until },
      notify('agency/expiring', { until: window.until }),
    );
  },

  'window-over': (stage, _event, context) => {
    if (context.request.window === null) return undefined;
    if (stage.at === 'approved' || stage.at === 'apply-failed') {
      // The grant was never on the router, so nothing must be returned.
      const late = notify('specialist/apply-failed', { why: 'window-over' });
      return to({ at: 'lapsed', why: 'not-applied' }, { do: 'void' }, notify('agency/lapsed'), late);
    }
    return isRunning(stage) ? returning(stage.allocation) : undefined;
  },

  'return-due': (stage) => (stage.at === 'returning' ? to(stage, { do: 'plan', purpose: 'return' }) : undefined),

  'ended-early': (stage, _event, context) => {
    if (context.request.window === null || !isRunning(stage)) return undefined;
    const until = before(context.now, span(context.graceMinutes * MINUTE));
    const { effects, stage: next } = returning(stage.allocation);
    return to(next, { do: 'extend', until }, ...effects);
  },

  extended: (stage, event, context) => {
    if (context.request.window === null || !isRunning(stage)) return undefined;
    return to(
      { at: 'informed', allocation: stage.allocation, since: context.now },
      { do: 'extend', until: event.until },
    );
  },

  'restore-ordered': (stage, event) => {
    return stage.at === 'handling'
      ? to({ at: 'restoring', cause: event.cause }, { do: 'plan', purpose: 'restore' })
      : undefined;
  },

  'restored-by-hand': (stage, event, context) =>
    stage.at === 'handling' ? restored(event.cause, context, {}) : undefined,
};

function notApplied(stage: StageAt<'approved' | 'applying'>, why: Facts, again: boolean): Moved {
  const { allocation, retries, signed } = stage;
  if (again) return to({ at: 'approved', allocation, retries: retries + 1, signed });
  return to({ at: 'apply-failed', allocation, why, signed }, notify('specialist/apply-failed', why));
}

function isRunning(stage: Stage): stage is StageAt<'active' | 'informed' | 'expiring'> {
  return stage.at === 'active' || stage.at === 'informed' || stage.at === 'expiring';
}

function active(allocation: number, facts: Facts, context: MoveContext): Moved {
  return to(
    { at: 'active', allocation, since: context.now },
    { do: 'applied' },
    notify('division-head/addition-report', facts),
    notify('agency/active', facts, 'confirm'),
  );
}

function informed(stage: StageAt<'active'>, how: string): Moved {
  return to(
    { at: 'informed', allocation: stage.allocation, since: stage.since },
    notify('specialist/told-report', { how }),
  );
}

function returning(allocation: number): Moved {
  return to({ at: 'returning', allocation, retries: 0, failed: null }, { do: 'plan', purpose: 'return' });
}

function restored(cause: string, context: MoveContext, facts: Facts): Moved {
  const told = { ...facts, cause, from: context.request.receivedAt, until: context.now };
  return to(
    { at: 'restored', since: context.now, cause },
    notify('agency/restored', told, 'confirm'),
    notify('division-head/incident-report', told),
  );
}
