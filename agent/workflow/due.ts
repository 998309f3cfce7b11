import { after, between, type Moment, type Span, span } from '../domain/moment.ts';
import { type Priority, SLA_TARGETS } from '../domain/priority.ts';
import { addWork, type WorkCalendar, workBetween } from '../domain/work-calendar.ts';
import { SOP } from './sop.ts';
import type { Stage } from './stage.ts';

/** One entry of a request's history: it came to this stage then, by whose act. */
export interface StageEntry {
  readonly at: Moment;
  readonly stage: Stage;
  readonly event: string;
  /** Name of the actor as in the audit. */
  readonly actor: string;
  /** True when a person of the office acted: an automatic reply is no response. */
  readonly byOffice: boolean;
}

/** A stretch in which the service clock stood, and at which stage. */
export interface Pause {
  readonly stage: Stage['at'];
  readonly from: Moment;
  /** null: still standing. */
  readonly until: Moment | null;
  /** Working time that it took out of the clock. */
  readonly length: Span;
}

/** Response and resolution of a request, explained. Never stored: computed from priority, history and calendar. */
export interface Due {
  readonly responseBy: Moment;
  readonly respondedAt: Moment | null;
  readonly resolveBy: Moment;
  readonly resolvedAt: Moment | null;
  readonly pauses: readonly Pause[];
  readonly standing: boolean;
  readonly provisional: boolean;
  readonly responseMet: boolean | null;
  readonly resolutionMet: boolean | null;
}

const RESOLVED: ReadonlySet<Stage['at']> = new Set([
  'active',
  'restored',
  'rejected',
  'cancelled',
  'redirected',
  'duplicate',
  'lapsed',
]);

/**
 * Due times of a request received at `received`, from its whole history. P1 counts around the clock, the others working
 * time.
 */
export function dueOf(
  calendar: WorkCalendar,
  priority: Priority,
  received: Moment,
  history: readonly StageEntry[],
  now: Moment,
): Due {
  const target = SLA_TARGETS[priority];
  const always = target.clock === 'always';
  const measure = (from: Moment, until: Moment): Span =>
    always ? between(from, until) : workBetween(calendar, from, until);
  const add = (start: Moment, length: Span): { at: Moment; provisional: boolean } =>
    always ? { at: after(start, length), provisional: false } : addWork(calendar, start, length);

  const pauses = pausesOf(history, now, measure);
  const paused = span(pauses.reduce((sum, p) => sum + p.length, 0));
  const response = add(received, target.response);
  const resolution = add(received, span(target.resolution + paused));
  const respondedAt = history.find((entry) => entry.byOffice)?.at ?? null;
  const resolvedAt = history.find((entry) => RESOLVED.has(entry.stage.at))?.at ?? null;
  return {
    responseBy: response.at,
    respondedAt,
    resolveBy: resolution.at,
    resolvedAt,
    pauses,
    standing: pauses.some((p) => p.until === null),
    provisional: response.provisional || resolution.provisional,
    responseMet: met(response.at, respondedAt, now),
    resolutionMet: pauses.some((p) => p.until === null) ? null : met(resolution.at, resolvedAt, now),
  };
}

/** null while it can still be met. */
function met(by: Moment, done: Moment | null, now: Moment): boolean | null {
  if (done !== null) return done <= by;
  return now <= by ? null : false;
}

function pausesOf(
  history: readonly StageEntry[],
  now: Moment,
  measure: (from: Moment, until: Moment) => Span,
): readonly Pause[] {
  return history.flatMap((entry, i) => {
    if (SOP[entry.stage.at].clock !== 'stands') return [];
    const until = history[i + 1]?.at ?? null;
    return [{ stage: entry.stage.at, from: entry.at, until, length: measure(entry.at, until ?? now) }];
  });
}
