import { between, DAY, type Moment, type Span, span, type Window } from '../domain/moment.ts';
import type { Zone } from '../domain/zone.ts';
import { readTime } from '../domain/typed/typed-time.ts';

/** A window as typed, or what is implausible about it. */
export type WindowText =
  | { readonly kind: 'window'; readonly window: Window }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unreadable'; readonly text: string }
  | { readonly kind: 'reversed' | 'past' | 'too-long' | 'too-far'; readonly window: Window };

/**
 * What a window is judged against. `openedAt`, when the ticket was filed, keeps our own delay from making a window
 * past.
 */
export interface WindowContext {
  readonly zone: Zone;
  readonly openedAt: Moment;
  readonly now: Moment;
}

/** The longest temporary grant, about three months; a longer need is a permanent one. */
export const LONGEST_WINDOW: Span = span(92 * DAY);

/** How far ahead a window may begin; more is a slip in the year rather than a plan. */
const FARTHEST_WINDOW: Span = span(366 * DAY);

/**
 * Reads both ends of a temporary need; a plain day counts whole. Past: it began before the ticket was filed, or is
 * over.
 */
export function readWindow(fromText: string, untilText: string, context: WindowContext): WindowText {
  if (fromText === '' && untilText === '') return { kind: 'missing' };
  const from = readTime(fromText, context.zone)?.start;
  if (from === undefined) return { kind: 'unreadable', text: fromText };
  const until = readTime(untilText, context.zone)?.end;
  if (until === undefined) return { kind: 'unreadable', text: untilText };
  const window: Window = { from, until };
  if (until <= from) return { kind: 'reversed', window };
  if (from < context.openedAt || until <= context.now) return { kind: 'past', window };
  if (between(from, until) > LONGEST_WINDOW) return { kind: 'too-long', window };
  if (between(context.now, from) > FARTHEST_WINDOW) return { kind: 'too-far', window };
  return { kind: 'window', window };
}
