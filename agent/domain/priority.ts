import { MINUTE, type Span, span } from './moment.ts';

export type Level = 'high' | 'medium' | 'low';
export type Priority = 'P1' | 'P2' | 'P3' | 'P4';

/** How soon people must respond and be done, and whether the clock runs in working hours or always. */
export interface Target {
  readonly response: Span;
  readonly resolution: Span;
  readonly clock: 'work' | 'always';
}

export type Targets = Readonly<Record<Priority, Target>>;

/** Impact × urgency, the usual 3×3 of service management. P1 is for incidents: a request is at most P2. */
export function priorityOf(kind: 'request' | 'incident', impact: Level, urgency: Level): Priority {
  const priority = MATRIX[impact][urgency];
  return priority === 'P1' && kind === 'request' ? 'P2' : priority;
}

/** Proposed targets; the SOP states none. A working day counts 7.5 h. */
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
