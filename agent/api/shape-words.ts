import { z } from 'zod';
import type { OfficeRole } from '../domain/person.ts';
import type { DocumentCode } from '../domain/request.ts';
import { parseDay } from '../domain/zone.ts';

/**
 * Characters that make a text look different from what is stored: control characters, format characters (bidi,
 * zero-width), half surrogates.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
const UNSEEN_IN_TEXT = /[\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|(?![\t\n\r])\p{Cc}/u;

/** One line of plain text, at most `most` UTF-16 units; empty is allowed. */
export const line = (most = 500) => z.string().max(most).refine(isSeen, 'bad-characters');

/** One line that is not blank. */
export const word = (most = 200) => line(most).refine(isSaid, 'missing');

/** Plain text of several lines. */
export const prose = (most = 65_536) => z.string().max(most).refine(isSeenText, 'bad-characters');

/** A reason: a text that is not blank. */
export const reason = prose(4000).refine(isSaid, 'missing');

/** A request's number as a person types it. */
export const number = word(40);

/** A role of the office. */
export const role: z.ZodType<OfficeRole> = z.enum([
  'department-head',
  'division-head',
  'computer-specialist',
  'technical-support',
]);

/** Kinds of documents that a request needs. */
export const documents: z.ZodType<readonly DocumentCode[]> = z
  .array(z.enum(['letter', 'technical-data', 'justification']))
  .max(10)
  .readonly();

/** A decision signed on paper: which official signed, the number of the document, and its date. */
export const paper = z.strictObject({
  role,
  document: word(200),
  date: z.string().refine((text) => parseDay(text) !== undefined, 'not-a-day'),
  file: line(1000).nullable(),
});

function isSeen(text: string): boolean {
  return !UNSEEN.test(text);
}

function isSeenText(text: string): boolean {
  return !UNSEEN_IN_TEXT.test(text);
}

function isSaid(text: string): boolean {
  return text.trim() !== '';
}
