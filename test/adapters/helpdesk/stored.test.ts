import { describe, expect, test } from 'vitest';
import { replyText, storedReply, storedTicket, ticketText } from '../../../adapters/helpdesk/embedded/stored.ts';
import { FIELD_NAMES } from '../../../agent/ticket/ticket-fields.ts';
import { TICKET_VERSION } from '../../../agent/ticket/ticket-upgrades.ts';
import { EVERY_FIELD, readToday, STORED_TICKETS } from '../../ticket/ticket-samples.ts';

const [FIRST] = STORED_TICKETS;
const changed = (change: Record<string, unknown>): string =>
  JSON.stringify({ v: TICKET_VERSION, ...EVERY_FIELD, ...change });

describe('adapters/helpdesk/embedded: stored documents', () => {
  test('a ticket comes back with every field, and its document carries a version', () => {
    expect(storedTicket(ticketText(EVERY_FIELD))).toEqual(EVERY_FIELD);
    expect(JSON.parse(ticketText(EVERY_FIELD))).toMatchObject({ v: TICKET_VERSION });
  });

  test('a ticket of release 0.1.0 says who recorded it if its file does, else that it is not known', () => {
    expect(storedTicket(JSON.stringify(FIRST))).toEqual(readToday(FIRST));
    expect(storedTicket(JSON.stringify({ ...FIRST, recordedBy: 'teknisi-noc' }))).toMatchObject({
      recordedBy: 'teknisi-noc',
    });
  });

  test('a ticket of version 2 has no technical contact', () => {
    const older = { ...FIRST, recordedBy: 'support' };
    expect(storedTicket(JSON.stringify({ v: 2, ...older }))).toEqual(readToday(older));
  });

  test.each(FIELD_NAMES)('a document of our own version without %s is an error', (field) => {
    expect(() => storedTicket(changed({ [field]: undefined }))).toThrow(`stored ticket: ${field}`);
  });

  test.each([
    ['an unknown field', changed({ priority: 'P1' }), 'stored ticket: priority'],
    ['an old document with an unknown field', JSON.stringify({ ...FIRST, priority: 'P1' }), 'stored ticket: priority'],
    ['a newer version', changed({ v: TICKET_VERSION + 1 }), 'Too big'],
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
    expect(() => storedReply(JSON.stringify({ v: TICKET_VERSION, ...said, more: 1 }))).toThrow('Unrecognized key');
  });

  test('the ticket inside a correction of release 0.1.0 is read with its history too', () => {
    expect(storedReply(JSON.stringify({ kind: 'correction', ticket: FIRST }))).toEqual({
      kind: 'correction',
      ticket: readToday(FIRST),
    });
  });
});
