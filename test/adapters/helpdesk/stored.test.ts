import { describe, expect, test } from 'vitest';
import { replyText, storedReply, storedTicket, ticketText } from '../../../adapters/helpdesk/embedded/stored.ts';
import { FIELD_NAMES } from '../../../agent/ticket/ticket-fields.ts';
import { EVERY_FIELD } from '../../ticket/ticket-samples.ts';

const { recordedBy: _, contact: __, ...OLD } = EVERY_FIELD;
const changed = (change: Record<string, unknown>): string => JSON.stringify({ v: 3, ...EVERY_FIELD, ...change });

describe('adapters/helpdesk/embedded: stored documents', () => {
  test('a ticket comes back with every field, and its document carries a version', () => {
    expect(storedTicket(ticketText(EVERY_FIELD))).toEqual(EVERY_FIELD);
    expect(JSON.parse(ticketText(EVERY_FIELD))).toMatchObject({ v: 3 });
  });

  test('a ticket of release 0.1.0 says who recorded it if its file does, else that it is not known', () => {
    expect(storedTicket(JSON.stringify(OLD))).toEqual({ ...OLD, recordedBy: null, contact: '' });
    expect(storedTicket(JSON.stringify({ ...OLD, recordedBy: 'teknisi-noc' }))).toMatchObject({
      recordedBy: 'teknisi-noc',
    });
  });

  test('a ticket of release 0.2.0 has no technical contact', () => {
    const { contact: _contact, ...older } = EVERY_FIELD;
    expect(storedTicket(JSON.stringify({ v: 2, ...older }))).toEqual({ ...older, contact: '' });
  });

  test.each(FIELD_NAMES)('a document of our own version without %s is an error', (field) => {
    expect(() => storedTicket(changed({ [field]: undefined }))).toThrow(`stored ticket: ${field}`);
  });

  test.each([
    ['an unknown field', changed({ priority: 'P1' }), 'stored ticket: priority'],
    ['an old document with an unknown field', JSON.stringify({ ...OLD, priority: 'P1' }), 'stored ticket: priority'],
    ['a newer version', changed({ v: 4 }), 'Too big'],
    ['a version that is none', changed({ v: '2' }), 'expected number'],
    ['a list', '[]', 'expected object'],
  ])('%s is an error', (_what, text, message) => {
    expect(() => storedTicket(text)).toThrow(message);
  });

  test.each([
    { kind: 'documents', documents: ['letter'] },
    { kind: 'correction', ticket: EVERY_FIELD },
    { kind: 'offer', answer: 'accept' },
    { kind: 'confirm' },
    { kind: 'cancel' },
    { kind: 'message', text: 'Mohon kabar.' },
  ] as const)('a reply comes back: $kind', (said) => {
    expect(storedReply(replyText(said))).toEqual(said);
    expect(storedReply(JSON.stringify(said))).toEqual(said);
    expect(() => storedReply(JSON.stringify({ v: 3, ...said, more: 1 }))).toThrow('Unrecognized key');
  });

  test('the ticket inside a correction of release 0.1.0 is read with its history too', () => {
    expect(storedReply(JSON.stringify({ kind: 'correction', ticket: OLD }))).toEqual({
      kind: 'correction',
      ticket: { ...OLD, recordedBy: null, contact: '' },
    });
  });
});
