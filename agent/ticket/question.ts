import type { Facts } from '../domain/finding.ts';

/** What the agency must answer before its request goes on. `texts` words each one as what is wrong and what to do. */
export type QuestionCode =
  | 'text-bad-characters' // facts: field
  | 'text-too-long' // facts: field
  | 'agency-unknown' // facts: agency
  | 'line-none' // facts: agency
  | 'line-choice' // facts: agency, lines
  | 'rate-missing' // facts: direction
  | 'rate-unreadable' // facts: direction, text
  | 'rate-ambiguous' // facts: direction, text
  | 'rate-increment-or-total' // facts: askedDown, askedUp, currentDown, currentUp
  | 'rate-not-higher' // facts: down, up, currentDown, currentUp
  | 'rate-implausible' // facts: direction, rate
  | 'target-unreadable' // facts: target
  | 'target-everything' // facts: target
  | 'target-outside' // facts: target
  | 'target-of-other-agency' // facts: target, owner
  | 'targets-too-many' // facts: count, limit
  | 'window-missing'
  | 'window-unexpected' // facts: from, until
  | 'window-unreadable' // facts: text
  | 'window-past' // facts: from, until
  | 'window-reversed' // facts: from, until
  | 'window-too-long' // facts: from, until, days
  | 'window-too-far' // facts: from, until
  | 'window-holiday-mismatch'; // facts: written, holiday, day

/** What was read in the usual way and is shown back; nobody has to answer. Rates in bit/s, moments in milliseconds. */
export type NoteCode =
  | 'rate-assumed-mbps' // facts: text, rate
  | 'rate-both-directions'; // facts: text, rate

export interface Question {
  readonly code: QuestionCode;
  readonly facts: Facts;
}

export interface Note {
  readonly code: NoteCode;
  readonly facts: Facts;
}

export function question(code: QuestionCode, facts: Facts = {}): Question {
  return { code, facts };
}
