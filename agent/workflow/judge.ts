import type { Facts } from '../domain/finding.ts';
import { never } from '../domain/never.ts';
import { minus } from '../domain/rate.ts';
import { releaseHeld, type MoveContext, type Moved, type Moves, notify, to } from './moved.ts';
import type { Signed, Stage, StageName } from './stage.ts';

type JudgeEvent =
  | 'assessed'
  | 'approved'
  | 'ratified'
  | 'postponed'
  | 'offered'
  | 'offer-answered'
  | 'offer-expired'
  | 'hold-expired'
  | 'deferral-aged'
  | 'rejected'
  | 'cancelled'
  | 'window-begun'
  | 'window-missed';

const ASSESSABLE: ReadonlySet<StageName> = new Set(['examined', 'unknown', 'waiting-for-room', 'deferred']);
const POSTPONABLE: ReadonlySet<StageName> = new Set(['examined', 'assessed', 'unknown', 'waiting-for-room']);
const UNDECIDED: ReadonlySet<StageName> = new Set([
  'received',
  'awaiting-documents',
  'needs-clarification',
  'possible-duplicate',
  'awaiting-disposition',
  'disposed',
  'deferred',
  'offered-partial',
  ...POSTPONABLE,
]);
const NOT_YET_APPLIED: ReadonlySet<StageName> = new Set(['approved', 'scheduled', 'apply-failed']);

/** Rows of the SOP state machine (see `move`) for SOP step 5: the availability check and what people decide on it. */
export const judgeMoves: Moves<JudgeEvent> = {
  assessed: (stage, event, context) => {
    if (!ASSESSABLE.has(stage.at)) return undefined;
    // Only the verdict `enough` ends a postponement. With any other verdict the request keeps its date and place.
    if (stage.at === 'deferred' && event.verdict !== 'enough') return undefined;
    const { decision } = event;
    switch (event.verdict) {
      case 'enough':
        return enough(stage, decision, event.recommended, { do: 'hold', rate: event.rate, decision, until: null });
      case 'not-enough':
        return notEnough(decision, event.recommended, event.facts, context);
      case 'waiting-for-room':
        return to({ at: 'waiting-for-room', decision });
      case 'unknown':
        return to({ at: 'unknown', decision, why: event.why });
      default:
        return never(event);
    }
  },

  approved: (stage, _event, context) => {
    if (stage.at !== 'assessed' || !stage.enough) return undefined;
    return granted(context, signedBy(context), { do: 'grant', rate: null });
  },

  ratified: (stage, _event, { needsSecond, signature }) => {
    if (stage.at !== 'approved' && stage.at !== 'scheduled' && stage.at !== 'apply-failed') return undefined;
    if (!needsSecond || signature === null || stage.signed.length > 1) return undefined;
    return to({ ...stage, signed: [...stage.signed, signature] });
  },

  postponed: (stage, event, context) => {
    if (!POSTPONABLE.has(stage.at)) return undefined;
    return deferred(stage, context, event.reason);
  },

  offered: (stage, event, context) => {
    if (stage.at !== 'deferred' && (stage.at !== 'assessed' || stage.enough)) return undefined;
    const { rate, planHash, decision } = event;
    const until = context.offerDue;
    return to(
      { at: 'offered-partial', decision, rate, until, planHash, signed: signedBy(context) },
      { do: 'hold', rate, decision, until },
      notify('agency/partial-offer', { down: rate.down, up: rate.up, until }, 'offer'),
    );
  },

  'offer-answered': (stage, event, context) => {
    if (stage.at !== 'offered-partial') return undefined;
    if (event.answer === 'wait') return deferred(stage, context, null);
    if (event.answer === 'cancel')
      return to({ at: 'cancelled', reason: '' }, ...releaseHeld(stage), notify('agency/cancelled'));
    const rest = minus(context.request.wanted ?? stage.rate, stage.rate);
    return granted(
      context,
      stage.signed,
      { do: 'grant', rate: stage.rate },
      { do: 'split', rest, decision: stage.decision },
    );
  },

  'offer-expired': (stage, _event, context) =>
    stage.at === 'offered-partial' ? deferred(stage, context, null) : undefined,

  'hold-expired': (stage) => {
    if (stage.at !== 'assessed' || !stage.enough) return undefined;
    return to({ at: 'examined' }, ...releaseHeld(stage), notify('division-head/hold-expired'));
  },

  'deferral-aged': (stage, event) => {
    if (stage.at !== 'deferred' || event.days <= stage.aged) return undefined;
    return to({ ...stage, aged: event.days }, notify('division-head/deferral-aged', { days: event.days }));
  },

  rejected: (stage, event) => {
    if (!UNDECIDED.has(stage.at)) return undefined;
    const { reason, advice } = event;
    return to({ at: 'rejected', reason, advice }, ...releaseHeld(stage), notify('agency/rejected', { reason, advice }));
  },

  cancelled: (stage, event) => {
    if (!UNDECIDED.has(stage.at) && !NOT_YET_APPLIED.has(stage.at)) return undefined;
    return to({ at: 'cancelled', reason: event.reason }, ...releaseHeld(stage), notify('agency/cancelled'));
  },

  'window-begun': (stage) => {
    if (stage.at !== 'scheduled') return undefined;
    const { allocation, signed } = stage;
    return to({ at: 'approved', allocation, retries: 0, signed }, { do: 'plan', purpose: 'grant' });
  },

  'window-missed': (stage, _event, { request }) => {
    if (request.window === null || !isUndecided(stage)) return undefined;
    return to(
      { at: 'lapsed', why: 'not-granted' },
      ...releaseHeld(stage),
      notify('agency/lapsed'),
      notify('division-head/lapsed'),
    );
  },
};

