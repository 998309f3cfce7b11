import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { enrol } from '../../agent/desk/request/enrol.ts';
import { mapRows } from '../../agent/domain/lookup.ts';
import { REQUEST_DETAILS } from '../../agent/domain/request.ts';
import type { Ticket } from '../../agent/ticket/ticket.ts';
import { FIELD_NAMES, TICKET_FIELDS } from '../../agent/ticket/ticket-fields.ts';
import { EVERY_FIELD } from '../ticket/ticket-samples.ts';
import { type DeskKit, deskKit } from '../office/desk-kit.ts';
import { codeOf } from '../office/granted-request.ts';

let kit: DeskKit;
beforeEach(() => {
  kit = deskKit();
});
afterEach(() => kit.close());

const HOSTILE = 'a\u202eb\u001b[2Jc\u0000';
const TEXTS = FIELD_NAMES.filter((field) => TICKET_FIELDS[field].text !== 'none');
const withText = (field: keyof Ticket): Ticket => ({
  ...EVERY_FIELD,
  [field]: field === 'targets' ? [HOSTILE] : HOSTILE,
});

/** Everything the ledger could show of the one request. */
function written(): string {
  const { ledger } = kit;
  const request = ledger.request(1);
  const all = [request, ledger.ticket(EVERY_FIELD.id), ledger.audit(1, 1000), ledger.outbox(), ledger.history(1)];
  return JSON.stringify(all);
}

/** JSON escapes controls and halves of a pair, and writes bidirectional marks as they are. */
const SHOWS_HOSTILE = /\\u00|\\ud|\u202e/;

describe('a ticket of a helpdesk that cleans nothing', () => {
  test.each(TEXTS)('hostile text in %s reaches no row of the ledger, and the request waits', (field) => {
    enrol(kit.desk, { kind: 'filed', ticket: withText(field) });
    expect(written()).not.toMatch(SHOWS_HOSTILE);
    expect(kit.ledger.request(1)?.stage.at).toBe('needs-clarification');
  });

  test.each(TEXTS)('hostile text in %s of an incident reaches no row either', (field) => {
    enrol(kit.desk, { kind: 'filed', ticket: { ...withText(field), kind: 'incident' } });
    expect(written()).not.toMatch(SHOWS_HOSTILE);
  });

  test.each(TEXTS)('hostile text in %s of a correction reaches no row either', (field) => {
    const vague = { ...EVERY_FIELD, meaning: 'unsaid' } as const;
    enrol(kit.desk, { kind: 'filed', ticket: vague });
    const ticket = { ...withText(field), revision: 2 };
    enrol(kit.desk, { kind: 'replied', ticketId: ticket.id, revision: 2, reply: { kind: 'correction', ticket } });
    expect(written()).not.toMatch(SHOWS_HOSTILE);
  });

  test('a message is kept without it', () => {
    enrol(kit.desk, { kind: 'filed', ticket: EVERY_FIELD });
    const reply = { kind: 'message', text: `${HOSTILE}\nlagi` } as const;
    enrol(kit.desk, { kind: 'replied', ticketId: EVERY_FIELD.id, revision: 2, reply });
    expect(written()).not.toMatch(SHOWS_HOSTILE);
    expect(kit.ledger.audit(1, 1000).at(-1)?.facts).toEqual({ text: 'a\ufffdb\ufffd[2Jc\ufffd\nlagi' });
  });

  test('a ticket whose number hides something is left out, and the audit says so', () => {
    enrol(kit.desk, { kind: 'filed', ticket: { ...EVERY_FIELD, id: `HD-${HOSTILE}` } });
    expect(kit.ledger.requests('all')).toEqual([]);
    expect(JSON.stringify(kit.ledger.audit(1, 1000))).not.toMatch(SHOWS_HOSTILE);
    expect(kit.ledger.audit(1, 1000).at(-1)).toMatchObject({ act: 'ticket/ignored', facts: { why: 'id' } });
  });

  test('the office cannot file it either', () => {
    const { id: _id, revision: _revision, openedAt: _at, recordedBy: _by, ...content } = EVERY_FIELD;
    const ticket = { ...content, subject: HOSTILE, receivedAt: '' };
    expect(codeOf(() => kit.as('support', 'file', { key: 'key-12345678', ticket }))).toBe('request/bad-value');
    expect(kit.ledger.outbox()).toEqual([]);
  });
});

describe('a correction', () => {
  test('by the office changes every free text, and none of who, when and how', () => {
    const vague = { ...EVERY_FIELD, subject: HOSTILE, letterNumber: HOSTILE };
    enrol(kit.desk, { kind: 'filed', ticket: vague });
    const words = { subject: 'Ujian', ...mapRows(REQUEST_DETAILS, (_, name) => `other ${name}`) };
    const correction = { ...words, body: 'Ujian daring.' };
    const { number } = kit.ledger.request(1)!.request;
    expect(kit.as('support', 'correct', { number, correction, paper: null }).stage).toBe('received');
    expect(kit.ledger.ticket(EVERY_FIELD.id)).toEqual({ ...EVERY_FIELD, ...correction });
    expect(kit.ledger.request(1)?.request).toMatchObject({
      ...words,
      reason: 'Ujian daring.',
      channel: 'letter',
    });
  });

  test('keeps the documents that were handed in since', () => {
    enrol(kit.desk, { kind: 'filed', ticket: { ...EVERY_FIELD, meaning: 'unsaid', documents: ['letter'] } });
    const { number } = kit.ledger.request(1)!.request;
    kit.as('support', 'correct', { number, correction: { meaning: 'total' }, paper: null });
    kit.raise('support', number, {
      kind: 'triaged',
      impact: 'low',
      urgency: 'low',
      missing: ['technical-data', 'justification'],
    });
    kit.as('support', 'answer', { number, documents: ['technical-data'] });
    kit.as('support', 'correct', { number, correction: { wantedDown: '70' }, paper: null });
    expect(kit.ledger.request(1)?.request.documents).toEqual(['letter', 'technical-data']);
  });
});
