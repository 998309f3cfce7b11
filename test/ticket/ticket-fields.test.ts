import { describe, expect, test } from 'vitest';
import { FIELD_NAMES, isTicket, ticketFlaw, ticketFrom } from '../../agent/ticket/ticket-fields.ts';
import { EVERY_FIELD } from './ticket-samples.ts';

/** A value that no field takes. */
const STRANGE = { some: 'object' };

describe('agent/ticket/ticket-fields', () => {
  test('a ticket with every field is one', () => {
    expect(isTicket(EVERY_FIELD)).toBe(true);
    expect(isTicket({ ...EVERY_FIELD, recordedBy: null, targets: [], documents: [] })).toBe(true);
  });

  test.each(FIELD_NAMES)('without %s, or with something else in it, it is none', (field) => {
    const { [field]: _, ...rest } = EVERY_FIELD;
    expect(ticketFlaw(rest)).toBe(field);
    expect(ticketFlaw({ ...EVERY_FIELD, [field]: STRANGE })).toBe(field);
  });

  test.each<[string, Record<string, unknown>]>([
    ['kind', { kind: 'wish' }],
    ['channel', { channel: 'fax' }],
    ['meaning', { meaning: 'both' }],
    ['duration', { duration: '' }],
    ['documents', { documents: ['passport'] }],
    ['targets', { targets: [1] }],
    ['revision', { revision: 0 }],
    ['openedAt', { openedAt: 1.5 }],
    ['priority', { priority: 'P1' }],
    ['constructor', { constructor: 1 }],
  ])('%s: %j is found', (field, change) => {
    expect(ticketFlaw({ ...EVERY_FIELD, ...change })).toBe(field);
  });

  test('a ticket is put together field by field, or the field that is wrong is named', () => {
    expect(ticketFrom((field) => EVERY_FIELD[field])).toEqual(EVERY_FIELD);
    const wrong = { ...EVERY_FIELD, revision: 0 };
    expect(() => ticketFrom((field) => wrong[field])).toThrow(
      expect.objectContaining({
        code: 'bug',
        facts: expect.objectContaining({ field: 'revision' }) as unknown,
      }) as Error,
    );
  });

  test.each([[null], ['text'], [[EVERY_FIELD]], [1]])('%j is no object', (value) => {
    expect(ticketFlaw(value)).toBe('');
  });
});
