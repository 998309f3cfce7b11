import { never } from '../domain/never.ts';
import type { Ticket } from './ticket.ts';

/** Why a text of a ticket cannot stand as it is, and in which field. */
export interface TextProblem {
  readonly kind: 'bad-characters' | 'too-long';
  readonly field: TextField;
}

type TextField = 'agency' | 'subject' | 'body' | 'letter-number' | 'letter-date';

/**
 * What is wrong with the free texts of a ticket: characters that could show a person something else than what is stored
 * (control, bidirectional override, half a surrogate), a line break in a one-line field, a RouterOS attribute word such
 * as `=.id=*1`, or more than 64 KiB of text. Rates, dates and targets are not asked: their parsers refuse all that by
 * themselves.
 */
export function textProblems(ticket: Ticket): readonly TextProblem[] {
  return LIMITS.flatMap(([field, limit]): readonly TextProblem[] => {
    const text = textOf(ticket, field);
    if (text.length > limit) return [{ kind: 'too-long', field }];
    const bad = field === 'body' ? BAD_IN_TEXT.test(text) : BAD_IN_LINE.test(text) || ROUTER_WORD.test(text);
    return bad ? [{ kind: 'bad-characters', field }] : [];
  });
}

/** The same ticket with every free text cut to its limit: whatever reads it afterwards reads a bounded amount. */
export function bounded(ticket: Ticket): Ticket {
  return {
    ...ticket,
    agency: cut(ticket.agency, LINE),
    subject: cut(ticket.subject, LINE),
    body: cut(ticket.body, BODY),
  };
}

/** The beginning of a text, short enough to stand inside a sentence. */
export function excerpt(text: string): string {
  return text.length <= 60 ? text : `${cut(text, 60)}…`;
}

/** UTF-16 units; no more than 64 KiB of ASCII. */
const BODY = 65_536;
const LINE = 500;
const LIMITS: readonly (readonly [TextField, number])[] = [
  ['agency', LINE],
  ['subject', LINE],
  ['body', BODY],
  ['letter-number', LINE],
  ['letter-date', LINE],
];

const BAD_IN_LINE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u;
const BAD_IN_TEXT = /[\p{Cs}\u202a-\u202e\u2066-\u2069]|(?![\t\n\r])\p{Cc}/u;
const ROUTER_WORD = /^\s*[=?][\w.-]*=/;

function textOf(ticket: Ticket, field: TextField): string {
  switch (field) {
    case 'agency':
      return ticket.agency;
    case 'subject':
      return ticket.subject;
    case 'body':
      return ticket.body;
    case 'letter-number':
      return ticket.letterNumber;
    case 'letter-date':
      return ticket.letterDate;
    default:
      return never(field);
  }
}

function cut(text: string, length: number): string {
  return text.slice(0, length).replace(/[\ud800-\udbff]$/, '');
}