/**
 * Returns whether no final decision was made: the request is neither granted nor rejected, cancelled or otherwise
 * ended. A postponed request is undecided.
 */
export function isUndecided(stage: Stage): boolean {
  return UNDECIDED.has(stage.at);
}

function signedBy({ signature }: MoveContext): Signed {
  return signature === null ? [] : [signature];
}

function enough(stage: Stage, decision: number, recommended: boolean, hold: Moved['effects'][number]): Moved {
  const verdict = recommended ? 'enough' : 'not-recommended';
  const kind = recommended ? 'division-head/enough' : 'division-head/not-recommended';
  return to(
    { at: 'assessed', verdict, decision, enough: true },
    hold,
    notify(kind, { resumed: stage.at === 'deferred' }),
  );
}

/** SOP step 5, answer no: tells the division head and postpones the request until capacity is added. */
function notEnough(decision: number, recommended: boolean, facts: Facts, context: MoveContext): Moved {
  if (!recommended)
    return to(
      { at: 'assessed', verdict: 'not-recommended', decision, enough: false },
      notify('division-head/not-recommended', facts),
    );
  return to(
    { at: 'deferred', decision, since: context.now, reason: null, aged: 0 },
    notify('division-head/not-enough', facts),
    notify('agency/deferred', facts),
  );
}

function deferred(stage: Stage, context: MoveContext, reason: string | null): Moved {
  const decision = 'decision' in stage ? stage.decision : null;
  return to(
    { at: 'deferred', decision, since: context.now, reason, aged: 0 },
    ...releaseHeld(stage),
    notify('agency/deferred', { reason }),
  );
}

/** Approved now, or for a window that has not begun. `advance` puts the allocation's id into the stage. */
function granted(context: MoveContext, signed: Signed, ...granting: Moved['effects']): Moved {
  const { window } = context.request;
  const effects = context.needsSecond ? [...granting, notify('division-head/second-approval')] : granting;
  if (window !== null && window.from > context.now) {
    const scheduled = notify('agency/scheduled', { from: window.from, until: window.until });
    return to({ at: 'scheduled', allocation: 0, from: window.from, signed }, ...effects, scheduled);
  }
  return to({ at: 'approved', allocation: 0, retries: 0, signed }, ...effects, { do: 'plan', purpose: 'grant' });
}
