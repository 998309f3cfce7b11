import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inert, textProblems } from '../../agent/ticket/inert-text.ts';
import { FIELD_NAMES, TICKET_FIELDS } from '../../agent/ticket/ticket-fields.ts';
import { excerpt, hasBadCharacters, inertText } from '../../agent/ticket/plain-text.ts';
import type { Ticket } from '../../agent/ticket/ticket.ts';
import { EVERY_FIELD } from './ticket-samples.ts';

/** Controls, marks that reorder text, half of a pair, separators of lines. */
const bad = fc.constantFrom(
  ...'\0\u0007\u001b\u007f\u009b\u061c\u200e\u200f\u202a\u202d\u202e\u2066\u2069\ud800'.split(''),
);
const hostile = fc.tuple(fc.string(), bad, fc.string()).map((parts) => parts.join(''));
const TEXTS = FIELD_NAMES.filter((field) => TICKET_FIELDS[field].text !== 'none');

/** The sample with this text in a field. */
function withText(field: keyof Ticket, text: string): Ticket {
  return { ...EVERY_FIELD, [field]: field === 'targets' ? [text, text] : text };
}

describe('agent/ticket/inert-text', () => {
  test('the table says of every field with text of people that it has some', () => {
    const own = FIELD_NAMES.filter((field) => TICKET_FIELDS[field].text === 'none');
    expect(own).toEqual(['id', 'revision', 'openedAt', 'kind', 'channel', 'meaning', 'duration', 'documents']);
  });

  test.each(TEXTS)('%s: nothing that hides or reorders text is kept, nor more than its limit', (field) => {
    fc.assert(
      fc.property(hostile, (text) => {
        const kept = [inert(withText(field, text))[field]].flat().map(String);
        const shape = TICKET_FIELDS[field].text === 'prose' ? 'prose' : 'line';
        for (const each of kept) {
          expect(inertText(each, shape, each.length)).toBe(each);
          expect(each.length).toBeLessThanOrEqual(TICKET_FIELDS[field].most);
        }
      }),
    );
  });

  test.each(TEXTS)('%s: free text is reported, what a parser reads is left to it', (field) => {
    fc.assert(
      fc.property(hostile, (text) => {
        const isFree = TICKET_FIELDS[field].text !== 'typed';
        const expected = text.length > TICKET_FIELDS[field].most ? 'too-long' : 'bad-characters';
        expect(textProblems(withText(field, text))).toEqual(isFree ? [{ kind: expected, field }] : []);
      }),
    );
  });

  test.each(TEXTS)('%s: too much is cut, and reported where it is free text', (field) => {
    const { most, text } = TICKET_FIELDS[field];
    const long = withText(field, 'x'.repeat(most + 1));
    expect([inert(long)[field]].flat().map((each) => String(each).length)[0]).toBe(most);
    expect(textProblems(long)).toEqual(text === 'typed' ? [] : [{ kind: 'too-long', field }]);
  });

  test('a plain ticket stays as it is', () => {
    expect(inert(EVERY_FIELD)).toEqual(EVERY_FIELD);
    expect(textProblems(EVERY_FIELD)).toEqual([]);
  });

  test('prose keeps its lines; one line has none, and no word of a router', () => {
    expect(inertText('a\tb\r\nc', 'prose', 10)).toBe('a\tb\r\nc');
    expect(inertText('a\r\nb', 'line', 10)).toBe('a\ufffd\ufffdb');
    expect(hasBadCharacters(' =.id=*1', 'line')).toBe(true);
    expect(hasBadCharacters('=.id=*1', 'prose')).toBe(false);
    expect(hasBadCharacters('005/\ufffd/2026', 'line')).toBe(true);
  });

  test('an excerpt is inert and ends in one sign', () => {
    expect(excerpt(`\u202e${'x'.repeat(100)}`)).toBe(`\ufffd${'x'.repeat(59)}…`);
    expect(excerpt('50 Mbps')).toBe('50 Mbps');
  });

  test('a list is kept to 200 entries', () => {
    expect(inert({ ...EVERY_FIELD, targets: Array.from({ length: 999 }, () => 'x') }).targets).toHaveLength(200);
  });
});
