import { after, before, between, DAY, HOUR, MINUTE, type Moment, span } from '../domain/moment.ts';
import type { Policy } from '../domain/policy.ts';
import type { Request } from '../domain/request.ts';
import { type WorkCalendar, workingDaysAfter } from '../domain/work-calendar.ts';
import type { RuleEvent } from './event.ts';
import { isUndecided } from './judge.ts';
import type { Stage } from './stage.ts';

/** Days after which the division head is reminded of a postponed request. */
const AGES = [7, 30, 60, 90] as const;

/** A request with everything that decides what is due on it. */
export interface Passing {
  readonly request: Request;
  readonly stage: Stage;
  /** When the request's hold expires. null: it has none. */
  readonly holdUntil: Moment | null;
  /** Whether the grant must be returned but no plan for that is due. */
  readonly isReturnLost: boolean;
  readonly policy: Policy;
  readonly calendar: WorkCalendar;
}

/**
 * Returns the event that the passing of time causes for a request at `now`, e.g. an expired hold or a begun window.
 * undefined: none.
 */
export function overdue(passing: Passing, now: Moment): RuleEvent | undefined {
  const { stage } = passing;
  if (isMissed(passing, now)) return { kind: 'window-missed' };
  switch (stage.at) {
    case 'awaiting-documents':
      return onceDue(stage.overdue ? null : stage.until, now, { kind: 'documents-overdue' });
    case 'assessed':
      return onceDue(stage.enough ? passing.holdUntil : null, now, { kind: 'hold-expired' });
    case 'offered-partial':
      return onceDue(stage.until, now, { kind: 'offer-expired' });
    case 'deferred':
      return aged(stage.since, stage.aged, now);
    case 'returning':
      return passing.isReturnLost ? { kind: 'return-due' } : undefined;
    case 'scheduled':
      return onceDue(stage.from, now, { kind: 'window-begun' });
    default:
      return ofWindow(passing, now) ?? silence(passing, now);
  }
}

/** Whether the time that was asked for is over and nobody has granted it. */
function isMissed({ request, stage }: Passing, now: Moment): boolean {
  return request.window !== null && now >= request.window.until && isUndecided(stage);
}

function onceDue(due: Moment | null, now: Moment, event: RuleEvent): RuleEvent | undefined {
  return due !== null && now >= due ? event : undefined;
}

function aged(since: Moment, known: number, now: Moment): RuleEvent | undefined {
  const days = between(since, now) / DAY;
  const age = AGES.findLast((a) => days >= a);
  return age !== undefined && age > known ? { kind: 'deferral-aged', days: age } : undefined;
}

const IN_WINDOW: ReadonlySet<Stage['at']> = new Set(['approved', 'apply-failed', 'active', 'informed', 'expiring']);

function ofWindow({ request, stage, policy }: Passing, now: Moment): RuleEvent | undefined {
  if (request.window === null || !IN_WINDOW.has(stage.at)) return undefined;
  if (now >= after(request.window.until, span(policy.graceMinutes * MINUTE))) return { kind: 'window-over' };
  const near = now >= before(request.window.until, span(policy.expiryNoticeHours * HOUR));
  return near && stage.at === 'informed' ? { kind: 'expiry-near' } : undefined;
}

function silence({ request, stage, policy, calendar }: Passing, now: Moment): RuleEvent | undefined {
  if (stage.at !== 'informed' && stage.at !== 'returned' && stage.at !== 'restored') return undefined;
  if (stage.at === 'informed' && request.window !== null) return undefined;
  return now >= workingDaysAfter(calendar, stage.since, policy.confirmDays) ? { kind: 'silence-confirmed' } : undefined;
}
