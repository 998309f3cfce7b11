import { MINUTE, type Span, span } from './moment.ts';

/** Level of impact or urgency. */
export type Level = 'high' | 'medium' | 'low';
/** Priority of a request or incident; P1 is the highest. */
export type Priority = 'P1' | 'P2' | 'P3' | 'P4';

/**
 * Service targets of a priority: time to the first response and to the resolution. `clock` `work`: counts working hours
 * only; `always`: counts all hours.
 */
export interface Target {
  readonly response: Span;
  readonly resolution: Span;
  readonly clock: 'work' | 'always';
}

/** Service targets by priority. */
export type Targets = Readonly<Record<Priority, Target>>;

/**
 * Returns the priority for an impact and an urgency, by the usual 3-by-3 matrix of service management. P1 is for
 * incidents only: a request gets P2 at most.
 */
export function priorityOf(kind: 'request' | 'incident', impact: Level, urgency: Level): Priority {
  const priority = MATRIX[impact][urgency];
  return priority === 'P1' && kind === 'request' ? 'P2' : priority;
}

/** Service targets in use, proposed by this project because the SOP states none. One working day is 7.5 h. */
export const SLA_TARGETS: Targets = {
  P1: target(15, 240, 'always'),
  P2: target(30, 450, 'work'),
  P3: target(60, 900, 'work'),
  P4: target(240, 2250, 'work'),
};

const MATRIX: Readonly<Record<Level, Readonly<Record<Level, Priority>>>> = {
  high: { high: 'P1', medium: 'P2', low: 'P3' },
  medium: { high: 'P2', medium: 'P3', low: 'P4' },
  low: { high: 'P3', medium: 'P4', low: 'P4' },
};

function target(responseMinutes: number, resolutionMinutes: number, clock: Target['clock']): Target {
  return { response: span(responseMinutes * MINUTE), resolution: span(resolutionMinutes * MINUTE), clock };
}
