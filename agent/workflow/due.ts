import { after, between, type Moment, type Span, span } from '../domain/moment.ts';
import { type Priority, SLA_TARGETS } from '../domain/priority.ts';
import { addWork, type WorkCalendar, workBetween } from '../domain/work-calendar.ts';
import { SOP } from './sop.ts';
import type { Stage } from './stage.ts';

/** One entry of a request's history: when it reached a stage, and by which event and actor. */
export interface StageEntry {
  readonly at: Moment;
  readonly stage: Stage;
  /** Kind of the event. */
  readonly event: string;
  /** Name of the actor as in the audit. */
  readonly actor: string;
  /** Whether a person of the office acted. Only such an act counts as the response of the service targets. */
  readonly byOffice: boolean;
}

/** A time in which the service clock stood still, because the office waited for others. */
export interface Pause {
  readonly stage: Stage['at'];
  readonly from: Moment;
  /** null: the clock still stands. */
  readonly until: Moment | null;
  /** Time that this pause does not count, ms: working time, or all time for P1. */
  readonly length: Span;
}

/**
 * Deadlines of a request and whether they were met. Computed at every reading from priority, history and calendar,
 * never stored.
 */
export interface Due {
  readonly responseBy: Moment;
  readonly respondedAt: Moment | null;
  readonly resolveBy: Moment;
  readonly resolvedAt: Moment | null;
  readonly pauses: readonly Pause[];
  /** Whether the clock stands now. */
  readonly standing: boolean;
  /** Whether a deadline is in a year whose holidays are not known yet. */
  readonly provisional: boolean;
  /** null: still open and not late. */
  readonly responseMet: boolean | null;
  /** null: still open and not late, or the clock stands. */
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
 * Computes the deadlines of a request received at `received` by the targets of its priority (SLA_TARGETS). Pauses move
 * the resolution deadline. P1 counts all hours, other priorities only working hours.
 * @param history all entries, oldest first.
 */
export function dueOf(
  calendar: WorkCalendar,
  priority: Priority,
  received: Moment,
  history: readonly StageEntry[],
  now: Moment,
): Due {
  const target = SLA_TARGETS[priority];
  const allHours = target.clock === 'always';
  const measure = (from: Moment, until: Moment): Span =>
    allHours ? between(from, until) : workBetween(calendar, from, until);
  const add = (start: Moment, length: Span): { at: Moment; provisional: boolean } =>
    allHours ? { at: after(start, length), provisional: false } : addWork(calendar, start, length);

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

/** Whether a deadline was met. null: still open and not late. */
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
